import { expect } from "vitest";
import type { killFilling } from "./kill-filling.ts";

/** Nothing lost, nothing twice, the kept numbers true after every kill, and the switch made in the end. */
export function expectFillingWhole(
  { lives, exitCode, answer, end }: Awaited<ReturnType<typeof killFilling>>,
  photos: number,
): void {
  let before = 0;
  for (const life of [...lives, end]) {
    expect(life).toMatchObject({ integrity: "ok", disagreeing: 0, strange: 0 });
    expect(life.kept).toEqual(life.counted);
    expect(life.kept.done).toBe(life.vectors);
    expect(life.kept.done + life.kept.left + life.kept.failed).toBe(photos);
    expect(life.vectors).toBeGreaterThanOrEqual(before);
    before = life.vectors;
  }
  expect(exitCode).toBe(0);
  expect(answer).toEqual({ ranked: photos, model: "second" });
  expect(end.kept).toEqual({ done: photos, left: 0, failed: 0 });
}
