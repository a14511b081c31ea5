import { readdir, readFile, readlink } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { pathFromBytes } from "../files/path-bytes.ts";
import type { Mount, MountReader } from "./mounts.ts";

const networkFileSystems =
  /^(nfs\d?|cifs|smb\d?|smbfs|9p|afs|ceph|davfs|fuse\.(sshfs|rclone|glusterfs|davfs2?|s3fs|gvfsd-fuse|curlftpfs))$/;

/** Reads /proc/self/mountinfo (proc_pid_mountinfo(5)) and the links that udev keeps under /dev/disk. */
export class LinuxMounts implements MountReader {
  readonly #mountInfo: string;
  readonly #disks: string;

  constructor({ mountInfo = "/proc/self/mountinfo", disks = "/dev/disk" } = {}) {
    this.#mountInfo = mountInfo;
    this.#disks = disks;
  }

  async readMounts(): Promise<Mount[]> {
    const [lines, identities, labels] = await Promise.all([
      readFile(this.#mountInfo).then((bytes) => pathFromBytes(bytes).split("\n")),
      namesOfDevices(join(this.#disks, "by-uuid")),
      namesOfDevices(join(this.#disks, "by-label")),
    ]);
    return lines.flatMap((line) => parseMountInfo(line, identities, labels) ?? []);
  }
}

type Names = ReadonlyMap<string, string>;

/** "36 35 98:0 /root /mount/point rw,noatime master:1 - ext4 /dev/sda1 rw" */
export function parseMountInfo(line: string, identities: Names, labels: Names): Mount | undefined {
  const [before, after] = line.split(" - ");
  const [, , , volumeRoot, mountPoint] = before?.split(" ").map(unescaped) ?? [];
  const [fileSystem, source] = after?.split(" ").map(unescaped) ?? [];
  if (!volumeRoot || !mountPoint || !fileSystem || !source) return undefined;
  const isNetwork = networkFileSystems.test(fileSystem);
  const identity = identities.get(source);
  const volumeId = isNetwork ? `${fileSystem}:${source}` : identity && `uuid:${identity}`;
  const label = labels.get(source) ?? (isNetwork ? source : basename(mountPoint) || "the system disk");
  return { mountPoint, volumeRoot, volumeId, label, isNetwork, fileSystem };
}

/** The kernel writes space, tab, newline, backslash and # as three octal digits. */
function unescaped(field: string): string {
  return field.replace(/\\([0-7]{3})/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 8)),
  );
}

/** Device -> name, from a folder of links named for what they point to. Empty where there is no udev. */
async function namesOfDevices(directory: string): Promise<Map<string, string>> {
  const names = await readdir(directory).catch(() => []);
  const pairs = names.map(async (name) => {
    const target = await readlink(join(directory, name)).catch(() => undefined);
    // udev writes what a file name cannot hold as \x20.
    const text = name.replace(/\\x([0-9a-f]{2})/g, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
    return target === undefined ? [] : [[resolve(directory, target), text] as const];
  });
  return new Map((await Promise.all(pairs)).flat());
}
