import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { z } from "zod";
import { windowStateSchema } from "./window-state.ts";

/** What the shell remembers from one start to the next; the library and the page remember their own. */
export const shellStateSchema = z.object({
  window: windowStateSchema.optional().catch(undefined),
  lastDirectory: z.string().min(1).optional().catch(undefined),
});
export type ShellState = z.infer<typeof shellStateSchema>;

/** Holds the state in memory and on disk. A file that is missing, damaged or foreign counts as empty. */
export class ShellStateFile {
  readonly #path: string;
  #state: ShellState;

  constructor(path: string) {
    this.#path = path;
    this.#state = read(path);
  }

  get state(): Readonly<ShellState> {
    return this.#state;
  }

  /** Written beside and renamed into place: a crash leaves the old file or the new one, whole. */
  update(change: Partial<ShellState>): void {
    this.#state = { ...this.#state, ...change };
    const temporaryPath = `${this.#path}.new`;
    try {
      writeFileSync(temporaryPath, `${JSON.stringify(this.#state, null, 2)}\n`);
      renameSync(temporaryPath, this.#path);
    } catch (error) {
      console.error("The window's place could not be saved.", error);
    }
  }
}

function read(path: string): ShellState {
  try {
    return shellStateSchema.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    return {};
  }
}
