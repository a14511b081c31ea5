import type { Tensor } from "./read-tensors.ts";

/** What a text's matches look like among pictures: the log odds that a picture is one are `direction · picture + offset`. */
export interface Judgement {
  /** float32 [dimensions]. */
  direction: Float32Array;
  offset: number;
  /** Whether the text is near to a word that was learnt. */
  isKnown: boolean;
}

/**
 * Of a text near to a word that was learnt a layer of hidden units says how its embedding turns, and how common what it
 * names is. Any other text is taken as it is: what was learnt of some words makes others worse.
 */
export interface JudgeWeights {
  /** The words that were learnt: [words, dimensions], each of any length. */
  words: Tensor;
  /** float32 [hidden, dimensions] and [hidden]. */
  hidden: Tensor;
  hiddenBias: Tensor;
  /** float32 [dimensions, hidden] and [dimensions]. */
  turn: Tensor;
  turnBias: Tensor;
  /** float32 [hidden], and one number. */
  offset: Tensor;
  offsetBias: Tensor;
  /** How far the text's own direction counts. One number. */
  scale: Tensor;
  /** The offset of texts that are not known. One number. */
  plainOffset: Tensor;
}

/** Hidden units see components of about 1: those of a unit vector are that much smaller. */
const inputScale = 8;

/** The cosine from which on a text is near to a word: "a dog" to "dog" is at 0.95, a sentence about a dog below 0.8. */
const nearness = 0.82;

/** @param text float32 [dimensions], of length 1: a text's embedding, as the model made it */
export function judge(text: Float32Array, weights: JudgeWeights): Judgement {
  const scale = weights.scale.values[0] as number;
  if (!isNear(text, weights.words)) {
    const direction = text.map((value) => value * scale);
    return { direction, offset: weights.plainOffset.values[0] as number, isKnown: false };
  }
  const hidden = linear(
    text.map((value) => value * inputScale),
    weights.hidden,
    weights.hiddenBias,
  ).map(gelu);
  const turn = linear(hidden, weights.turn, weights.turnBias);
  const offset = hidden.reduce(
    (sum, value, unit) => sum + value * (weights.offset.values[unit] as number),
    0,
  );
  return {
    direction: turn.map((value, index) => value + scale * (text[index] as number)),
    offset: offset + (weights.offsetBias.values[0] as number),
    isKnown: true,
  };
}

function isNear(text: Float32Array, { shape: [count = 0], values }: Tensor): boolean {
  for (let word = 0; word < count; word++) {
    const start = word * text.length;
    let [product, square] = [0, 0];
    for (let index = 0; index < text.length; index++) {
      const value = values[start + index] as number;
      product += value * (text[index] as number);
      square += value * value;
    }
    if (product >= nearness * Math.sqrt(square)) return true;
  }
  return false;
}

/** A layer's rows are [outputs, inputs]. */
function linear(input: Float32Array, { shape: [outputs = 0], values }: Tensor, bias: Tensor): Float32Array {
  const output = new Float32Array(outputs);
  for (let row = 0; row < outputs; row++) {
    let sum = bias.values[row] as number;
    const start = row * input.length;
    for (let column = 0; column < input.length; column++) {
      sum += (values[start + column] as number) * (input[column] as number);
    }
    output[row] = sum;
  }
  return output;
}

/** GELU (Hendrycks & Gimpel 2016, https://arxiv.org/abs/1606.08415), exactly as in training. */
function gelu(x: number): number {
  return (x / 2) * (1 + errorFunction(x / Math.SQRT2));
}

/** Within 1.5e-7: Abramowitz & Stegun 1964, 7.1.26. */
function errorFunction(x: number): number {
  const t = 1 / (1 + 0.3275911 * Math.abs(x));
  const coefficients = [1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592];
  const polynomial = coefficients.reduce((sum, coefficient) => (sum + coefficient) * t, 0);
  return Math.sign(x) * (1 - polynomial * Math.exp(-x * x));
}
