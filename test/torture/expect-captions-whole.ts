import { expect } from "vitest";
import type { killCaptions } from "./kill-captions.ts";

/** Nothing lost, nothing twice, the kept numbers true after every kill, a person's words untouched, and all whole at last. */
export function expectCaptionsWhole(
  { lives, exitCode, answer, end }: Awaited<ReturnType<typeof killCaptions>>,
  photos: number,
): void {
  let before = 0;
  for (const life of [...lives, end]) {
    expect(life).toMatchObject({ integrity: "ok", strange: 0, unread: 0 });
    expect(life.own).toEqual([{ text: "My own words", rejected: "[]", avoided: "[]" }]);
    expect(life.kept).toEqual(life.counted);
    expect(life.kept.done + life.kept.left + life.kept.failed + life.kept.unwanted).toBe(photos);
    // The photo with its person's own may be settled yet.
    expect(life.disagreeing).toBeLessThanOrEqual(1);
    expect(life.captions).toBeGreaterThanOrEqual(before);
    before = life.captions;
  }
  expect(exitCode).toBe(0);
  expect(answer).toEqual({ written: photos - 1, own: 1, rejected: 0, photos, found: photos });
  expect(end).toMatchObject({ disagreeing: 0, kept: { done: photos, left: 0, failed: 0, unwanted: 0 } });
}
