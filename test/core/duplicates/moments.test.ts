import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type MomentPair,
  type MomentShot,
  nearInTime,
  stackMoments,
} from "../../../src/core/duplicates/moments.ts";
import { areDifferentShots } from "../../../src/core/duplicates/shots.ts";

const shot = (id: number, takenAtMinutes: number): MomentShot => ({ id, key: `k${id}`, takenAtMinutes });

const bursts = fc.record({
  times: fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 2, maxLength: 10 }),
  similarities: fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 45, maxLength: 45 }),
});

test("stacks do not depend on order, and any two shots of one are alike", () => {
  fc.assert(
    fc.property(bursts, ({ times, similarities }) => {
      const shots = times.map((minutes, index) => shot(index + 1, minutes));
      let next = 0;
      const pairs: MomentPair[] = nearInTime(shots, 3).map(([first, second]) => ({
        firstId: first.id,
        secondId: second.id,
        similarity: (similarities[next++ % 45] ?? 0) / 100,
      }));
      const stacks = stackMoments(shots, pairs, 0.5);
      expect(stackMoments([...shots].reverse(), [...pairs].reverse(), 0.5)).toEqual(stacks);
      for (const { memberIds } of stacks) {
        for (const one of memberIds) {
          for (const other of memberIds.filter((id) => id !== one)) {
            const pair = pairs.find(({ firstId, secondId }) =>
              new Set([firstId, secondId]).isSupersetOf(new Set([one, other])),
            );
            expect(pair?.similarity).toBeGreaterThanOrEqual(0.5);
          }
        }
      }
    }),
  );
});

test("shots further apart than the minutes given are never compared", () => {
  expect(nearInTime([shot(1, 0), shot(2, 5), shot(3, 6)], 2)).toEqual([[shot(2, 5), shot(3, 6)]]);
});

test("cameras' clocks tell two shots apart, a corrected time zone and a file's date do not", () => {
  const taken = (takenAt: string, takenAtSource: "exif" | "file" = "exif") => ({
    takenAt,
    takenAtSource,
    camera: {},
  });
  expect(areDifferentShots(taken("2019-05-03T14:22:10"), taken("2019-05-03T14:22:11"))).toBe(true);
  expect(areDifferentShots(taken("2019-05-03T14:22:10"), taken("2019-05-03T16:22:10"))).toBe(false);
  expect(areDifferentShots(taken("2019-05-03T14:22:10"), taken("2021-01-01T00:00:00", "file"))).toBe(false);
  const iso = (value: number) => ({ ...taken("2019-05-03T14:22:10"), camera: { iso: value } });
  expect(areDifferentShots(iso(100), iso(200))).toBe(true);
});
