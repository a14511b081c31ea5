import { hashDistance, type Turn, turnHash, turns } from "../imaging/signature/cosine-hash.ts";
import { landmarkLimit, type Signature, unpackSignature } from "../imaging/signature/signature.ts";

/** Whole pictures whose hashes differ by no more may be copies: everything but cuts, frames and turns. */
const wholeDistance = 8;

/** Landmarks of copies: most lie within this. */
const landmarkDistance = 10;

/** A picture of which the signs of its terms are noise. */
const leastEnergy = 0.35;

/** So many landmarks must speak for one scale and shift; half of them where a picture has few. */
const agreeing = 3;

/**
 * Tables of hash parts (locality-sensitive hashing by bit sampling: Indyk and Motwani 1998). Each key is 20 of the 64
 * bits, taken from the lowest terms, which copying changes least: two landmarks that differ in 6 bits meet in at least
 * one of six tables with a probability of 0.6, and copies share many landmarks.
 */
const tableCount = 6;
const keyBits = 20;

/** A key that so many pictures have says nothing: a clear sky, a wall. Later ones no longer look it up. */
const crowdedKey = 400;

/** A photo that may be a copy; `turn` says how the one asked about must be turned to lie like it. */
export interface Proposal {
  assetId: number;
  turn: Turn | null;
}

const realTurns = turns.filter(({ isMirrored, quarters }) => isMirrored || quarters > 0);

/** Keeps the signatures of a library and proposes pairs that may be copies, without looking at all pairs. */
export class ProposalIndex {
  /** Asset ids by position. */
  readonly #assetIds: number[] = [];
  readonly #positions = new Map<number, number>();
  /** Packed: two million landmarks as objects would take half a gigabyte. */
  readonly #signatures: Uint8Array[] = [];
  readonly #landmarks: LandmarkTable;
  readonly #wholes: LandmarkTable;

  constructor(expected = 1024) {
    this.#landmarks = new LandmarkTable(expected * landmarkLimit);
    this.#wholes = new LandmarkTable(expected);
  }

  get size(): number {
    return this.#positions.size;
  }

  has(assetId: number): boolean {
    return this.#positions.has(assetId);
  }

