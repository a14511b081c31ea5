import { stat } from "node:fs/promises";
import type { Mount, MountReader } from "./mounts.ts";

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/**
 * Drives by letter, known by the volume's serial number, which is what Node gives as a file's `dev` on Windows. It has
 * not run there. A mapped network drive cannot be told from a local one this way.
 */
export class WindowsMounts implements MountReader {
  async readMounts(): Promise<Mount[]> {
    const mounts = [...letters].map(async (letter): Promise<Mount[]> => {
      const stats = await stat(`${letter}:\\`, { bigint: true }).catch(() => undefined);
      if (!stats) return [];
      const volumeId = stats.dev === 0n ? undefined : `serial:${stats.dev.toString(16)}`;
      return [{ mountPoint: `${letter}:`, volumeRoot: "/", volumeId, label: `${letter}:`, isNetwork: false }];
    });
    return (await Promise.all(mounts)).flat();
  }
}
