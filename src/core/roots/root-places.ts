import { basename } from "node:path";
import type { Catalog } from "../catalog/index.ts";
import type { RootRow } from "../catalog/roots.ts";
import { ShoeboxError } from "../errors.ts";
import { isSameFile, isThere } from "../files/is-there.ts";
import { pathForDisplay } from "../files/path-bytes.ts";
import { isInside } from "../files/path-inside.ts";
import { holdsSomething } from "../files/root-state.ts";
import { type FileSystemTraits, traitsOf } from "../volumes/file-system-traits.ts";
import { type Mount, type MountReader, mountOf, pathsOf, placeOf } from "../volumes/mounts.ts";
import { moveWords } from "./relocate.ts";
import { isSameFolder, placesAround, placesBeside } from "./renamed-folder.ts";

/** Files of a folder that are looked for in another one, to tell whether it is the same. */
const sampleSize = 24;

const putBack = "put it back, or add it again under its new name";

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
    const moves = this.#catalog.roots.list().filter((root) => this.#lookFor(root));
    return moves.length > 0;
  }

  /** @returns whether the root is elsewhere now */
  #lookFor(root: RootRow): boolean {
    if (this.isOnline(root)) {
      const isToLearn = root.mountPoint === null && this.#catalog.keeping.hindrance === null;
      if (isToLearn) this.#catalog.transaction(() => this.learnVolume(root.rootId));
      return false;
    }
    const path = this.#remountedAt(root);
    return path !== undefined && this.#relocate(root, path, false);
  }

  /**
   * Lets roots that were renamed follow when a person adds one of these folders: the root under its new name, the
   * folder around it, or a part of it.
   * @param added real paths
   */
  follow(added: readonly string[]): void {
    this.#followTo((root) =>
      this.isOnline(root) ? this.#respelledAs(root, added) : this.#renamedAround(root, added),
    );
  }

  /** The same when a person has all folders looked at again: those that only got another name where they were. */
  followBeside(): void {
    this.#followTo((root) => (this.isOnline(root) ? undefined : this.#renamedBeside(root)));
  }

  #followTo(find: (root: RootRow) => string | undefined): void {
    for (const root of this.#catalog.roots.list()) {
      const renamedTo = find(root);
      if (renamedTo !== undefined) this.#relocate(root, renamedTo, true);
    }
  }

  /** A disk that does not tell cases apart finds the folder under its old name too. */
  #respelledAs(root: RootRow, added: readonly string[]): string | undefined {
    return added.find((path) => path !== root.path && isSameFile(root.path, path));
  }

  /**
   * @param isRenamed its photos moved; otherwise only their disk did
   * @returns false where that cannot be written down now
   */
  #relocate(root: RootRow, path: string, isRenamed: boolean): boolean {
    const { roots, relocation, keeping } = this.#catalog;
    if (keeping.isReadOnly) {
      // It holds for as long as the library is open: catalog/read-only-database.ts.
      roots.setPath(root.rootId, path);
      return true;
    }
    if (keeping.hindrance) return false;
    this.#catalog.transaction(() => {
      roots.setPath(root.rootId, path);
      moveWords(this.#catalog, root.path, path);
      if (isRenamed) relocation.markMoved(root.rootId);
      this.learnVolume(root.rootId);
    });
    return true;
  }

  /** Where the root's disk is mounted now, when it is not where it was. */
  #remountedAt(root: RootRow): string | undefined {
    if (root.volume === null) return undefined;
    return pathsOf(this.#mounts, root.volume).find(
      (path) => holdsSomething(path) && this.#isFree(path, root),
    );
  }

  /** No other root is there, around it or in it. */
  #isFree(path: string, root: RootRow): boolean {
    const others = this.#catalog.roots
      .list()
      .filter(({ rootId, isDisplaced }) => rootId !== root.rootId && !isDisplaced);
    return !others.some((other) => isInside(path, other.path) || isInside(other.path, path));
  }

  /** Where a folder is that was only renamed, or one around it. */
  #renamedBeside(root: RootRow): string | undefined {
    if (!this.isGone(root)) return undefined;
    for (const missing of this.#pathsOnDisk(root)) {
      const found = this.#samePlace(root, placesBeside(missing));
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #renamedAround(root: RootRow, added: readonly string[]): string | undefined {
    if (!this.isGone(root)) return undefined;
    return this.#samePlace(
      root,
      added.flatMap((path) => placesAround(root.path, path)),
    );
  }

  #samePlace(root: RootRow, candidates: Iterable<string>): string | undefined {
    const samples = this.#catalog.relocation.samples(root.rootId, sampleSize);
    for (const path of candidates) {
      if (this.#isOnDiskOf(root, path) && isSameFolder(path, samples) && this.#isFree(path, root))
        return path;
    }
    return undefined;
  }

  /** File numbers mean nothing on another disk. */
  #isOnDiskOf({ volume, mountPoint }: RootRow, path: string): boolean {
    const mount = mountOf(this.#mounts, path);
    if (volume !== null) return mount?.volumeId === volume.volumeId;
    return mountPoint === null || mount?.mountPoint === mountPoint;
  }

  /** Every path at which the folder would be, were it still on its disk; none while that is away, or not known. */
  #pathsOnDisk({ volume, mountPoint, path, isDisplaced }: RootRow): string[] {
    if (volume !== null) return pathsOf(this.#mounts, volume);
    const isMounted = mountPoint !== null && mountOf(this.#mounts, path)?.mountPoint === mountPoint;
    return isMounted && !isDisplaced ? [path] : [];
  }

  /**
   * The folder's disk is there, and the folder is not on it: it was renamed, moved or deleted. Of a disk that is away
   * nothing is known, and of one that cannot be looked at neither.
   */
  isGone(root: RootRow): boolean {
    const paths = this.#pathsOnDisk(root);
    return paths.length > 0 && !paths.some(isThere);
  }

  isRootGone(rootId: number): boolean {
    const root = this.#catalog.roots.get(rootId);
    return root !== undefined && root.forgottenAt === null && this.isGone(root);
  }

  /** Whether the folder is there, holds something, and is on its own disk. */
  isOnline(root: RootRow): boolean {
    return !root.isDisplaced && this.#isOnOwnVolume(root) && holdsSomething(root.path);
  }

  isRootOnline(rootId: number): boolean {
    const root = this.#catalog.roots.get(rootId);
    return root !== undefined && root.forgottenAt === null && this.isOnline(root);
  }

  onlineRootIds(): Set<number> {
    const online = this.#catalog.roots.list().filter((root) => this.isOnline(root));
    return new Set(online.map(({ rootId }) => rootId));
  }

  /** Another disk is mounted where the root was. */
  isReplaced(root: RootRow): boolean {
    return !this.#isOnOwnVolume(root) && holdsSomething(root.path);
  }

  #isOnOwnVolume({ volume, path }: RootRow): boolean {
    if (volume === null || this.#mounts.length === 0) return true;
    return mountOf(this.#mounts, path)?.volumeId === volume.volumeId;
  }

  /** Notes which volume a root lies on, as far as the system tells. Call it in a transaction. */
  learnVolume(rootId: number): void {
    const { roots } = this.#catalog;
    const root = roots.get(rootId);
    if (!root) return;
    const place = placeOf(this.#mounts, root.path);
    if (place) roots.setVolume(rootId, place);
    const mount = mountOf(this.#mounts, root.path);
    if (mount) roots.setMountPoint(rootId, mount.mountPoint);
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
    if (volume === null && this.isGone(root)) return `The folder ${path} is gone: ${putBack}.`;
    if (volume === null) {
      return `The folder ${path} cannot be reached: connect the disk it is on, or put the folder back.`;
    }
    const isConnected = this.#mounts.some(({ volumeId }) => volumeId === volume.volumeId);
    if (isConnected) return `The folder ${path} is gone from the disk “${volume.label}”: ${putBack}.`;
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
