import { foldedNameBytes } from "../words/glob.ts";
import { doubled } from "./doubled.ts";

/** Between the names of one photo; in no name. */
const separator = 0;

/** Room that is worth winning back. */
const leastWaste = 1 << 20;

/**
 * The names of photos' files, folded and in UTF-8, one behind the other: the first is what a photo is sorted by. What is
 * written anew goes to the end; the room is won back when as much is wasted as is used.
 */
export class NameColumn {
  #bytes = new Uint8Array(1024);
  #used = 0;
  #wasted = 0;
  #starts: Uint32Array<ArrayBuffer>;
  #lengths: Uint16Array<ArrayBuffer>;

  constructor(rows: number) {
    this.#starts = new Uint32Array(rows);
    this.#lengths = new Uint16Array(rows);
  }

  get byteLength(): number {
    return this.#bytes.byteLength + this.#starts.byteLength + this.#lengths.byteLength;
  }

  grow(): void {
    this.#starts = doubled(this.#starts);
    this.#lengths = doubled(this.#lengths);
  }

  set(row: number, names: readonly string[]): void {
    const bytes = Buffer.from(
      Buffer.concat(names.flatMap((name) => [Buffer.of(separator), foldedNameBytes(name)])).subarray(1),
    );
    // Names beyond that are not looked through: of one photo a thousand copies.
    const length = Math.min(bytes.length, 0xffff);
    const before = this.#lengths[row] as number;
    if (length === before && Buffer.compare(bytes, this.#bytesOf(row)) === 0) return;
    this.#wasted += before;
    if (this.#wasted > leastWaste && this.#wasted * 2 > this.#used) this.#compact(row);
    while (this.#used + length > this.#bytes.length) this.#bytes = doubled(this.#bytes);
    this.#bytes.set(bytes.subarray(0, length), this.#used);
    this.#starts[row] = this.#used;
    this.#lengths[row] = length;
    this.#used += length;
  }

  #bytesOf(row: number): Uint8Array {
    const start = this.#starts[row] as number;
    return this.#bytes.subarray(start, start + (this.#lengths[row] as number));
  }

  /** @param except whose names are about to be written */
  #compact(except: number): void {
    this.#lengths[except] = 0;
    const packed = new Uint8Array(this.#bytes.length);
    let used = 0;
    for (let row = 0; row < this.#lengths.length; row++) {
      packed.set(this.#bytesOf(row), used);
      this.#starts[row] = used;
      used += this.#lengths[row] as number;
    }
    this.#bytes = packed;
    this.#used = used;
    this.#wasted = 0;
  }

  /** Whether one of the names is meant. @param isMeant asked for a range of bytes, from `start` to before `end` */
  some(row: number, isMeant: (bytes: Uint8Array, start: number, end: number) => boolean): boolean {
    let start = this.#starts[row] as number;
    const end = start + (this.#lengths[row] as number);
    for (let at = start; at < end; at++) {
      if (this.#bytes[at] !== separator) continue;
      if (isMeant(this.#bytes, start, at)) return true;
      start = at + 1;
    }
    return end > start && isMeant(this.#bytes, start, end);
  }

  /** As people sort: runs of digits by their number, all else by letters. Below zero where `left` comes first. */
  compare(left: number, right: number): number {
    const bytes = this.#bytes;
    let at = this.#starts[left] as number;
    let other = this.#starts[right] as number;
    const end = at + (this.#lengths[left] as number);
    const otherEnd = other + (this.#lengths[right] as number);
    while (at < end && other < otherEnd) {
      const one = bytes[at] as number;
      const two = bytes[other] as number;
      if (isDigit(one) && isDigit(two)) {
        const [digits, from] = numberAt(bytes, at, end);
        const [otherDigits, otherFrom] = numberAt(bytes, other, otherEnd);
        if (digits !== otherDigits) return digits - otherDigits;
        for (let index = 0; index < digits; index++) {
          const difference = (bytes[from + index] as number) - (bytes[otherFrom + index] as number);
          if (difference !== 0) return difference;
        }
        at = from + digits;
        other = otherFrom + digits;
      } else if (one !== two) {
        // A name that ends here goes before one that goes on.
        return one - two;
      } else {
        at += 1;
        other += 1;
      }
    }
    return end - at - (otherEnd - other);
  }
}

const isDigit = (byte: number) => byte >= 0x30 && byte <= 0x39;

/** How many digits count, and where they begin: leading zeros do not. */
function numberAt(bytes: Uint8Array, start: number, end: number): [digits: number, from: number] {
  let from = start;
  while (from < end - 1 && bytes[from] === 0x30 && isDigit(bytes[from + 1] as number)) from += 1;
  let to = from;
  while (to < end && isDigit(bytes[to] as number)) to += 1;
  return [to - from, from];
}
