import { fstatSync, readSync } from "node:fs";

const windowBytes = 16 * 1024;

/** Bytes of an open file anywhere in it, read a few kilobytes at a time. */
export class FileWindow {
  readonly size: number;
  readonly #file: number;
  readonly #window = Buffer.alloc(windowBytes);
  #start = 0;
  #length = 0;

  constructor(file: number) {
    this.#file = file;
    this.size = fstatSync(file).size;
  }

  byteAt(offset: number): number {
    if (offset < this.#start || offset >= this.#start + this.#length) this.#move(offset);
    const byte = offset < this.#start + this.#length ? this.#window[offset - this.#start] : undefined;
    if (byte === undefined) throw new RangeError(`The file ends before byte ${offset}.`);
    return byte;
  }

  bytes(start: number, end: number): Buffer {
    const bytes = Buffer.alloc(end - start);
    if (readSync(this.#file, bytes, 0, bytes.length, start) === bytes.length) return bytes;
    throw new RangeError(`The file ends before byte ${end}.`);
  }

  #move(offset: number): void {
    this.#start = offset;
    this.#length = readSync(this.#file, this.#window, 0, windowBytes, offset);
  }
}
