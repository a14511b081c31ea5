import { lstat, mkdir, readdir } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import type { Catalog } from "../catalog/index.ts";
import type { StoredMove } from "../catalog/moves.ts";
import { ShoeboxError } from "../errors.ts";
import { isThere } from "../files/is-there.ts";
import { pathForDisplay, pathToSystem } from "../files/path-bytes.ts";
import { assertMayLeave } from "./disk.ts";
import {
  infoPathOf,
  isRefusal,
  moveFile,
  releaseOwnNote,
  releaseTrashPlace,
  reserveTrashPlaces,
  type TrashPlace,
  trashDirectoriesFor,
} from "./freedesktop-trash.ts";
import { fromMoveError, verifyFile } from "./verify-file.ts";
import { awayWords, isItself, whereaboutsOfOne } from "./whereabouts.ts";

/** The system's own trash, where the shell has one: Electron's `shell.trashItem`. */
export type SystemTrash = (path: string) => Promise<void>;

async function exists(path: string): Promise<boolean> {
  return (await lstat(pathToSystem(path)).catch(() => undefined)) !== undefined;
}

/**
 * Moves single files to a trash and back, journalled: the journal says "moving" and where to before anything moves, and
 * "moved" after the move was checked. `recover` brings a journal and a disk into step that a killed process left.
 */
export class Mover {
  readonly #catalog: Catalog;
  readonly #systemTrash: SystemTrash | undefined;

  constructor(catalog: Catalog, systemTrash: SystemTrash | undefined) {
    this.#catalog = catalog;
    this.#systemTrash = systemTrash;
  }

  /**
   * @returns the folder beside the root, where that was what its disk had
   * @throws what kept the file where it is; it is there then
   */
  async trash(move: StoredMove): Promise<string | null> {
    const { path, moveId } = move;
    if (this.#systemTrash && path.isWellFormed()) {
      const isTrashed = await this.#trashBySystem(move, this.#systemTrash);
      if (isTrashed) return null;
    }
    await assertMayLeave(path);
    const announce = (place: string) => this.#note(moveId, "moving", place);
    let refusal: unknown = new ShoeboxError("TRASH_FAILED", undefined, { path: pathForDisplay(path) });
    try {
      for await (const place of reserveTrashPlaces(path, move.rootPath, announce)) {
        const answer = await this.#moveTo(place, move);
        if (answer !== undefined) {
          refusal = answer;
          continue;
        }
        this.#finish(move, place.path);
        return place.folderBesideRoot;
      }
    } catch (error) {
      refusal = error;
    }
    throw fromMoveError(refusal, path);
  }

