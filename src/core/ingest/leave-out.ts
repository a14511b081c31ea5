import { readFile } from "node:fs/promises";
import ignore, { type Ignore } from "ignore";
import { pathToSystem } from "../files/path-bytes.ts";
import { relativeTo } from "../files/path-inside.ts";

/** A file of rules in the syntax of .gitignore, for its folder and those below. */
export const ruleFileName = ".shoeboxignore";

/** A rule file is a page of text; what is larger is none. */
const largestRuleFileBytes = 1024 ** 2;

/**
 * The rules that hold in one folder: those of the settings, those of the rule files above it, its own. The nearest file
 * that says something decides, as with .gitignore.
 */
export class LeaveOutRules {
  readonly #above: LeaveOutRules | undefined;
  /** The folder that the rules are about, relative to the root. */
  readonly #folder: string;
  readonly #rules: Ignore;

  private constructor(
    above: LeaveOutRules | undefined,
    folder: string,
    patterns: string | readonly string[],
  ) {
    this.#above = above;
    this.#folder = folder;
    // Names that start with "../" cannot come from a folder's listing; names like "..." can, and must not throw.
    this.#rules = ignore({ allowRelativePaths: true }).add(patterns);
  }

  /** The rules of the settings, for a whole root. */
  static ofSettings(patterns: readonly string[]): LeaveOutRules {
    return new LeaveOutRules(undefined, "", patterns);
  }

  /** With those of a folder's own rule file, where it has one that can be read. */
  async within(folder: string, absolutePath: string): Promise<LeaveOutRules> {
    const text = await readFile(pathToSystem(`${absolutePath}/${ruleFileName}`), "utf8").catch(() => "");
    return text === "" || text.length > largestRuleFileBytes ? this : new LeaveOutRules(this, folder, text);
  }

  /** @param path relative to the root, "/" between parts */
  leavesOut(path: string, isDirectory: boolean): boolean {
    const { ignored, unignored } = this.#rules.test(
      `${relativeTo(this.#folder, path)}${isDirectory ? "/" : ""}`,
    );
    if (ignored || unignored) return ignored;
    return this.#above?.leavesOut(path, isDirectory) ?? false;
  }
}
