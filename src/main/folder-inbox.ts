import { stat } from "node:fs/promises";
import { errorDefinitions } from "../contract/errors.ts";
import type { Failure } from "./core-messages.ts";

export interface FolderInboxOptions {
  index(directories: string[]): void;
  refuse(failure: Failure): void;
}

/**
 * Takes the folders that come from outside of the page (command line, a second start, the macOS dock). Each that
 * cannot be used is refused by itself, the others are added.
 */
export class FolderInbox {
  readonly #options: FolderInboxOptions;

  constructor(options: FolderInboxOptions) {
    this.#options = options;
  }

  async take(directories: readonly string[]): Promise<void> {
    const usable: string[] = [];
    for (const directory of directories) {
      if (await isDirectory(directory)) usable.push(directory);
      else this.#options.refuse(notFound(directory));
    }
    if (usable.length > 0) this.#options.index(usable);
  }
}

async function isDirectory(path: string): Promise<boolean> {
  return stat(path).then(
    (facts) => facts.isDirectory(),
    () => false,
  );
}

function notFound(path: string): Failure {
  return { code: "DIR_NOT_FOUND", message: errorDefinitions.DIR_NOT_FOUND.meaning, path };
}