  /** @returns why this place does not take it; undefined once it lies there */
  async #moveTo(place: TrashPlace, { path, sizeBytes }: StoredMove): Promise<unknown> {
    try {
      const { ino } = await lstat(pathToSystem(path));
      await moveFile(path, place.path);
      const moved = await lstat(pathToSystem(place.path));
      if (moved.ino !== ino || moved.size !== sizeBytes || isThere(path)) {
        throw new ShoeboxError("TRASH_FAILED", undefined, { path: pathForDisplay(path) });
      }
      return undefined;
    } catch (error) {
      if (!(await exists(place.path))) await releaseTrashPlace(place).catch(() => {});
      if (isRefusal(error)) return error;
      throw error;
    }
  }

  /** False when the system's trash refused and the file is still there. */
  async #trashBySystem(move: StoredMove, systemTrash: SystemTrash): Promise<boolean> {
    const { ino } = await lstat(pathToSystem(move.path));
    this.#note(move.moveId, "moving");
    try {
      await systemTrash(move.path);
    } catch {
      // Disks without a trash are refused: there is still the folder beside the root.
    }
    if (isThere(move.path)) return false;
    this.#finish(move, await this.#find(move, ino));
    return true;
  }

  /** Where the system put it: a rename keeps the file's number. Undefined where that cannot be told. */
  async #find({ path }: StoredMove, inode: number): Promise<string | undefined> {
    for (const directory of [...(await trashDirectoriesFor(path)), join(homedir(), ".Trash")]) {
      const names = await readdir(directory).catch(() => []);
      for (const name of names) {
        const stats = await lstat(join(directory, name)).catch(() => undefined);
        if (stats?.ino === inode && stats.isFile()) return join(directory, name);
      }
    }
    return undefined;
  }

  #note(moveId: number, state: "moving" | "restoring", trashedTo?: string): void {
    const catalog = this.#catalog;
    catalog.transaction(() =>
      catalog.moves.setState(moveId, state, trashedTo === undefined ? {} : { trashedTo }),
    );
  }

  #finish({ moveId, fileId, sha256 }: StoredMove, trashedTo: string | undefined): void {
    this.#catalog.transaction(() => {
      this.#catalog.moves.setState(moveId, "moved", trashedTo === undefined ? {} : { trashedTo });
      this.#setPresent(fileId, sha256, false);
    });
  }

  #setPresent(fileId: number, sha256: Uint8Array, isPresent: boolean): void {
    const catalog = this.#catalog;
    catalog.files.setPresent(fileId, isPresent);
    const assetId = catalog.assets.idOf(sha256);
    if (assetId !== undefined) catalog.assets.touch(assetId, catalog.nextRevision());
  }

  /** @throws PATH_TAKEN, GONE_FROM_TRASH, ROOT_OFFLINE, CHANGED_SINCE_INDEXED, NOT_SUPPORTED_HERE, PERMISSION_DENIED, DISK_READ_ONLY */
  async restore(move: StoredMove): Promise<void> {
    const { path, trashedTo, moveId } = move;
    const shown = pathForDisplay(path);
    if (trashedTo === null) {
      const message = "The system's trash does not say where the file is: put it back from there.";
      throw new ShoeboxError("NOT_SUPPORTED_HERE", message, { path: shown });
    }
    const where = await whereaboutsOfOne(move);
    if (where === "away") throw new ShoeboxError("ROOT_OFFLINE", awayWords(move), { path: shown });
    if (where === "back" && (await isItself(move))) return this.#finishRestoring(move);
    if (isThere(path)) throw new ShoeboxError("PATH_TAKEN", undefined, { path: shown });
    if (where !== "trash") throw new ShoeboxError("GONE_FROM_TRASH", undefined, { path: shown });
    await verifyFile(trashedTo, Buffer.from(move.sha256).toString("hex"), move.sizeBytes);
    this.#note(moveId, "restoring");
    try {
      await mkdir(pathToSystem(dirname(path)), { recursive: true });
      await moveFile(trashedTo, path);
    } catch (error) {
      this.#catalog.transaction(() => this.#catalog.moves.setState(moveId, "moved"));
      throw fromMoveError(error, path);
    }
    await this.#finishRestoring(move);
  }

  async #finishRestoring(move: StoredMove): Promise<void> {
    if (move.trashedTo !== null)
      await releaseTrashPlace({ infoPath: infoPathOf(move.trashedTo) }).catch(() => {});
    this.#catalog.transaction(() => {
      this.#catalog.moves.setState(move.moveId, "restored");
      this.#setPresent(move.fileId, move.sha256, true);
    });
  }

  /**
   * After a process that ended on the way: a move that happened is completed in the journal, one that did not is taken
   * back, and what was only planned is forgotten: it was never touched.
   */
  async recover(): Promise<void> {
    const { moves } = this.#catalog;
    for (const move of moves.underWay()) {
      if (move.state === "planned") this.#catalog.transaction(() => moves.forget(move.moveId));
      else if (move.state === "moving") await this.#recoverMoving(move);
      else await this.#recoverRestoring(move);
    }
    this.#catalog.transaction(() => moves.interruptBatches());
  }

  async #recoverMoving(move: StoredMove): Promise<void> {
    if (!isThere(move.path)) {
      const isInTrash = move.trashedTo !== null && (await exists(move.trashedTo));
      this.#finish(move, isInTrash ? (move.trashedTo ?? undefined) : undefined);
      return;
    }
    if (move.trashedTo !== null && !(await exists(move.trashedTo))) {
      await releaseOwnNote(move.trashedTo, move.path).catch(() => {});
    }
    this.#catalog.transaction(() => this.#catalog.moves.forget(move.moveId));
  }

  async #recoverRestoring(move: StoredMove): Promise<void> {
    const isInTrash = move.trashedTo !== null && (await exists(move.trashedTo));
    if (isInTrash) this.#catalog.transaction(() => this.#catalog.moves.setState(move.moveId, "moved"));
    else await this.#finishRestoring(move);
  }
}
