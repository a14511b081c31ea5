/** Below this nothing found is clear enough for more than a glance. */
const leastExpected = 0.2;
const glance = 3;

/**
 * How many of the best to show so that the expected F1 of what is shown is highest: 2 * (sum of the first k) / (k + sum
 * of all), the plug-in rule for a measure of counts (Ye and others 2012, https://arxiv.org/abs/1206.4625).
 * @param rated the likeliest first
 */
export function likelyCountOf(rated: readonly { probability: number }[]): number {
  const all = rated.reduce((sum, { probability }) => sum + probability, 0);
  let [sum, best, count] = [0, 0, 0];
  for (const [index, { probability }] of rated.entries()) {
    sum += probability;
    const expected = (2 * sum) / (index + 1 + all);
    if (expected > best) [best, count] = [expected, index + 1];
  }
  return best < leastExpected ? Math.min(count, glance) : count;
}
