import { type Logistic, probabilityOf, ratedBy } from "./logistic.ts";
import {
  highestOf,
  type ScoresInLibrary,
  sizeOf,
  spreadInLibrary,
  sumOverLibrary,
} from "./scores-in-library.ts";

/** Added to the breadth, so that a library of a few photos does not make much of little: log odds. */
const leastSpread = 0.5;

/** Of the number of matches expected, so that its logarithm ends somewhere. */
const leastExpected = 1e-3;

/**
 * How likely each photo found is to be a match, told from what a judge of this query says of it and of the library:
 * float32 [found]. It falls with the log odds of the judge.
 * @param judged log odds
 */
export function rateJudged(judged: ScoresInLibrary, end: Logistic): Float32Array {
  const { mean, standardDeviation } = spreadInLibrary(judged);
  const standing = (score: number) => (score - mean) / (standardDeviation + leastSpread);
  const top = highestOf(judged.found);
  const expected = Math.log(sumOverLibrary(judged, probabilityOf) + leastExpected);
  const crowd = Math.log(sumOverLibrary(judged, (score) => Math.exp(score - top)));
  return judged.found.map((score) =>
    ratedBy(end, [
      score,
      standing(score),
      top - score,
      expected,
      top,
      standing(top),
      crowd,
      sizeOf(judged),
      score * crowd,
    ]),
  );
}
