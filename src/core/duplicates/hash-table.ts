import { hashDistance } from "../imaging/signature/cosine-hash.ts";

/**
 * Tables of hash parts (locality-sensitive hashing by bit sampling: Indyk and Motwani 1998). Each key is 20 of the 64
 * bits, taken from the lowest terms, which copying changes least: two landmarks that differ in 6 bits meet in at least
 * one of six tables with a probability of 0.6, and copies share many landmarks.
 */
const tableCount = 6;
const mostKeyBits = 20;

/** A key that so many hashes have says nothing: a clear sky, a wall. It is looked up no more. */
const crowdedKey = 400;

/** Of an entry: low, high, then the entry that comes next in each table. 32 bytes, half a line of the cache. */
const entryWords = 2 + tableCount;

/** No entry has this key. */
const nothing = -1;
/** So many had it that what they are is not kept. */
const crowded = -2;

/** 1 or 0, without a branch: it would be guessed wrongly half of the time. */
function isEntry(entry: number): number {
  return (entry >>> 31) ^ 1;
}

/** Entries come in blocks: growing a single array would hold it twice, in the largest part of the index. */
const blockBits = 15;
const blockMask = 2 ** blockBits - 1;

export interface Hash {
  low: number;
  high: number;
}

/** A question under way: a slot for each hash in each table. */
interface Walk {
  lows: Int32Array;
  highs: Int32Array;
  keys: Int32Array;
  /** The entry that comes next. */
  cursors: Int32Array;
  /** Those that have one, `active` of them. */
  slots: Int32Array;
  active: number;
}

function newWalk(hashes: number): Walk {
  const column = () => new Int32Array(hashes * tableCount);
  return { lows: column(), highs: column(), keys: column(), cursors: column(), slots: column(), active: 0 };
}

/** 64-bit hashes, each with its owner, found again by parts of their bits: chained hash tables in typed arrays. */
export class HashTable {
  readonly #keyBits: number;
  readonly #keyMask: number;
  /** Of every key of every table: the latest entry, or one of the two below 0. */
  readonly #heads: Int32Array;
  readonly #entries: Int32Array[] = [];
  readonly #owners: Int32Array[] = [];
  #count = 0;
  /** Kept from one question to the next. */
  #walk = newWalk(32);

  /** @param keyBits at most 20: for a million hashes; fewer take less memory, and make longer chains */
  constructor(keyBits = mostKeyBits) {
    this.#keyBits = keyBits;
    this.#keyMask = 2 ** keyBits - 1;
    this.#heads = new Int32Array(tableCount << keyBits).fill(nothing);
  }

