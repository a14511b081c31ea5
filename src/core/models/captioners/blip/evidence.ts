import { readFile } from "node:fs/promises";
import { z } from "zod";
import { modelError } from "../../model-error.ts";
import { type CaptioningModel, captionerFile } from "../captioner.ts";
import type { Hypothesis } from "./search.ts";

/** Natural logarithm of what tells how sure a sentence is. */
export type Evidence = (hypothesis: Hypothesis) => number;

const thingsSchema = z.array(z.number().int().nonnegative());

/**
 * The mean of all tokens; or, of a model that knows which of its tokens name things, the likeliest of those: a sentence
 * may be likely because so many begin alike, and still not know what it sees. -Infinity for one that names nothing.
 * @param begun tokens that every sentence begins with
 * @throws MODEL_MISSING, MODEL_CORRUPT
 */
export async function loadEvidence(model: CaptioningModel, begun: number): Promise<Evidence> {
  const path = captionerFile(model, "things");
  if (model.entry.confidence?.of !== "things" || path === undefined) {
    return ({ logProbability, logProbabilities }) => logProbability / logProbabilities.length;
  }
  const things = new Set(await readThings(path));
  return ({ tokens, logProbabilities }) =>
    logProbabilities.reduce(
      (surest, one, index) => (things.has(tokens[begun + index] as number) ? Math.max(surest, one) : surest),
      -Infinity,
    );
}

async function readThings(path: string): Promise<number[]> {
  try {
    return thingsSchema.parse(JSON.parse(await readFile(path, "utf8")));
  } catch (error) {
    throw modelError(error, path);
  }
}
