import { type Counts, countNGrams, type Judged, wordsOf } from "./n-grams.ts";

const longest = 4;
/** Of the penalty for other lengths, in words. */
const lengthSigma = 6;

/**
 * CIDEr-D, averaged over photos: how far captions agree with people's, rare words weighing more; 1 is as well as people
 * usually agree. Vedantam et al. 2015, https://arxiv.org/abs/1411.5726, section 6; words are not stemmed.
 */
export function ciderOf(judged: readonly Judged[]): number {
  const photos = judged.map(({ caption, references }) => ({
    caption: vectorsIn(caption),
    references: references.map(vectorsIn),
  }));
  const rarity = rarityIn(photos.map(({ references }) => references));
  const scores = photos.map(({ caption, references }) => {
    const each = references.map((reference) => agreement(caption, reference, rarity));
    return (10 * each.reduce((sum, one) => sum + one, 0)) / Math.max(1, each.length);
  });
  return scores.reduce((sum, one) => sum + one, 0) / Math.max(1, scores.length);
}

interface Text {
  length: number;
  /** Of one word, of two, and so on. */
  counts: Counts[];
}

function vectorsIn(text: string): Text {
  const words = wordsOf(text);
  return {
    length: words.length,
    counts: Array.from({ length: longest }, (_, index) => countNGrams(words, index + 1)),
  };
}

/** The logarithm of photos over photos of which any reference has the n-gram. */
function rarityIn(references: readonly (readonly Text[])[]): (key: string) => number {
  const photosWith: Counts = new Map();
  for (const texts of references) {
    const keys = new Set(texts.flatMap(({ counts }) => counts.flatMap((one) => [...one.keys()])));
    for (const key of keys) photosWith.set(key, (photosWith.get(key) ?? 0) + 1);
  }
  return (key) => Math.log(references.length) - Math.log(Math.max(1, photosWith.get(key) ?? 0));
}

/** The mean over lengths of n-grams of the clipped cosine. */
function agreement(caption: Text, reference: Text, rarity: (key: string) => number): number {
  const shortfall = caption.length - reference.length;
  const penalty = Math.exp(-(shortfall ** 2) / (2 * lengthSigma ** 2));
  let sum = 0;
  for (let index = 0; index < longest; index++) {
    const [mine, theirs] = [weighed(caption, index, rarity), weighed(reference, index, rarity)];
    let product = 0;
    for (const [key, value] of mine.values) {
      const other = theirs.values.get(key) ?? 0;
      product += Math.min(value, other) * other;
    }
    if (mine.norm > 0 && theirs.norm > 0) sum += (penalty * product) / (mine.norm * theirs.norm);
  }
  return sum / longest;
}

function weighed(text: Text, index: number, rarity: (key: string) => number) {
  const values = new Map([...(text.counts[index] ?? [])].map(([key, count]) => [key, count * rarity(key)]));
  const norm = Math.sqrt([...values.values()].reduce((sum, value) => sum + value ** 2, 0));
  return { values, norm };
}
