/** How well pictures find their own words among those of all examples. */
export interface Agreement {
  /** Of a picture's own words, from 1 (always the nearest) on, on average. */
  meanRank: number;
  /** What it would be if vectors were drawn by lot. */
  chanceRank: number;
  isBetterThanChance: boolean;
}

/** So many standard deviations from chance happen by chance in one of 160 models. */
const deviations = 2.5;

/**
 * Ranks the words of each picture by their cosine, with what is common to a row or a column taken away: some words are
 * near to everything. Ranks drawn by lot are uniform on 1..count, with the deviation of their mean known.
 * @param pictures and texts: unit vectors, the picture and its words at the same place
 */
export function agreementOf(pictures: readonly Float32Array[], texts: readonly Float32Array[]): Agreement {
  const count = pictures.length;
  const cosines = pictures.map((picture) => texts.map((text) => dot(picture, text)));
  const rows = cosines.map(mean);
  const columns = texts.map((_, column) => mean(cosines.map((row) => row[column] ?? 0)));
  const ranks = cosines.map((row, picture) => {
    const centred = row.map((cosine, text) => cosine - (rows[picture] ?? 0) - (columns[text] ?? 0));
    const own = centred[picture] ?? 0;
    // Words that are as near as the own ones are in front of them: a model that says one thing of all agrees with none.
    return centred.filter((other) => other >= own).length;
  });
  const meanRank = mean(ranks);
  const chanceRank = (count + 1) / 2;
  const deviation = Math.sqrt((count ** 2 - 1) / 12 / count);
  return { meanRank, chanceRank, isBetterThanChance: meanRank < chanceRank - deviations * deviation };
}

export function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}
