import { ShoeboxError } from "../errors.ts";

/** Why nothing can be kept. */
export interface Hindrance {
  code: "LIBRARY_READ_ONLY" | "DISK_FULL";
  /** What still works, and what does not. */
  message: string;
}

const words: Record<Hindrance["code"], string> = {
  LIBRARY_READ_ONLY:
    "This library can only be read: looking and searching work; new photos, settings and decisions are not kept.",
  DISK_FULL:
    "The library's disk is full: looking and searching work; new photos, settings and decisions are not kept until there is room.",
};

/** An older Shoebox made it, and there is no room to bring it up to date: it is read from a copy. */
export const outdatedOnFullDisk =
  "The library's disk is full, and an older Shoebox made it: looking and searching work; nothing is kept. Free some space, then start Shoebox again.";

/** Whether what is done in a library can be written down, and what keeps it from that. */
export class Keeping {
  readonly #libraryDirectory: string;
  #code: Hindrance["code"] | undefined;
  readonly #message: string | undefined;
  readonly #listeners: (() => void)[] = [];

  /** @param message instead of the usual words for that code */
  constructor(libraryDirectory: string, code: Hindrance["code"] | undefined, message?: string) {
    this.#libraryDirectory = libraryDirectory;
    this.#code = code;
    this.#message = message;
  }

  get hindrance(): Hindrance | null {
    return this.#code === undefined
      ? null
      : { code: this.#code, message: this.#message ?? words[this.#code] };
  }

  /** For as long as it is open. */
  get isReadOnly(): boolean {
    return this.#code === "LIBRARY_READ_ONLY";
  }

  /** @throws LIBRARY_READ_ONLY */
  assertNotReadOnly(): void {
    if (this.isReadOnly) {
      throw new ShoeboxError("LIBRARY_READ_ONLY", undefined, { path: this.#libraryDirectory });
    }
  }

  /** Something could not be written down: a full disk is noted, once. */
  note({ code }: ShoeboxError): void {
    if (code === "DISK_FULL" && this.#code === undefined) this.#set(code);
  }

  /** There is room again. */
  clear(): void {
    if (this.#code === "DISK_FULL") this.#set(undefined);
  }

  onChange(listener: () => void): void {
    this.#listeners.push(listener);
  }

  #set(code: Hindrance["code"] | undefined): void {
    this.#code = code;
    for (const listener of this.#listeners) listener();
  }
}
