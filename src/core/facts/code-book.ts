/** Values of one kind, each with a number of its own; 0 stands for none. A value keeps its number. */
export class CodeBook<Value extends string | number = string> {
  readonly #codes = new Map<Value, number>();
  readonly #values: (Value | undefined)[] = [undefined];

  /** How many numbers there are, 0 among them. */
  get size(): number {
    return this.#values.length;
  }

  codeOf(value: Value): number {
    const known = this.#codes.get(value);
    if (known !== undefined) return known;
    const code = this.#values.length;
    this.#codes.set(value, code);
    this.#values.push(value);
    return code;
  }

  /** 0 for a value that no photo ever had. */
  knownCodeOf(value: Value): number {
    return this.#codes.get(value) ?? 0;
  }

  valueOf(code: number): Value | undefined {
    return this.#values[code];
  }

  /** For each number whether its value is meant; 0 never is. */
  meant(isMeant: (value: Value) => boolean): Uint8Array {
    return Uint8Array.from(this.#values, (value) => (value !== undefined && isMeant(value) ? 1 : 0));
  }
}