  add(low: number, high: number, owner: number): void {
    const entry = this.#count++;
    const block = entry >> blockBits;
    if (block === this.#owners.length) {
      this.#entries.push(new Int32Array(entryWords << blockBits));
      this.#owners.push(new Int32Array(1 << blockBits));
    }
    const entries = this.#entries[block] as Int32Array;
    const at = (entry & blockMask) * entryWords;
    entries[at] = low;
    entries[at + 1] = high;
    (this.#owners[block] as Int32Array)[entry & blockMask] = owner;
    for (let table = 0; table < tableCount; table++) {
      const key = this.#keyOf(table, low, high);
      const head = this.#heads[key] as number;
      entries[at + 2 + table] = head;
      if (head !== crowded) this.#heads[key] = entry;
    }
  }

  /**
   * The owners of hashes within `distance` bits of any of these, with which of them that was and by how much it differs; an owner may come more than
   * once. All chains are walked side by side: each step waits for memory, and so many wait at once.
   */
  meet(
    hashes: readonly Hash[],
    distance: number,
    found: (owner: number, hashAt: number, difference: number) => void,
  ): void {
    const walk = this.#begin(hashes);
    const { lows, highs, keys, cursors, slots } = walk;
    let active = walk.active;
    for (let step = 1; active > 0; step++) {
      let kept = 0;
      for (let turn = 0; turn < active; turn++) {
        const slot = slots[turn] as number;
        const entry = cursors[slot] as number;
        const entries = this.#entries[entry >> blockBits] as Int32Array;
        const at = (entry & blockMask) * entryWords;
        const difference = hashDistance(
          lows[slot] as number,
          highs[slot] as number,
          entries[at] as number,
          entries[at + 1] as number,
        );
        if (difference <= distance) found(this.#ownerOf(entry), Math.floor(slot / tableCount), difference);
        const next = entries[at + 2 + (slot % tableCount)] as number;
        cursors[slot] = next;
        slots[kept] = slot;
        kept += isEntry(next);
      }
      active = kept;
      if (step < crowdedKey) continue;
      for (let turn = 0; turn < active; turn++) this.#heads[keys[slots[turn] as number] as number] = crowded;
      return;
    }
  }

  /** Where the chain of each hash begins in each table. In steps without branches, as the walk itself is. */
  #begin(hashes: readonly Hash[]): Walk {
    const slotCount = hashes.length * tableCount;
    if (this.#walk.lows.length < slotCount) this.#walk = newWalk(hashes.length);
    const { lows, highs, keys, cursors, slots } = this.#walk;
    for (let hashAt = 0; hashAt < hashes.length; hashAt++) {
      const { low, high } = hashes[hashAt] as Hash;
      for (let table = 0; table < tableCount; table++) {
        const slot = hashAt * tableCount + table;
        lows[slot] = low;
        highs[slot] = high;
        keys[slot] = this.#keyOf(table, low, high);
      }
    }
    const heads = this.#heads;
    for (let slot = 0; slot < slotCount; slot++) cursors[slot] = heads[keys[slot] as number] as number;
    let active = 0;
    for (let slot = 0; slot < slotCount; slot++) {
      slots[active] = slot;
      active += isEntry(cursors[slot] as number);
    }
    this.#walk.active = active;
    return this.#walk;
  }

  #ownerOf(entry: number): number {
    return (this.#owners[entry >> blockBits] as Int32Array)[entry & blockMask] as number;
  }

  /** Within all tables, which lie one behind the other. */
  #keyOf(table: number, low: number, high: number): number {
    return (table << this.#keyBits) | (sampledBits(table, low, high) & this.#keyMask);
  }
}

/** Each table's bits: spread over the lowest 6 x 6 terms, every one of them in three tables or more. */
const masks = Array.from({ length: tableCount }, (_, table) => {
  const usable: number[] = [];
  for (let v = 0; v < 6; v++) for (let u = 0; u < 6; u++) if (u + v > 0) usable.push(8 * v + u);
  // Steps that have no factor in common with the 35 bits visit all of them, each table from another place.
  const steps = [2, 3, 4, 6, 8, 9];
  return Array.from(
    { length: mostKeyBits },
    (_, at) => usable[(table * 6 + at * (steps[table] ?? 2)) % usable.length] ?? 1,
  );
});

/** By byte: where each of its bits goes in a table's key. [table, byte, value] */
const scattered = masks.map((bits) =>
  Array.from({ length: 8 }, (_, byte) =>
    Int32Array.from({ length: 256 }, (_, value) =>
      bits.reduce(
        (key, bit, place) => (bit >> 3 === byte && (value >> (bit & 7)) & 1 ? key | (1 << place) : key),
        0,
      ),
    ),
  ),
);

function sampledBits(table: number, low: number, high: number): number {
  const bytes = scattered[table] as Int32Array[];
  return (
    ((bytes[0] as Int32Array)[low & 255] as number) |
    ((bytes[1] as Int32Array)[(low >>> 8) & 255] as number) |
    ((bytes[2] as Int32Array)[(low >>> 16) & 255] as number) |
    ((bytes[3] as Int32Array)[low >>> 24] as number) |
    ((bytes[4] as Int32Array)[high & 255] as number) |
    ((bytes[5] as Int32Array)[(high >>> 8) & 255] as number)
  );
}
