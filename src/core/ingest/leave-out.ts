import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import ignore, { type Ignore } from "ignore";
import { fromSystemError, isGone, ShoeboxError, systemCodeOf } from "../errors.ts";
import { pathToSystem } from "../files/path-bytes.ts";
import { relativeTo } from "../files/path-inside.ts";
import { mayMatch, settingsPatterns } from "./leave-out-patterns.ts";

/** A file of rules in the syntax of .gitignore, for its folder and those below. */
export const ruleFileName = ".shoeboxignore";

/** A rule file is a page of text; what is larger is none. */
const largestRuleFileBytes = 1024 ** 2;

/** "NAME/..": a folder that holds something of this name. */
const markPattern = /^([^/]+)\/\.\.$/;

/**
 * The rules that hold in one folder: those of the settings, those of the rule files above it, its own. The nearest file
 * that says something decides, as with .gitignore.
 */
export class LeaveOutRules {
  readonly #above: LeaveOutRules | undefined;
  /** The folder that the rules are about, relative to the root. */
  readonly #folder: string;
  readonly #rules: Ignore;
  /** False for a path of which the rules say nothing: most of them, told at a fraction of the cost. */
  readonly #mayMatch: (path: string) => boolean;
  /** Names of what leaves out the folder that it lies in. */
  readonly marks: ReadonlySet<string>;

  private constructor(above: LeaveOutRules | undefined, folder: string, patterns: readonly string[]) {
    this.#above = above;
    this.#folder = folder;
    const names = patterns.flatMap((pattern) => markPattern.exec(pattern.trimEnd())?.[1] ?? []);
    this.marks = new Set([...(above?.marks ?? []), ...names]);
    // Names that start with "../" cannot come from a folder's listing; names like "..." can, and must not throw.
    this.#rules = ignore({ allowRelativePaths: true }).add(patterns);
    this.#mayMatch = mayMatch(patterns);
  }

  /** The rules of the settings, for a whole root. */
  static ofSettings(patterns: readonly string[], rootPath: string): LeaveOutRules {
    return new LeaveOutRules(undefined, "", settingsPatterns(patterns, basename(rootPath)));
  }

  /**
   * With those of a folder's own rule file, where it has one.
   * @throws PERMISSION_DENIED, UNREADABLE where it has one that cannot be read: what it leaves out is not known then
   */
  async within(folder: string, absolutePath: string): Promise<LeaveOutRules> {
    const text = await readRuleFile(`${absolutePath}/${ruleFileName}`);
    return text === "" ? this : new LeaveOutRules(this, folder, text.split(/\r?\n/));
  }

  /** @param path relative to the root, "/" between parts, in a folder that is not left out itself */
  leavesOut(path: string, isDirectory: boolean): boolean {
    if (this.#mayMatch(path)) {
      const { ignored, unignored } = this.#rules.test(
        `${relativeTo(this.#folder, path)}${isDirectory ? "/" : ""}`,
      );
      if (ignored || unignored) return ignored;
    }
    return this.#above?.leavesOut(path, isDirectory) ?? false;
  }

  /** Whether something among these entries of a folder leaves the folder out. */
  leavesOutFolderWith(entries: readonly { name: string }[]): boolean {
    return this.marks.size > 0 && entries.some(({ name }) => this.marks.has(name));
  }
}

async function readRuleFile(path: string): Promise<string> {
  try {
    const { size } = await stat(pathToSystem(path));
    return size > largestRuleFileBytes ? "" : await readFile(pathToSystem(path), "utf8");
  } catch (error) {
    // A folder of that name is no rule file.
    if (isGone(error) || systemCodeOf(error) === "EISDIR") return "";
    const { code, message } = fromSystemError(error, path);
    throw new ShoeboxError(code, `Its ${ruleFileName} cannot be read: ${message}`, { path, cause: error });
  }
}
