import { isInside, relativeTo } from "../files/path-inside.ts";

/** A file system as it is mounted now. */
export interface Mount {
  mountPoint: string;
  /** The part of the volume that is mounted there: "/" is all of it. */
  volumeRoot: string;
  /** Stays the same wherever the volume is mounted; undefined where the system tells no identity. */
  volumeId: string | undefined;
  /** What a person calls the disk. */
  label: string;
  /** On another machine: nobody tells of changes, and looking costs a journey. */
  isNetwork: boolean;
  /** What kind it is, as the system names it: "ext4", "exfat", "fuse.sshfs"; undefined where it is not told. */
  fileSystem?: string | undefined;
}

/** What differs between systems: how they tell what is mounted. */
export interface MountReader {
  readMounts(): Promise<Mount[]>;
}

/** Where something lies, said so that it holds wherever the disk is mounted. */
export interface VolumePlace {
  volumeId: string;
  label: string;
  /** From the volume's own top, with a leading "/". */
  volumePath: string;
}

/** The mount a path lies on: the deepest, and of several in one place the last. */
export function mountOf(mounts: readonly Mount[], path: string): Mount | undefined {
  let found: Mount | undefined;
  for (const mount of mounts) {
    if (!isInside(path, mount.mountPoint)) continue;
    if (!found || mount.mountPoint.length >= found.mountPoint.length) found = mount;
  }
  return found;
}

/** Undefined where the system tells no identity. */
export function placeOf(mounts: readonly Mount[], path: string): VolumePlace | undefined {
  const mount = mountOf(mounts, path);
  if (mount?.volumeId === undefined) return undefined;
  const { volumeId, label, volumeRoot, mountPoint } = mount;
  return { volumeId, label, volumePath: joined(volumeRoot, relativeTo(mountPoint, path)) };
}

/** Every path at which a place on a volume can be reached now. */
export function pathsOf(
  mounts: readonly Mount[],
  { volumeId, volumePath }: Omit<VolumePlace, "label">,
): string[] {
  return mounts
    .filter((mount) => mount.volumeId === volumeId && isInside(volumePath, mount.volumeRoot))
    .map((mount) => joined(mount.mountPoint, relativeTo(mount.volumeRoot, volumePath)));
}

function joined(folder: string, relative: string): string {
  if (relative === "") return folder;
  return folder.endsWith("/") ? folder + relative : `${folder}/${relative}`;
}
