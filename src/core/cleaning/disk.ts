import { access, constants, lstat, readdir, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { FolderUnits } from "../duplicates/companions.ts";
import { isShoeboxError, ShoeboxError, systemCodeOf } from "../errors.ts";
import { pathForDisplay, pathFromBytes, pathToSystem } from "../files/path-bytes.ts";
import { isInside } from "../files/path-inside.ts";
import { territoryMarks } from "./territories.ts";
import { fromMoveError } from "./verify-file.ts";

/** A file as it lies there now. */
export interface Look {
  /** A symbolic link; what follows is of what it leads to. */
  isLink: boolean;
  /** The same for all names of one file. */
  identity: string;
  /** How many names it has. */
  links: number;
  sizeBytes: number;
  modifiedAt: number;
}

/**
 * Before anything is noted: a rename from one mount to another only says that it is one.
 * @throws DISK_READ_ONLY, PERMISSION_DENIED, VANISHED
 */
export async function assertMayLeave(path: string): Promise<void> {
  try {
    await access(pathToSystem(dirname(path)), constants.W_OK);
  } catch (error) {
    if (!["EACCES", "EPERM"].includes(systemCodeOf(error))) throw fromMoveError(error, path);
    const shown = pathForDisplay(path);
    const message = `Shoebox may not take files out of ${pathForDisplay(dirname(path))}.`;
    throw new ShoeboxError("PERMISSION_DENIED", message, { path: shown, cause: error });
  }
}

/** What lies on the disks, looked at once for one plan. */
export class Disk {
  readonly #listings = new Map<string, Promise<readonly string[] | ShoeboxError>>();
  readonly #units = new Map<string, Promise<FolderUnits>>();
  readonly #marks = new Map<string, Promise<string | undefined>>();
  readonly #looks = new Map<string, Promise<Look | undefined>>();
  readonly #refusals = new Map<string, Promise<ShoeboxError | undefined>>();

  /** Names of all that lies in a folder; none where it is not there, or cannot be listed. */
  async namesIn(directory: string): Promise<readonly string[]> {
    const listing = await this.#list(directory);
    return listing instanceof ShoeboxError ? [] : listing;
  }

  /** Why nobody can tell what lies beside a file, and so what belongs to it; undefined where that can be told. */
  async whyUnlisted(path: string): Promise<ShoeboxError | undefined> {
    const listing = await this.#list(dirname(path));
    return listing instanceof ShoeboxError && listing.code !== "VANISHED" ? listing : undefined;
  }

  #list(directory: string): Promise<readonly string[] | ShoeboxError> {
    return remembered(this.#listings, directory, () =>
      readdir(pathToSystem(directory), { encoding: "buffer" }).then(
        (names) => names.map(pathFromBytes),
        (error: unknown) => fromMoveError(error, directory),
      ),
    );
  }

  /** Which files of a folder belong together. */
  unitsIn(directory: string): Promise<FolderUnits> {
    return remembered(this.#units, directory, async () => new FolderUnits(await this.namesIn(directory)));
  }

  /** Undefined for what cannot be looked at. */
  look(path: string): Promise<Look | undefined> {
    return remembered(this.#looks, path, () => lookAt(path).catch(() => undefined));
  }

  /** Why no file may be taken out of the folder of this one; undefined where it may. */
  whyMayNotLeave(path: string): Promise<ShoeboxError | undefined> {
    return remembered(this.#refusals, dirname(path), () =>
      assertMayLeave(path).then(
        () => undefined,
        (error: unknown) => {
          // What is gone is found out, and said, when its turn comes.
          if (isShoeboxError(error) && error.code !== "VANISHED") return error;
          return undefined;
        },
      ),
    );
  }

  /** What the folder of a file, or one above it in its root, says of itself (`territoryMarks`). */
  markOf(path: string, rootPath: string): Promise<string | undefined> {
    return this.#markIn(dirname(path), rootPath);
  }

  #markIn(directory: string, rootPath: string): Promise<string | undefined> {
    return remembered(this.#marks, `${rootPath}\0${directory}`, async () => {
      const mark = (await this.namesIn(directory)).find((name) => territoryMarks[name] !== undefined);
      if (mark !== undefined) return territoryMarks[mark];
      const above = dirname(directory);
      return isInside(above, rootPath) && above !== directory ? this.#markIn(above, rootPath) : undefined;
    });
  }
}

function remembered<Value>(known: Map<string, Promise<Value>>, key: string, ask: () => Promise<Value>) {
  const answer = known.get(key) ?? ask();
  known.set(key, answer);
  return answer;
}

async function lookAt(path: string): Promise<Look> {
  const systemPath = pathToSystem(path);
  const own = await lstat(systemPath);
  const isLink = own.isSymbolicLink();
  const { dev, ino, nlink, size, mtimeMs } = isLink ? await stat(systemPath) : own;
  return { isLink, identity: `${dev}:${ino}`, links: nlink, sizeBytes: size, modifiedAt: mtimeMs };
}

/** As many as keep a disk busy; more hold memory. */
const looksInParallel = 64;

/** Does something for each of them, many at once, and gives the answers in their order. */
export async function inParallel<Item, Answer>(
  items: readonly Item[],
  work: (item: Item) => Promise<Answer>,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let start = 0; start < items.length; start += looksInParallel) {
    answers.push(...(await Promise.all(items.slice(start, start + looksInParallel).map(work))));
  }
  return answers;
}

export function besides(path: string, name: string): string {
  return join(dirname(path), name);
}