  /** Puts a picture in. One that is in already stays as it is: the signature of a content never changes. */
  add(assetId: number, packed: Uint8Array, signature = unpackSignature(packed)): void {
    if (this.#positions.has(assetId)) return;
    const position = this.#assetIds.length;
    this.#assetIds.push(assetId);
    this.#signatures.push(packed);
    this.#positions.set(assetId, position);
    for (const { low, high } of signature.landmarks) this.#landmarks.add(low, high, position);
    if (signature.whole.energy >= leastEnergy)
      this.#wholes.add(signature.whole.low, signature.whole.high, position);
  }

  /** Assets that may be copies of this picture, turned ones too, in ascending order of their ids. */
  propose(signature: Signature, except?: number): Proposal[] {
    const met = new Set<number>();
    const { low, high, energy } = signature.whole;
    if (energy >= leastEnergy) this.#wholes.meet(low, high, wholeDistance, met);
    for (const landmark of signature.landmarks) {
      this.#landmarks.meet(landmark.low, landmark.high, landmarkDistance, met);
    }
    const found = new Map<number, Turn | null>();
    for (const position of met) {
      if (mayBeCopies(signature, unpackSignature(this.#signatures[position] as Uint8Array)))
        found.set(position, null);
    }
    if (energy >= leastEnergy) this.#proposeTurned(signature, found);
    return [...found]
      .map(([position, turn]) => ({ assetId: this.#assetIds[position] as number, turn }))
      .filter(({ assetId }) => assetId !== except)
      .sort((left, right) => left.assetId - right.assetId);
  }

  /** A symmetric picture is its own mirror image: what was found upright stays so. */
  #proposeTurned({ whole }: Signature, found: Map<number, Turn | null>): void {
    for (const turn of realTurns) {
      const { low, high } = turnHash(whole, turn);
      const met = new Set<number>();
      this.#wholes.meet(low, high, wholeDistance, met);
      for (const position of met) if (!found.has(position)) found.set(position, turn);
    }
  }
}

/** Whether two signatures are alike enough for a look at the pixels. */
export function mayBeCopies(first: Signature, second: Signature): boolean {
  const isWholeAlike =
    Math.min(first.whole.energy, second.whole.energy) >= leastEnergy &&
    hashDistance(first.whole.low, first.whole.high, second.whole.low, second.whole.high) <= wholeDistance;
  if (isWholeAlike) return true;
  const fewest = Math.min(first.landmarks.length, second.landmarks.length);
  return agreeingLandmarks(first, second) >= (fewest >= 10 ? agreeing : fewest >= 5 ? 2 : 1);
}

/** The most landmarks that agree on one scale and shift. */
function agreeingLandmarks(first: Signature, second: Signature): number {
  const scales: number[] = [];
  const shiftsX: number[] = [];
  const shiftsY: number[] = [];
  for (const one of first.landmarks) {
    for (const other of second.landmarks) {
      if (hashDistance(one.low, one.high, other.low, other.high) > landmarkDistance) continue;
      const scale = other.radius / one.radius;
      scales.push(Math.log2(scale));
      shiftsX.push(other.x - scale * one.x);
      shiftsY.push(other.y - scale * one.y);
      break;
    }
  }
  let most = 0;
  for (let at = 0; at < scales.length; at++) {
    let agree = 0;
    for (let other = 0; other < scales.length; other++) {
      // A scale read wrongly by a tenth shifts the far side of the picture by as much.
      const isAgreed =
        Math.abs((scales[at] as number) - (scales[other] as number)) < 0.3 &&
        Math.abs((shiftsX[at] as number) - (shiftsX[other] as number)) < 0.14 &&
        Math.abs((shiftsY[at] as number) - (shiftsY[other] as number)) < 0.14;
      if (isAgreed) agree += 1;
    }
    most = Math.max(most, agree);
  }
  return most;
}

/** Hashes by parts of their bits: chained hash tables in typed arrays, 32 bytes an entry. */
class LandmarkTable {
  readonly #heads = Array.from({ length: tableCount }, () => new Int32Array(2 ** keyBits).fill(-1));
  readonly #crowds = Array.from({ length: tableCount }, () => new Uint16Array(2 ** keyBits));
  #next: Int32Array;
  #low: Uint32Array;
  #high: Uint32Array;
  #owner: Int32Array;
  #count = 0;

  constructor(expected: number) {
    const capacity = Math.max(1024, expected);
    this.#next = new Int32Array(capacity * tableCount);
    this.#low = new Uint32Array(capacity);
    this.#high = new Uint32Array(capacity);
    this.#owner = new Int32Array(capacity);
  }

  add(low: number, high: number, owner: number): void {
    const entry = this.#count++;
    if (entry >= this.#low.length) this.#grow();
    this.#low[entry] = low;
    this.#high[entry] = high;
    this.#owner[entry] = owner;
    for (let table = 0; table < tableCount; table++) {
      const key = keyOf(table, low, high);
      const heads = this.#heads[table] as Int32Array;
      const crowds = this.#crowds[table] as Uint16Array;
      this.#next[entry * tableCount + table] = heads[key] as number;
      heads[key] = entry;
      if ((crowds[key] as number) <= crowdedKey) crowds[key] = (crowds[key] as number) + 1;
    }
  }

  /** Adds the owners of hashes within `distance` to `met`. */
  meet(low: number, high: number, distance: number, met: Set<number>): void {
    for (let table = 0; table < tableCount; table++) {
      const key = keyOf(table, low, high);
      if (((this.#crowds[table] as Uint16Array)[key] as number) > crowdedKey) continue;
      let entry = (this.#heads[table] as Int32Array)[key] as number;
      while (entry >= 0) {
        if (hashDistance(low, high, this.#low[entry] as number, this.#high[entry] as number) <= distance) {
          met.add(this.#owner[entry] as number);
        }
        entry = this.#next[entry * tableCount + table] as number;
      }
    }
  }

  #grow(): void {
    const widen = <Column extends Int32Array | Uint32Array>(column: Column, wider: Column): Column => {
      wider.set(column);
      return wider;
    };
    const capacity = this.#low.length * 2;
    this.#next = widen(this.#next, new Int32Array(capacity * tableCount));
    this.#low = widen(this.#low, new Uint32Array(capacity));
    this.#high = widen(this.#high, new Uint32Array(capacity));
    this.#owner = widen(this.#owner, new Int32Array(capacity));
  }
}

/** Each table's bits: spread over the lowest 6 x 6 terms, every one of them in three tables or more. */
const masks = Array.from({ length: tableCount }, (_, table) => {
  const usable: number[] = [];
  for (let v = 0; v < 6; v++) for (let u = 0; u < 6; u++) if (u + v > 0) usable.push(8 * v + u);
  // Steps that have no factor in common with the 35 bits visit all of them, each table from another place.
  const steps = [2, 3, 4, 6, 8, 9];
  return Array.from(
    { length: keyBits },
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

function keyOf(table: number, low: number, high: number): number {
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
