import { hashDistance, type Turn, turnHash, turns } from "../imaging/signature/cosine-hash.ts";
import { type Signature, unpackSignature } from "../imaging/signature/signature.ts";
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

/** As many as photos, where landmarks are two dozen times as many. */
const wholeKeyBits = 18;

/** Finds signatures that are alike, and proposes pairs that may be copies, without looking at all pairs. */
export class ProposalIndex {
  readonly #packedOf: (assetId: number) => Uint8Array | undefined;
  readonly #assetIds = new Set<number>();
  readonly #landmarks = new HashTable();
  readonly #wholes = new HashTable(wholeKeyBits);

  /** @param packedOf reads a signature again: of a large library they would take more memory than the index itself */
  constructor(packedOf: (assetId: number) => Uint8Array | undefined) {
    this.#packedOf = packedOf;
  }

  /** Puts a picture in. One that is in already stays as it is: the signature of a content never changes. */
  add(assetId: number, { whole, landmarks }: Signature): void {
    if (this.#assetIds.has(assetId)) return;
    this.#assetIds.add(assetId);
    for (const { low, high } of landmarks) this.#landmarks.add(low, high, assetId);
    if (whole.energy >= leastEnergy) this.#wholes.add(whole.low, whole.high, assetId);
  }

  /**
   * Assets that may be copies of this picture, turned ones too: the likeliest first, of equals the one with the lowest
   * id. So a picture that thousands are like, such as a blank page, meets the same few of them as each other one.
   */
  propose(signature: Signature, except?: number): Proposal[] {
    const found = new Map<number, Proposal>();
    const isTelling = signature.whole.energy >= leastEnergy;
    if (isTelling) {
      this.#wholes.meet([signature.whole], wholeDistance, (assetId, _, difference) =>
        found.set(assetId, { assetId, turn: null, strength: strengthOfWholes(difference) }),
      );
    }
    this.#proposeByLandmarks(signature, found);
    if (isTelling) this.#proposeTurned(signature, found);
    return [...found.values()]
      .filter(({ assetId }) => assetId !== except)
      .sort((left, right) => right.strength - left.strength || left.assetId - right.assetId);
  }

  #proposeByLandmarks(signature: Signature, found: Map<number, Proposal>): void {
    const met = new Set<number>();
    this.#landmarks.meet(signature.landmarks, landmarkDistance, (assetId) => met.add(assetId));
    for (const assetId of met) {
      if (found.has(assetId)) continue;
      // One that is gone from the library is still in the tables.
      const packed = this.#packedOf(assetId);
      const strength = packed ? strengthOf(signature, unpackSignature(packed)) : 0;
      if (strength > 0) found.set(assetId, { assetId, turn: null, strength });
    }
  }

  /** A symmetric picture is its own mirror image: what was found upright stays so. */
  #proposeTurned({ whole }: Signature, found: Map<number, Proposal>): void {
    const turned = realTurns.map((turn) => turnHash(whole, turn));
    const met: { assetId: number; turnAt: number; difference: number }[] = [];
    this.#wholes.meet(turned, wholeDistance, (assetId, turnAt, difference) =>
      met.push({ assetId, turnAt, difference }),
    );
    // The same whatever the order of the tables: the turn that fits best, of equals the first.
    met.sort((left, right) => left.difference - right.difference || left.turnAt - right.turnAt);
    for (const { assetId, turnAt, difference } of met) {
      if (found.has(assetId)) continue;
      const turn = realTurns[turnAt] ?? null;
      found.set(assetId, { assetId, turn, strength: strengthOfWholes(difference) });
    }
  }
}

/** Whether two signatures are alike enough for a look at the pixels: above 0, and how much, in tenths. */
function strengthOf(first: Signature, second: Signature): number {
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
