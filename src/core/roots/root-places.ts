import { basename } from "node:path";
import type { Catalog } from "../catalog/index.ts";
import type { RootRow } from "../catalog/roots.ts";
import { ShoeboxError } from "../errors.ts";
import { pathForDisplay } from "../files/path-bytes.ts";
import { isInside } from "../files/path-inside.ts";
import { holdsSomething } from "../files/root-state.ts";
import { type FileSystemTraits, traitsOf } from "../volumes/file-system-traits.ts";
import { type Mount, type MountReader, mountOf, pathsOf, placeOf } from "../volumes/mounts.ts";

/**
 * Where the roots are now. A root is known by its volume and the path on it, so it follows a disk that is mounted
 * elsewhere, and is not mistaken for another disk in its place. Where the system tells no identity, by its path alone.
 */
export class RootPlaces {
  readonly #catalog: Catalog;
  readonly #reader: MountReader;
  #mounts: readonly Mount[] = [];

  constructor(catalog: Catalog, reader: MountReader) {
    this.#catalog = catalog;
    this.#reader = reader;
  }

  /**
   * Looks at what is mounted and lets roots follow their disks.
   * @returns whether a root is at another place than before
   */
  async refresh(): Promise<boolean> {
    // A system that tells nothing leaves what was known as it was.
    this.#mounts = await this.#reader.readMounts().catch(() => this.#mounts);
    const roots = this.#catalog.roots.list();
    const moves = roots.flatMap((root) => {
      const path = this.#newPathOf(root, roots);
      return path === undefined ? [] : [{ rootId: root.rootId, path }];
    });
    if (moves.length === 0) return false;
    this.#catalog.transaction(() => {
      for (const { rootId, path } of moves) this.#catalog.roots.setPath(rootId, path);
    });
    return true;
  }

  /** Where the root's disk is mounted now, when it is not where it was. */
  #newPathOf(root: RootRow, roots: readonly RootRow[]): string | undefined {
    if (root.volume === null || this.isOnline(root)) return undefined;
    const others = roots.filter(({ rootId }) => rootId !== root.rootId && !root.isDisplaced);
    return pathsOf(this.#mounts, root.volume).find(
      (path) =>
        holdsSomething(path) &&
        !others.some((other) => isInside(path, other.path) || isInside(other.path, path)),
    );
  }

  /** Whether the folder is there, holds something, and is on its own disk. */
  isOnline(root: RootRow): boolean {
    return !root.isDisplaced && this.#isOnOwnVolume(root) && holdsSomething(root.path);
  }

  isRootOnline(rootId: number): boolean {
    const root = this.#catalog.roots.get(rootId);
    return root !== undefined && root.forgottenAt === null && this.isOnline(root);
  }

  /** Another disk is mounted where the root was. */
  isReplaced(root: RootRow): boolean {
    return !this.#isOnOwnVolume(root) && holdsSomething(root.path);
  }

  #isOnOwnVolume({ volume, path }: RootRow): boolean {
    if (volume === null || this.#mounts.length === 0) return true;
    return mountOf(this.#mounts, path)?.volumeId === volume.volumeId;
  }

  /** Notes which volume a root lies on, where the system tells. Call it in a transaction. */
  learnVolume(rootId: number): void {
    const root = this.#catalog.roots.get(rootId);
    const place = root && placeOf(this.#mounts, root.path);
    if (place) this.#catalog.roots.setVolume(rootId, place);
  }

  /** On another machine: nobody tells of changes there. */
  isOnNetwork({ path }: RootRow): boolean {
    return mountOf(this.#mounts, path)?.isNetwork ?? false;
  }

  /** What is known of the kind of file system that a real path lies on. */
  traitsAt(realPath: string): FileSystemTraits {
    return traitsOf(mountOf(this.#mounts, realPath)?.fileSystem);
  }

  /** Why a root's photos cannot be opened, and what to connect. */
  offlineMessage(root: RootRow): string {
    const path = pathForDisplay(root.path);
    const { volume } = root;
    if (volume === null) {
      return `The folder ${path} cannot be reached: connect the disk it is on, or put the folder back.`;
    }
    const isConnected = this.#mounts.some(({ volumeId }) => volumeId === volume.volumeId);
    if (isConnected) return `The folder ${path} is gone from the disk “${volume.label}”: put it back.`;
    return `Connect the disk “${volume.label}”: it was last at ${path}.`;
  }

  /** @throws ROOT_OFFLINE */
  assertOnline(root: RootRow): void {
    if (this.isOnline(root)) return;
    throw new ShoeboxError("ROOT_OFFLINE", this.offlineMessage(root), { path: pathForDisplay(root.path) });
  }

  nameOf({ path }: RootRow): string {
    return pathForDisplay(basename(path)) || path;
  }
}
