import { hashDistance, type Turn, turnHash, turns } from "../imaging/signature/cosine-hash.ts";
import { landmarkLimit, type Signature, unpackSignature } from "../imaging/signature/signature.ts";
import { HashTable } from "./hash-table.ts";

/** Whole pictures whose hashes differ by no more may be copies: everything but cuts, frames and turns. */
const wholeDistance = 8;

/** Landmarks of copies: most lie within this. */
const landmarkDistance = 10;

/** A picture of which the signs of its terms are noise. */
const leastEnergy = 0.35;

/** So many landmarks must speak for one scale and shift; half of them where a picture has few. */
const agreeing = 3;

/** A photo that may be a copy; `turn` says how the one asked about must be turned to lie like it. */
export interface Proposal {
  assetId: number;
  turn: Turn | null;
  /** How much speaks for it, in tenths, 0 to 10: what a picture and itself have is 10. */
  strength: number;
}

const realTurns = turns.filter(({ isMirrored, quarters }) => isMirrored || quarters > 0);

/** Keeps the signatures of a library and proposes pairs that may be copies, without looking at all pairs. */
export class ProposalIndex {
  /** Asset ids by position. */
  readonly #assetIds: number[] = [];
  readonly #positions = new Map<number, number>();
  /** Packed: two million landmarks as objects would take half a gigabyte. */
  readonly #signatures: Uint8Array[] = [];
  readonly #landmarks: HashTable;
  readonly #wholes: HashTable;

  constructor(expected = 1024) {
    this.#landmarks = new HashTable(expected * landmarkLimit);
    this.#wholes = new HashTable(expected);
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

  /**
   * Assets that may be copies of this picture, turned ones too: the likeliest first, of equals the one with the lowest
   * id. So a picture that thousands are like, such as a blank page, meets the same few of them as each other one.
   */
  propose(signature: Signature, except?: number): Proposal[] {
    const met = new Set<number>();
    const isTelling = signature.whole.energy >= leastEnergy;
    const meet = (position: number) => met.add(position);
    if (isTelling) this.#wholes.meet([signature.whole], wholeDistance, meet);
    this.#landmarks.meet(signature.landmarks, landmarkDistance, meet);
    const found = new Map<number, Proposal>();
    for (const position of met) {
      const strength = strengthOf(signature, unpackSignature(this.#signatures[position] as Uint8Array));
      if (strength > 0) found.set(position, { assetId: this.#assetIdAt(position), turn: null, strength });
    }
    if (isTelling) this.#proposeTurned(signature, found);
    return [...found.values()]
      .filter(({ assetId }) => assetId !== except)
      .sort((left, right) => right.strength - left.strength || left.assetId - right.assetId);
  }

  #assetIdAt(position: number): number {
    return this.#assetIds[position] as number;
  }

  /** A symmetric picture is its own mirror image: what was found upright stays so. */
  #proposeTurned({ whole }: Signature, found: Map<number, Proposal>): void {
    const turned = realTurns.map((turn) => turnHash(whole, turn));
    const met: [position: number, turnAt: number][] = [];
    this.#wholes.meet(turned, wholeDistance, (position, turnAt) => met.push([position, turnAt]));
    // The same whatever the order of the tables: the first of the turns that fit.
    met.sort(([, left], [, right]) => left - right);
    for (const [position, turnAt] of met) {
      if (found.has(position)) continue;
      const { low, high } = turned[turnAt] ?? whole;
      const other = unpackSignature(this.#signatures[position] as Uint8Array).whole;
      const strength = strengthOfWholes(hashDistance(low, high, other.low, other.high));
      found.set(position, { assetId: this.#assetIdAt(position), turn: realTurns[turnAt] ?? null, strength });
    }
  }
}

/** Whether two signatures are alike enough for a look at the pixels: above 0, and how much, in tenths. */
export function strengthOf(first: Signature, second: Signature): number {
  if (Math.min(first.whole.energy, second.whole.energy) >= leastEnergy) {
    const { low, high } = first.whole;
    const distance = hashDistance(low, high, second.whole.low, second.whole.high);
    if (distance <= wholeDistance) return strengthOfWholes(distance);
  }
  const fewest = Math.min(first.landmarks.length, second.landmarks.length);
  const agree = agreeingLandmarks(first, second);
  if (agree < (fewest >= 10 ? agreeing : fewest >= 5 ? 2 : 1)) return 0;
  return Math.min(10, Math.max(1, Math.round((10 * agree) / fewest)));
}

/** 10 for the same hash, 5 for the farthest that still counts. */
function strengthOfWholes(distance: number): number {
  return 10 - Math.round((5 * distance) / wholeDistance);
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
