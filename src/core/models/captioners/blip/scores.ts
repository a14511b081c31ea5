import { unfit } from "../../runtime/tensors.ts";

/**
 * Natural logarithms of what a softmax would give, in double precision and rounded to single.
 * @param logits float32 [vocabulary]
 * @throws MODEL_CORRUPT where they are no numbers
 */
export function logSoftmax(logits: Float32Array): Float32Array {
  const largest = largestOf(logits);
  let sum = 0;
  for (const logit of logits) sum += Math.exp(logit - largest);
  const shift = largest + Math.log(sum);
  return logits.map((logit) => logit - shift);
}

/** @throws MODEL_CORRUPT where there is none that is finite, or one is NaN or endless */
function largestOf(logits: Float32Array): number {
  let largest = -Infinity;
  for (const logit of logits) {
    if (Number.isNaN(logit)) throw unfit("gives no numbers (NaN) where scores of words were expected");
    if (logit > largest) largest = logit;
  }
  if (Number.isFinite(largest)) return largest;
  throw unfit(`gives ${largest} where the score of the likeliest word was expected`);
}

/** Where the largest are, the largest first; of equal ones the first. */
export function largestPlaces(values: Float32Array, count: number): number[] {
  const places: number[] = [];
  let least = -Infinity;
  // Tens of thousands of words for each beam and token: no iterator.
  for (let place = 0; place < values.length; place++) {
    const value = values[place] as number;
    if (places.length === count && value <= least) continue;
    let at = places.length;
    while (at > 0 && value > (values[places[at - 1] as number] as number)) at--;
    places.splice(at, 0, place);
    if (places.length > count) places.pop();
    least = values[places.at(-1) as number] as number;
  }
  return places;
}
