import { withoutAccents } from "./fold.ts";

/** Neither byte is ever part of UTF-8. */
const anyRun = 0xff;
const anyCharacter = 0xfe;

const isContinuation = (byte: number | undefined) => byte !== undefined && (byte & 0xc0) === 0x80;

/** A name as patterns see it: in UTF-8, without regard to case and accents. */
export function foldedNameBytes(name: string): Buffer {
  return Buffer.from(withoutAccents(name).toLowerCase(), "utf8");
}

/** A pattern as a shell has it: "*" is any run of characters, "?" is one, all else is itself. */
export class Glob {
  readonly #pattern: Uint8Array;

  constructor(pattern: string) {
    const parts = pattern.split(/([*?])/u).map((part) => {
      if (part === "*") return Buffer.of(anyRun);
      return part === "?" ? Buffer.of(anyCharacter) : foldedNameBytes(part);
    });
    this.#pattern = Buffer.concat(parts);
  }

  matches(name: string): boolean {
    const bytes = foldedNameBytes(name);
    return this.matchesBytes(bytes, 0, bytes.length);
  }

  /**
   * Whether the whole of it matches. Of several runs only the last is tried at other lengths, which is enough: no pattern
   * takes longer than its length times the name's.
   * @param bytes of `foldedNameBytes`, from `start` to before `end`
   */
  matchesBytes(bytes: Uint8Array, start: number, end: number): boolean {
    const pattern = this.#pattern;
    let at = start;
    let next = 0;
    let afterRun = -1;
    let runEnd = 0;
    while (at < end) {
      const wanted = pattern[next];
      if (wanted === anyRun) {
        next += 1;
        afterRun = next;
        runEnd = at;
      } else if (wanted === anyCharacter && !isContinuation(bytes[at])) {
        next += 1;
        do at += 1;
        while (at < end && isContinuation(bytes[at]));
      } else if (wanted === bytes[at]) {
        next += 1;
        at += 1;
      } else if (afterRun >= 0) {
        next = afterRun;
        runEnd += 1;
        at = runEnd;
      } else return false;
    }
    while (pattern[next] === anyRun) next += 1;
    return next === pattern.length;
  }
}
