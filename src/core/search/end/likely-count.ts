/**
 * How many of the best to show so that the expected F1 of what is shown is highest, after Ye and others 2012
 * (https://arxiv.org/abs/1206.4625): 2 * (sum of the first k) / (k + sum of all), which holds closely for more than a few.
 * @param probabilities falling; of what was looked at
 * @param least what the first has to reach for anything to be shown
 */
export function likelyCountOf(probabilities: Float32Array, least = 0.1): number {
  let all = 0;
  for (const probability of probabilities) all += probability;
  let [sum, best, likelyCount] = [0, 0, 0];
  for (let index = 0; index < probabilities.length; index++) {
    sum += probabilities[index] as number;
    const expected = (2 * sum) / (index + 1 + all);
    if (expected > best) [best, likelyCount] = [expected, index + 1];
  }
  return (probabilities[0] ?? 0) < least ? 0 : likelyCount;
}
