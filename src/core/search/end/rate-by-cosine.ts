import { type Logistic, ratedBy } from "./logistic.ts";
import {
  highestOf,
  type ScoresInLibrary,
  type Spread,
  sizeOf,
  spreadInLibrary,
  sumOverLibrary,
} from "./scores-in-library.ts";

/** Added to the breadth, so that a library of a few photos does not make much of little. */
const leastSpread = 0.02;

/** How sharply a photo stands out of a crowd. */
const sharpness = 1.5;

/**
 * How likely each photo found is to be a match, told from cosines alone and from nothing that differs from model to model:
 * how far each stands out of what the library scores for this query, and for others, in breadths of it. float32 [found].
 * @param background what the library scores for other queries; that of this one where it is not known yet
 */
export function rateByCosine(
  cosines: ScoresInLibrary,
  background: Spread | undefined,
  end: Logistic,
): Float32Array {
  const own = spreadInLibrary(cosines);
  const standing = (score: number) => standingIn(own, score);
  const top = standing(highestOf(cosines.found));
  const crowd = Math.log(sumOverLibrary(cosines, (score) => Math.exp(sharpness * (standing(score) - top))));
  return cosines.found.map((score) => {
    const stands = standing(score);
    return ratedBy(end, [
      stands,
      top - stands,
      top,
      crowd,
      sizeOf(cosines),
      stands * top,
      stands * crowd,
      standingIn(background ?? own, score),
    ]);
  });
}

function standingIn({ mean, standardDeviation }: Spread, score: number): number {
  return (score - mean) / (standardDeviation + leastSpread);
}
