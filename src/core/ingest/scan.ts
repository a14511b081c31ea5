import type { Dirent, Stats } from "node:fs";
import { lstat, readdir, realpath, stat } from "node:fs/promises";
import { setImmediate } from "node:timers/promises";
import type { FileStamp } from "../catalog/directories.ts";
import { fromSystemError, type ShoeboxError } from "../errors.ts";
import { pathFromBytes, pathToSystem } from "../files/path-bytes.ts";
import { isInside } from "../files/path-inside.ts";
import { LeaveOutRules, ruleFileName } from "./leave-out.ts";

export interface ScannedFile extends FileStamp {
  name: string;
  /** A pipe, socket or device: never opened. */
  isSpecial: boolean;
  /** Written to so lately that it may not be whole yet: to be looked at again soon. */
  isUnsettled: boolean;
}

/** One directory as it lies on disk now. */
export interface ScannedDirectory {
  /** Relative to the root; "" is the root itself. */
  path: string;
  files: ScannedFile[];
  /** Names of the directories in it. */
  children: string[];
  /** Why the directory could not be listed; what was known of it stays as it is then. */
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

/**
 * Walks a folder, a directory at a time, reading nothing but directory entries, stats and rule files. Links that lead
 * out of the root are followed once and loops end; those that lead into it are left, since what they point to is found
 * anyway.
 * @throws VANISHED, PERMISSION_DENIED when the starting folder cannot be listed
 */
export async function* scan(options: ScanOptions): AsyncGenerator<ScannedDirectory> {
  const visited = new Set<string>();
  const rules = await rulesAbove(options);
  const stack: Step[] = rules ? [{ path: options.subtree, rules }] : [];
  for (let step = stack.pop(); step !== undefined; step = stack.pop()) {
    options.signal.throwIfAborted();
    try {
      const found = await scanDirectory(step, options, visited);
      if (!found) continue;
      stack.push(...found.below.reverse());
      yield found.directory;
    } catch (error) {
      const problem = fromSystemError(error, absolutePath(options.rootPath, step.path));
      if (step.path === options.subtree) throw problem;
      yield { path: step.path, files: [], children: [], error: problem };
    }
  }
}

export function absolutePath(rootPath: string, relativePath: string): string {
  if (relativePath === "") return rootPath;
  return rootPath.endsWith("/") ? rootPath + relativePath : `${rootPath}/${relativePath}`;
}

/** The rules that reach the starting folder from above; undefined when they leave it out. */
async function rulesAbove({ rootPath, subtree, leaveOut }: ScanOptions): Promise<LeaveOutRules | undefined> {
  let rules = LeaveOutRules.ofSettings(leaveOut);
  const parts = subtree.split("/");
  for (let depth = 0; subtree !== "" && depth < parts.length; depth++) {
    const folder = parts.slice(0, depth).join("/");
    rules = await rules.within(folder, absolutePath(rootPath, folder));
    if (rules.leavesOut(parts.slice(0, depth + 1).join("/"), true)) return undefined;
  }
  return rules;
}

async function scanDirectory({ path, rules: above }: Step, options: ScanOptions, visited: Set<string>) {
  const here = absolutePath(options.rootPath, path);
  if (!(await isFirstVisit(here, visited))) return undefined;
  const entries = await readdir(pathToSystem(here), { withFileTypes: true, encoding: "buffer" });
  const named = entries.map((entry) => ({ entry, name: pathFromBytes(entry.name) }));
  const hasRules = named.some(({ name }) => name === ruleFileName);
  const rules = hasRules ? await above.within(path, here) : above;
  const directory: ScannedDirectory = { path, files: [], children: [] };
  const below: Step[] = [];
  const settledBefore = options.settledBefore ?? Number.POSITIVE_INFINITY;

  const look = async (entry: Dirent<Buffer>, name: string) => {
    const child = path === "" ? name : `${path}/${name}`;
    const childPath = absolutePath(options.rootPath, child);
    // A link's kind is known only once it is followed; anything else is left out before it is looked at.
    const isLink = entry.isSymbolicLink();
    if (name === ruleFileName || (!isLink && rules.leavesOut(child, entry.isDirectory()))) return;
    const stats = await lookAt(entry, childPath, options.rootPath);
    if (!stats || (isLink && rules.leavesOut(child, stats.isDirectory()))) return;
    if (!stats.isDirectory()) directory.files.push(toScannedFile(name, stats, settledBefore));
    else if (childPath !== options.exceptDirectory) {
      directory.children.push(name);
      if (options.enters?.(child, isLink) ?? true) below.push({ path: child, rules });
    }
  };
  for (let start = 0; start < named.length; start += statsInParallel) {
    if (start % entriesBetweenBreaks < statsInParallel) await setImmediate();
    const together = named.slice(start, start + statsInParallel);
    await Promise.all(together.map(({ entry, name }) => look(entry, name)));
  }
  below.sort((left, right) => (left.path < right.path ? -1 : 1));
  return { directory, below };
}

/** The same directory reached again, through a link or a mount, is not walked again. */
async function isFirstVisit(path: string, visited: Set<string>): Promise<boolean> {
  const { dev, ino } = await stat(pathToSystem(path));
  const identity = `${dev}:${ino}`;
  if (visited.has(identity)) return false;
  visited.add(identity);
  return true;
}

/** What an entry is; undefined for what vanished, for a link that leads nowhere, and for one that stays in the root. */
async function lookAt(entry: Dirent<Buffer>, path: string, rootPath: string): Promise<Stats | undefined> {
  const systemPath = pathToSystem(path);
  try {
    if (!entry.isSymbolicLink()) return await lstat(systemPath);
    const target = pathFromBytes(await realpath(systemPath, { encoding: "buffer" }));
    return isInside(target, rootPath) ? undefined : await stat(systemPath);
  } catch {
    return undefined;
  }
}

function toScannedFile(name: string, stats: Stats, settledBefore: number): ScannedFile {
  return {
    name,
    sizeBytes: stats.size,
    modifiedAt: stats.mtimeMs,
    inode: stats.ino,
    isSpecial: !stats.isFile(),
    // A time to come is a wrong clock, of a server perhaps: it says nothing.
    isUnsettled: stats.ctimeMs > settledBefore && stats.ctimeMs <= Date.now(),
  };
}
