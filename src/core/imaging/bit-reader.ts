/** Bits of a header, the highest of each byte first. */
export class BitReader {
  #at = 0;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** @throws RangeError behind the end */
  read(count: number): number {
    let value = 0;
    for (let bit = 0; bit < count; bit++, this.#at++) {
      const byte = this.#bytes[this.#at >> 3];
      if (byte === undefined) throw new RangeError("The header ends too early.");
      value = value * 2 + ((byte >> (7 - (this.#at & 7))) & 1);
    }
    return value;
  }

  flag(): boolean {
    return this.read(1) === 1;
  }

  skip(count: number): void {
    this.#at += count;
  }

  /** An Exp-Golomb code: so many zeros, a one, and as many bits more. @throws RangeError */
  golomb(): number {
    let zeros = 0;
    while (!this.flag()) {
      if (++zeros > 32) throw new RangeError("The header holds no such number.");
    }
    return 2 ** zeros - 1 + this.read(zeros);
  }
}
