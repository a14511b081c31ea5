import type { Stats } from "node:fs";
import { setImmediate } from "node:timers/promises";
import type { DirectoryStamp } from "../catalog/directories.ts";
import { fromSystemError, isGone, type ShoeboxError } from "../errors.ts";
import type { Entry, FileSystem } from "../files/file-system.ts";
import { isInside } from "../files/path-inside.ts";
import { type FileSystemTraits, traitsOf } from "../volumes/file-system-traits.ts";
import { findFolderTrouble, type LookFailure } from "./folder-trouble.ts";
import { LeaveOutRules, ruleFileName } from "./leave-out.ts";
import type { FileLook } from "./same-file.ts";

export interface ScannedFile extends FileLook {
  name: string;
  /** A pipe, socket or device: never opened. */
  isSpecial: boolean;
  /** Written to so lately that it may not be whole yet: to be looked at again soon. */
  isUnsettled: boolean;
}

/** An entry that is there and cannot be looked at. */
export interface TroubledEntry {
  name: string;
  /** Whether it may be opened to learn more: what may be a device is not. */
  mayOpen: boolean;
  error: ShoeboxError;
}

/** One directory as it lies on disk now. */
export interface ScannedDirectory {
  /** Relative to the root; "" is the root itself. */
  path: string;
  files: ScannedFile[];
  /** Names of the directories in it. */
  children: string[];
  /** What is there too: nothing else is known of it. */
  troubled: TroubledEntry[];
  /** Undefined with an error. */
  stamp?: DirectoryStamp;
  traits: FileSystemTraits;
  /** Why the directory could not be looked into; what was known of it stays as it is then. */
  error?: ShoeboxError;
}

export interface ScanOptions {
  /** With no link in it. */
  rootPath: string;
  /** Where in the root to start. */
  subtree: string;
  /** Whether a directory below is entered; left out, all are. */
  enters?: (path: string, isLink: boolean) => boolean;
  /** Never entered: the library's own folder. */
  exceptDirectory: string;
  /** What is left out, in the syntax of .gitignore, beside what the folders' own rule files say. */
  leaveOut: readonly string[];
  /** Files changed after this (milliseconds since 1970) count as unsettled. */
  settledBefore?: number | undefined;
  files: FileSystem;
  /** What is known of the file system at a real path. */
  traitsAt: (realPath: string) => FileSystemTraits;
  signal: AbortSignal;
}

interface Step {
  path: string;
  rules: LeaveOutRules;
}

/** Stats asked for at once. More keep no disk busier and hold memory. */
const statsInParallel = 64;

/** Entries after which others are let through. */
const entriesBetweenBreaks = 2000;

/** What one walk remembers. */
interface Walk extends ScanOptions {
  /** Device and inode of every directory that was entered. */
  visited: Set<string>;
  /** By device. */
  traits: Map<bigint, FileSystemTraits>;
}

/**
 * Walks a folder, a directory at a time, reading nothing but directory entries, stats and rule files. Links that lead
 * out of the root are followed once and loops end; those that lead into it are left, since what they point to is found
 * anyway. Only what is not there (`isGone`) is passed over: all else that cannot be looked at is told, with its reason.
 * @throws VANISHED when the starting folder is gone
 */
export async function* scan(options: ScanOptions): AsyncGenerator<ScannedDirectory> {
  const walk: Walk = { ...options, visited: new Set(), traits: new Map() };
  const stack: Step[] = [];
  const start = await orTrouble(walk, options.subtree, async () => {
    const rules = await rulesAbove(options);
    if (rules) stack.push({ path: options.subtree, rules });
  });
  if (start) yield start;
  for (let step = stack.pop(); step !== undefined; step = stack.pop()) {
    const { path } = step;
    options.signal.throwIfAborted();
    let found: Awaited<ReturnType<typeof scanDirectory>> | undefined;
    const trouble = await orTrouble(walk, path, async () => {
      found = await scanDirectory(step, walk);
    });
    if (trouble) yield trouble;
    if (!found) continue;
    stack.push(...found.below.reverse());
    yield found.directory;
  }
}

/** A directory that is gone by now is none; one that could not be looked into is told as such. */
async function orTrouble(
  { rootPath, subtree }: Walk,
  path: string,
  work: () => Promise<void>,
): Promise<ScannedDirectory | undefined> {
  try {
    await work();
    return undefined;
  } catch (thrown) {
    const error = fromSystemError(thrown, absolutePath(rootPath, path));
    if (!isGone(thrown))
      return { path, files: [], children: [], troubled: [], traits: traitsOf(undefined), error };
    if (path === subtree) throw error;
    return undefined;
  }
}

export function absolutePath(rootPath: string, relativePath: string): string {
  if (relativePath === "") return rootPath;
  return rootPath.endsWith("/") ? rootPath + relativePath : `${rootPath}/${relativePath}`;
}

/** The rules that reach the starting folder from above; undefined when they leave it out. */
async function rulesAbove({
  rootPath,
  subtree,
  leaveOut,
  files,
}: ScanOptions): Promise<LeaveOutRules | undefined> {
  let rules = LeaveOutRules.ofSettings(leaveOut, rootPath);
  const parts = subtree.split("/");
  for (let depth = 0; subtree !== "" && depth < parts.length; depth++) {
    const folder = parts.slice(0, depth).join("/");
    const here = absolutePath(rootPath, folder);
    if (depth > 0 && (await holdsAny(rules.marks, here, files))) return undefined;
    rules = await rules.within(folder, here);
    if (rules.leavesOut(parts.slice(0, depth + 1).join("/"), true)) return undefined;
  }
  return rules;
}

