import type { Logistic } from "./logistic.ts";

/*
 * Learnt with the starter model on drawn scenes and photographs that it was not trained on, in libraries of 10 to 1,200
 * (models/starter/README.md), from facts that differ little from model to model.
 */

/** For words where the model has no calibration, and for what was moved by examples. */
export const endOfWords: Logistic = {
  weights: [0.721, -0.726, -0.334, -0.008, -0.012, 0.236, -0.052, 0.252],
  bias: -4.48,
};

/** For pictures as examples: a match shows the same thing, or the same place in the same light. */
export const endOfPictures: Logistic = {
  weights: [0.635, -0.642, -0.656, -0.924, 0.859, -0.077, -0.026, 0.769],
  bias: -5.201,
};
