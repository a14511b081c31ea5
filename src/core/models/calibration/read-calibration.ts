import { readFile } from "node:fs/promises";
import { modelError } from "../model-error.ts";
import type { JudgeWeights } from "./judge.ts";
import { readTensors, type Tensor } from "./read-tensors.ts";

/** What was learnt beside a model: what matches of a text look like, and how likely a score is to be one. */
export interface Calibration {
  judge: JudgeWeights;
  /** Of words that the judge knows, and of all other texts. */
  end: { known: EndWeights; plain: EndWeights };
}

/** Of the facts of `rateJudged`, in its order: a weight each, and one number to begin with. */
interface EndWeights {
  weights: Float32Array;
  bias: number;
}

/**
 * @param dimensions of the model's vectors
 * @throws MODEL_MISSING, MODEL_CORRUPT, of another model's too
 */
export async function readCalibration(path: string, dimensions: number): Promise<Calibration> {
  try {
    const tensors = readTensors(await readFile(path));
    const of = (name: string, ...shape: (number | undefined)[]) => shaped(tensors.get(name), name, shape);
    const end = (name: string) => ({
      weights: of(`${name}.weight`, endFacts).values,
      bias: of(`${name}.bias`, 1).values[0] as number,
    });
    const hidden = of("hidden.weight", undefined, dimensions);
    const units = hidden.shape[0] as number;
    return {
      judge: {
        hidden,
        hiddenBias: of("hidden.bias", units),
        turn: of("turn.weight", dimensions, units),
        turnBias: of("turn.bias", dimensions),
        offset: of("offset.weight", units),
        offsetBias: of("offset.bias", 1),
        words: of("words", undefined, dimensions),
        scale: of("scale", 1),
        plainOffset: of("plain.offset", 1),
      },
      end: { known: end("end.known"), plain: end("end.plain") },
    };
  } catch (error) {
    throw modelError(error, path);
  }
}

const endFacts = 9;

function shaped(tensor: Tensor | undefined, name: string, shape: readonly (number | undefined)[]): Tensor {
  const fits =
    tensor?.shape.length === shape.length &&
    shape.every((side, index) => side === undefined || side === tensor.shape[index]);
  if (tensor && fits) return tensor;
  const expected = shape.map((side) => side ?? "any").join(" x ");
  throw new TypeError(`Expected ${expected} numbers for ${name} but received ${tensor?.shape.join(" x ")}.`);
}
