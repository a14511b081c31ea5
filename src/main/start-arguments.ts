import { resolve } from "node:path";

/**
 * The folders in the arguments of a start. After the first `--` everything is a folder. A packaged app also takes
 * plain arguments, as file managers give them; started as `electron APP`, those belong to Electron.
 */
export function directoriesInArguments(
  argv: readonly string[],
  options: { isPackaged: boolean; workingDirectory: string },
): string[] {
  const separator = argv.indexOf("--");
  const before = separator === -1 ? argv : argv.slice(0, separator);
  const after = separator === -1 ? [] : argv.slice(separator + 1);
  const plain = options.isPackaged ? before.slice(1).filter((argument) => !argument.startsWith("-")) : [];
  const directories = [...plain, ...after].filter((argument) => argument !== "");
  return [...new Set(directories.map((directory) => resolve(options.workingDirectory, directory)))];
}
