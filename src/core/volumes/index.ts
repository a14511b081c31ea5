import { LinuxMounts } from "./linux-mounts.ts";
import { MacMounts } from "./macos-mounts.ts";
import type { MountReader } from "./mounts.ts";
import { WindowsMounts } from "./windows-mounts.ts";

/** The one for this system; elsewhere nothing is known of volumes, and folders are known by their paths alone. */
export function systemMounts(platform: NodeJS.Platform = process.platform): MountReader {
  if (platform === "linux") return new LinuxMounts();
  if (platform === "darwin") return new MacMounts();
  if (platform === "win32") return new WindowsMounts();
  return { readMounts: async () => [] };
}