async function holdsAny(names: Iterable<string>, directory: string, files: FileSystem): Promise<boolean> {
  for (const name of names) {
    try {
      await files.look(`${directory}/${name}`);
      return true;
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  }
  return false;
}

async function scanDirectory({ path, rules: above }: Step, walk: Walk) {
  const { rootPath, exceptDirectory, files, enters, settledBefore = Number.POSITIVE_INFINITY } = walk;
  const here = absolutePath(rootPath, path);
  const stats = await files.followDirectory(here);
  if (!isFirstVisit(stats.ino === 0n ? await files.realPath(here) : `${stats.dev}:${stats.ino}`, walk))
    return undefined;
  const entries = await files.list(here);
  // A person who adds a folder means it, whatever lies in it.
  if (path !== "" && above.leavesOutFolderWith(entries)) return undefined;
  const hasRules = entries.some(({ name }) => name === ruleFileName);
  const rules = hasRules ? await above.within(path, here) : above;
  const traits = await traitsOfDevice(stats.dev, here, walk);
  const [modifiedAt, changedAt] = [Number(stats.mtimeNs) / 1e6, Number(stats.ctimeNs) / 1e6];
  const stamp = { inode: Number(stats.ino), modifiedAt, changedAt };
  const directory: ScannedDirectory = { path, files: [], children: [], troubled: [], traits, stamp };
  const below: Step[] = [];
  const failures: LookFailure[] = [];
  let looked = 0;

  const look = async (entry: Entry) => {
    const { name, kind } = entry;
    const child = path === "" ? name : `${path}/${name}`;
    const childPath = absolutePath(rootPath, child);
    // What a listing does not tell is known only once it is looked at; anything else is left out before that.
    const isKnown = kind !== "link" && kind !== "unknown";
    if (name === ruleFileName || (isKnown && rules.leavesOut(child, kind === "directory"))) return;
    const seen = await lookAt(childPath, walk);
    if (seen === undefined) return;
    looked++;
    if ("error" in seen) failures.push({ entry, ...seen });
    const isDirectory = "error" in seen ? kind === "directory" : seen.isDirectory();
    if (!isKnown && rules.leavesOut(child, isDirectory)) return;
    if (isDirectory && childPath !== exceptDirectory) {
      directory.children.push(name);
      if (enters?.(child, kind === "link") ?? true) below.push({ path: child, rules });
    } else if (!isDirectory && !("error" in seen))
      directory.files.push(toScannedFile(name, seen, settledBefore));
  };
  for (let start = 0; start < entries.length; start += statsInParallel) {
    if (start % entriesBetweenBreaks < statsInParallel) await setImmediate();
    await Promise.all(entries.slice(start, start + statsInParallel).map(look));
    const trouble = findFolderTrouble(failures, looked, start + statsInParallel >= entries.length);
    if (trouble) throw trouble;
  }
  for (const { entry, error } of failures) {
    if (entry.kind === "directory") continue;
    const childPath = absolutePath(here, entry.name);
    const mayOpen = entry.kind === "file" || entry.kind === "link";
    directory.troubled.push({ name: entry.name, mayOpen, error: fromSystemError(error, childPath) });
  }
  below.sort((left, right) => (left.path < right.path ? -1 : 1));
  return { directory, below };
}

/** The same directory reached again, through a link or a mount, is not walked again. */
function isFirstVisit(identity: string, { visited }: Walk): boolean {
  if (visited.has(identity)) return false;
  visited.add(identity);
  return true;
}

/** A link may lead to another disk than the root's: what is known of a disk is asked once for each. */
async function traitsOfDevice(device: bigint, path: string, { traits, traitsAt, files }: Walk) {
  const known = traits.get(device);
  if (known) return known;
  const found = traitsAt(await files.realPath(path).catch(() => path));
  traits.set(device, found);
  return found;
}

/**
 * What an entry is, or why that cannot be told; undefined for what is gone, for a link that leads nowhere, and for one
 * that stays in the root.
 */
async function lookAt(
  path: string,
  { files, rootPath }: Walk,
): Promise<Stats | Omit<LookFailure, "entry"> | undefined> {
  let isOfEntryItself = true;
  try {
    const stats = await files.look(path);
    if (!stats.isSymbolicLink()) return stats;
    isOfEntryItself = false;
    const target = await files.realPath(path);
    return isInside(target, rootPath) ? undefined : await files.follow(path);
  } catch (error) {
    return isGone(error) ? undefined : { error, isOfEntryItself };
  }
}

function toScannedFile(name: string, stats: Stats, settledBefore: number): ScannedFile {
  return {
    name,
    sizeBytes: stats.size,
    modifiedAt: stats.mtimeMs,
    inode: stats.ino,
    changedAt: stats.ctimeMs,
    isSpecial: !stats.isFile(),
    // A time to come is a wrong clock, of a server perhaps: it says nothing.
    isUnsettled: stats.ctimeMs > settledBefore && stats.ctimeMs <= Date.now(),
  };
}
