import type { Mount, MountReader } from "../../src/core/volumes/mounts.ts";

/** Disks that a test connects and takes away: what the system would tell of real ones. */
export class TestMounts implements MountReader {
  mounts: Mount[] = [];

  /** @param volumeId its mark; its label is made from it */
  connect(
    mountPoint: string,
    volumeId: string,
    { isNetwork = false, fileSystem }: { isNetwork?: boolean; fileSystem?: string } = {},
  ): void {
    this.disconnect(mountPoint);
    const label = `Disk ${volumeId}`;
    this.mounts.push({ mountPoint, volumeRoot: "/", volumeId, label, isNetwork, fileSystem });
  }

  disconnect(mountPoint: string): void {
    this.mounts = this.mounts.filter((mount) => mount.mountPoint !== mountPoint);
  }

  async readMounts(): Promise<Mount[]> {
    return [...this.mounts];
  }
}

/** The disk that everything else lies on. */
export const systemDisk: Mount = {
  mountPoint: "/",
  volumeRoot: "/",
  volumeId: "uuid:system",
  label: "the system disk",
  isNetwork: false,
};
