import { millis, percentile } from "../table.ts";

/** p50 and p95 of something that is done again and again, once it is warm. */
export async function timed(
  work: (round: number) => Promise<unknown>,
  { rounds = 40, warmUps = 5 }: { rounds?: number; warmUps?: number } = {},
): Promise<{ p50: number; p95: number; shown: string }> {
  for (let round = 0; round < warmUps; round++) await work(round);
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const started = performance.now();
    await work(round);
    times.push(performance.now() - started);
  }
  const [p50, p95] = [percentile(times, 50), percentile(times, 95)];
  return { p50, p95, shown: `${millis(p50)}, ${millis(p95)}` };
}

/** The longest time that nobody else had a turn while something was done. */
export async function longestPause(work: () => Promise<unknown>): Promise<number> {
  let longest = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  }, 0);
  await work();
  clearInterval(timer);
  return Math.max(longest, performance.now() - last);
}
