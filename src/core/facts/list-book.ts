import { doubled } from "./doubled.ts";

/**
 * Lists of numbers, each list once, with a number of its own; 0 stands for the empty one. Photos of one folder, or with the
 * same keywords, share theirs: a photo costs 4 bytes, and what is asked of a list is asked once for all that have it.
 * A hash table over one array (open addressing, linear probing): no object for any list.
 */
export class ListBook {
  #numbers = new Uint32Array(64);
  /** Where the list of a number begins; the next one's beginning is its end. */
  #starts = new Uint32Array(64);
  #size = 1;
  /** Numbers of lists, by the hash of what is in them. */
  #slots = new Uint32Array(64);

  get size(): number {
    return this.#size;
  }

  get bytes(): number {
    return this.#numbers.byteLength + this.#starts.byteLength + this.#slots.byteLength;
  }

  /** @param list ascending, each once */
  codeOf(list: readonly number[]): number {
    if (list.length === 0) return 0;
    let slot = this.#slotOf(hashOf(list));
    for (let code = this.#slots[slot] as number; code !== 0; code = this.#slots[slot] as number) {
      if (this.#isAt(code, list)) return code;
      slot = (slot + 1) & (this.#slots.length - 1);
    }
    const code = this.#append(list);
    this.#slots[slot] = code;
    if (this.#size * 2 > this.#slots.length) this.#rehash();
    return code;
  }

  listOf(code: number): Uint32Array {
    return this.#numbers.subarray(this.#starts[code], this.#starts[code + 1]);
  }

  /** For each list whether one of its numbers is meant. @param meant by number */
  anyOf(meant: Uint8Array): Uint8Array {
    const answer = new Uint8Array(this.#size);
    for (let code = 1; code < this.#size; code++) {
      const end = this.#starts[code + 1] as number;
      for (let at = this.#starts[code] as number; at < end; at++) {
        if (meant[this.#numbers[at] as number] !== 1) continue;
        answer[code] = 1;
        break;
      }
    }
    return answer;
  }

  /** Adds for each list its count to those of all that is in it. @param counts by number */
  spread(ofLists: Float64Array, counts: Float64Array): void {
    for (let code = 1; code < ofLists.length; code++) {
      const count = ofLists[code] as number;
      if (count === 0) continue;
      const end = this.#starts[code + 1] as number;
      for (let at = this.#starts[code] as number; at < end; at++) {
        const number = this.#numbers[at] as number;
        counts[number] = (counts[number] as number) + count;
      }
    }
  }

  #append(list: readonly number[]): number {
    const code = this.#size++;
    const start = this.#starts[code] as number;
    const end = start + list.length;
    while (this.#numbers.length < end) this.#numbers = doubled(this.#numbers);
    if (this.#starts.length < this.#size + 1) this.#starts = doubled(this.#starts);
    this.#numbers.set(list, start);
    this.#starts[code + 1] = end;
    return code;
  }

  #isAt(code: number, list: readonly number[]): boolean {
    const start = this.#starts[code] as number;
    if ((this.#starts[code + 1] as number) - start !== list.length) return false;
    return list.every((number, index) => this.#numbers[start + index] === number);
  }

  #slotOf(hash: number): number {
    return hash & (this.#slots.length - 1);
  }

  #rehash(): void {
    this.#slots = new Uint32Array(this.#slots.length * 2);
    for (let code = 1; code < this.#size; code++) {
      let slot = this.#slotOf(hashOf(this.listOf(code)));
      while (this.#slots[slot] !== 0) slot = (slot + 1) & (this.#slots.length - 1);
      this.#slots[slot] = code;
    }
  }
}

/** FNV-1a over whole numbers (http://www.isthe.com/chongo/tech/comp/fnv/), mixed once more for the low bits. */
function hashOf(list: ArrayLike<number>): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < list.length; index++) {
    hash = Math.imul(hash ^ (list[index] as number), 0x01000193);
  }
  return (hash ^ (hash >>> 15)) >>> 0;
}
