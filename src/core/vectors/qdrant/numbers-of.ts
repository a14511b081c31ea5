/** As many digits as float16 can tell apart, in as few characters of JSON as carry them. */
const steps = 1e6;

/** A vector as it is sent. */
export function numbersOf(vector: Float32Array): number[] {
  return Array.from(vector, (value) => Math.round(value * steps) / steps);
}

/** Of one number in JSON, with its comma. */
export const numberBytes = 10;
