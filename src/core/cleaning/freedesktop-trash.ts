import { lstat, mkdir, open, readFile, realpath, rename, rm, stat } from "node:fs/promises";
import { homedir, userInfo } from "node:os";
import { basename, dirname, join, relative, sep } from "node:path";
import { systemCodeOf } from "../errors.ts";
import { pathForDisplay, pathFromBytes, pathToSystem } from "../files/path-bytes.ts";
import { trashName } from "./trash-name.ts";

/** Where a file is to go: decided, and noted in the trash, before it moves. */
export interface TrashPlace {
  /** The file's new path. */
  path: string;
  /** The note beside it that says where it came from; null in a folder of our own. */
  infoPath: string | null;
  /** The folder beside the root that stands in for a trash; null where the system's own was there. */
  folderBesideRoot: string | null;
}

type Announce = (place: string) => void;

export const folderBesideRootName = ".Shoebox Trash";

/**
 * Reserves places in trashes on the file's own disk, so that the move is one rename: by the FreeDesktop.org Trash
 * specification 1.0 the home trash, `$topdir/.Trash/$uid`, `$topdir/.Trash-$uid`; then a folder beside the root, and one
 * in it. The first that takes the file is used: one disk may be mounted at several places (a container's folders are),
 * and no rename goes from one to another. A place that is not used is to be released before the next is asked for. Own
 * code: the packages there are do not say where the file went, which undo needs.
 * @param announce called before anything is written, with where the file would go; again when another took the name
 * @throws what the file system throws when nothing can be written
 */
export async function* reserveTrashPlaces(
  path: string,
  rootPath: string,
  announce: Announce,
): AsyncGenerator<TrashPlace> {
  const device = (await lstat(pathToSystem(path))).dev;
  let refusal: unknown;
  const places = [
    ...(await trashesFor(path, device)).map((trash) => () => reserveIn(trash, path, announce)),
    ...(await foldersFor(path, rootPath, device)).map(
      (folder) => () => reserveInFolder(folder, path, announce),
    ),
  ];
  for (const reserve of places) {
    try {
      yield await reserve();
    } catch (error) {
      if (!isRefusal(error)) throw error;
      refusal = error;
    }
  }
  if (refusal !== undefined) throw refusal;
}

/** Folders that stand in for a trash: beside the root and in it, where hidden folders are not indexed. */
async function foldersFor(path: string, rootPath: string, device: number): Promise<StandIn[]> {
  const inside = path.startsWith(`${rootPath}${sep}`) ? dirname(relative(rootPath, path)) : ".";
  const beside = dirname(rootPath);
  const besideDevice = (await stat(pathToSystem(beside)).catch(() => undefined))?.dev;
  const bases = [beside, rootPath].map((base) => join(base, folderBesideRootName));
  // A root that is a whole disk has nothing beside it.
  const near = besideDevice === device && beside !== rootPath ? bases : bases.slice(1);
  const deep = near.map((base) => ({ base, inside }));
  // A path that is as long as one may be grows too long in another folder.
  return inside === "." ? deep : [...deep, ...near.map((base) => ({ base, inside: "." }))];
}

interface StandIn {
  base: string;
  /** The folder in it that the file is to lie in. */
  inside: string;
}

interface Trash {
  directory: string;
  /** Paths in its notes are relative to this; null: absolute. */
  topDirectory: string | null;
}

async function trashesFor(path: string, device: number): Promise<Trash[]> {
  const trashes: Trash[] = [];
  const home = process.env.XDG_DATA_HOME || join(homedir(), ".local/share");
  const homeDevice = await deviceOfNearest(home);
  if (homeDevice === device) trashes.push({ directory: join(home, "Trash"), topDirectory: null });
  const topDirectory = await topDirectoryOf(path, device);
  if (topDirectory === undefined || topDirectory === "/") return trashes;
  const { uid } = userInfo();
  const shared = join(topDirectory, ".Trash");
  // The specification wants a directory with the sticky bit that is no symbolic link.
  const sharedStats = await lstat(shared).catch(() => undefined);
  const isSticky = sharedStats?.isDirectory() && (sharedStats.mode & 0o1000) !== 0;
  if (isSticky) trashes.push({ directory: join(shared, String(uid)), topDirectory });
  trashes.push({ directory: join(topDirectory, `.Trash-${uid}`), topDirectory });
  return trashes;
}

async function deviceOfNearest(path: string): Promise<number | undefined> {
  for (let at = path; ; at = dirname(at)) {
    const stats = await stat(at).catch(() => undefined);
    if (stats) return stats.dev;
    if (at === dirname(at)) return undefined;
  }
}

/** The highest folder above the file that lies on the same disk: its mount point. */
async function topDirectoryOf(path: string, device: number): Promise<string | undefined> {
  let top: string | undefined;
  const real = pathFromBytes(await realpath(pathToSystem(dirname(path)), { encoding: "buffer" }));
  for (let at = real; ; at = dirname(at)) {
    const stats = await stat(pathToSystem(at)).catch(() => undefined);
    if (stats?.dev !== device) return top;
    top = at;
    if (at === dirname(at)) return top;
  }
}

