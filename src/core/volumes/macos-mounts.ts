import { execFile } from "node:child_process";
import { basename } from "node:path";
import { promisify } from "node:util";
import type { Mount, MountReader } from "./mounts.ts";

const run = promisify(execFile);

const networkFileSystems = new Set(["nfs", "smbfs", "afpfs", "webdav", "ftp", "macfuse", "osxfuse"]);

/**
 * What mount(8) lists, with the identities that diskutil(8) knows. Written from their manuals and tested on what they
 * are known to print; it has not run on a Mac.
 */
export class MacMounts implements MountReader {
  /** Device and mount point -> identity: diskutil takes a tenth of a second. */
  readonly #identities = new Map<string, Promise<string | undefined>>();

  async readMounts(): Promise<Mount[]> {
    const { stdout } = await run("/sbin/mount");
    return Promise.all(parseMountList(stdout).map((mount) => this.#toMount(mount)));
  }

  async #toMount({ device, mountPoint, fileSystem }: ListedMount): Promise<Mount> {
    const isNetwork = networkFileSystems.has(fileSystem);
    const volumeId = isNetwork ? `${fileSystem}:${device}` : await this.#identityOf(device, mountPoint);
    return {
      mountPoint,
      volumeRoot: "/",
      volumeId,
      label: basename(mountPoint) || "the system disk",
      isNetwork,
      fileSystem,
    };
  }

  #identityOf(device: string, mountPoint: string): Promise<string | undefined> {
    if (!device.startsWith("/dev/")) return Promise.resolve(undefined);
    const key = `${device} ${mountPoint}`;
    const known = this.#identities.get(key);
    if (known) return known;
    const asked = run("/usr/sbin/diskutil", ["info", "-plist", device])
      .then(({ stdout }) => volumeIdentityIn(stdout))
      .catch(() => undefined);
    this.#identities.set(key, asked);
    return asked;
  }
}

export interface ListedMount {
  device: string;
  mountPoint: string;
  fileSystem: string;
}

/** "/dev/disk4s1 on /Volumes/My Photos (exfat, local, nodev, nosuid)" */
export function parseMountList(text: string): ListedMount[] {
  return text.split("\n").flatMap((line) => {
    const [, device, mountPoint, fileSystem] = /^(.+?) on (\/.*) \((\w+)[,)]/.exec(line) ?? [];
    return device && mountPoint && fileSystem ? [{ device, mountPoint, fileSystem }] : [];
  });
}

/** The UUID in what `diskutil info -plist` prints. */
export function volumeIdentityIn(plist: string): string | undefined {
  const uuid = /<key>VolumeUUID<\/key>\s*<string>([0-9A-Fa-f-]+)<\/string>/.exec(plist)?.[1];
  return uuid && `uuid:${uuid.toLowerCase()}`;
}