async function reserveIn(
  { directory, topDirectory }: Trash,
  path: string,
  announce: Announce,
): Promise<TrashPlace> {
  const [files, info] = [join(directory, "files"), join(directory, "info")];
  for (const folder of [files, info]) await mkdir(pathToSystem(folder), { recursive: true, mode: 0o700 });
  const original = topDirectory === null ? path : relative(topDirectory, path);
  for (let number = 1; ; number++) {
    const name = trashName(basename(path), number, noteExtension);
    const infoPath = join(info, `${name}${noteExtension}`);
    const place = join(files, name);
    if (await isTaken(place)) continue;
    if (await isTaken(infoPath)) continue;
    announce(place);
    if (await isNoted(infoPath, original)) return { path: place, infoPath, folderBesideRoot: null };
  }
}

const noteExtension = ".trashinfo";

/** Made exclusively: whoever makes the note owns the name. False where another one does. */
async function isNoted(infoPath: string, original: string): Promise<boolean> {
  const note = await open(pathToSystem(infoPath), "wx", 0o600).catch((error: unknown) => {
    if (systemCodeOf(error) === "EEXIST") return undefined;
    throw error;
  });
  if (!note) return false;
  try {
    await note.writeFile(noteOf(original));
  } catch (error) {
    // A full disk has room for the name of the note, and for nothing in it.
    await rm(pathToSystem(infoPath), { force: true });
    throw error;
  } finally {
    await note.close();
  }
  return true;
}

async function isTaken(path: string): Promise<boolean> {
  return (await lstat(pathToSystem(path)).catch(() => undefined)) !== undefined;
}

function noteOf(original: string): string {
  const now = new Date();
  const local = new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
  return `[Trash Info]\nPath=${percentEncoded(original)}\nDeletionDate=${local}\n`;
}

/** Bytes, as RFC 2396 escapes them, slashes kept. */
function percentEncoded(path: string): string {
  const bytes = Buffer.from(pathToSystem(path));
  return Array.from(bytes, (byte) => {
    const character = String.fromCharCode(byte);
    return /[\w\-.!~*'()/]/.test(character)
      ? character
      : `%${byte.toString(16).padStart(2, "0").toUpperCase()}`;
  }).join("");
}

/** On a disk without a trash, or with one that does not take the file. */
async function reserveInFolder(
  { base, inside }: StandIn,
  path: string,
  announce: Announce,
): Promise<TrashPlace> {
  const directory = join(base, inside);
  await mkdir(pathToSystem(directory), { recursive: true, mode: 0o700 });
  for (let number = 1; ; number++) {
    const place = join(directory, trashName(basename(path), number, ""));
    if (await isTaken(place)) continue;
    announce(place);
    return { path: place, infoPath: null, folderBesideRoot: pathForDisplay(base) };
  }
}

/**
 * Why a trash does not take a file that another place may take: no right to write there, another disk, no room or quota
 * left, a name longer than it can hold or with bytes that it cannot.
 */
const refusals: ReadonlySet<string> = new Set(
  "EACCES EPERM EROFS ENOTDIR EXDEV ENOSPC EDQUOT ENAMETOOLONG EILSEQ EINVAL EMLINK ELOOP".split(" "),
);

export function isRefusal(error: unknown): boolean {
  return refusals.has(systemCodeOf(error));
}

/** Takes back a reservation that came to nothing. */
export async function releaseTrashPlace({ infoPath }: Pick<TrashPlace, "infoPath">): Promise<void> {
  if (infoPath !== null) await rm(pathToSystem(infoPath), { force: true });
}

/** Takes away the note of a move that did not happen, where it is ours: it names the file that is still at its place. */
export async function releaseOwnNote(trashedPath: string, path: string): Promise<void> {
  const infoPath = infoPathOf(trashedPath);
  if (infoPath === null) return;
  const note = await readFile(pathToSystem(infoPath), "utf8").catch(() => undefined);
  const named = /^Path=(.*)$/m.exec(note ?? "")?.[1];
  // A note that was cut off by the end of the process names nothing yet.
  const isOurs = note !== undefined && (named === undefined || percentEncoded(path).endsWith(named));
  if (isOurs) await rm(pathToSystem(infoPath), { force: true });
}

/** The note that belongs to a file in a trash; null for one in a folder of our own. */
export function infoPathOf(trashedPath: string): string | null {
  const files = dirname(trashedPath);
  if (basename(files) !== "files") return null;
  return join(dirname(files), "info", `${basename(trashedPath)}${noteExtension}`);
}

export async function moveFile(from: string, to: string): Promise<void> {
  await rename(pathToSystem(from), pathToSystem(to));
}

/** Folders of trashes that a file at this path could be in. */
export async function trashDirectoriesFor(path: string): Promise<string[]> {
  const nearest = await deviceOfNearest(path);
  if (nearest === undefined) return [];
  return (await trashesFor(path, nearest).catch(() => [])).map(({ directory }) => join(directory, "files"));
}
