import { expect, it } from "vitest";
import { temporaryDirectory } from "../../helpers/temporary.ts";
import { expectNothingLost } from "../../torture/expect-nothing-lost.ts";
import { killAnywhere } from "../../torture/kill-anywhere.ts";
import { killWorkers } from "../../torture/kill-workers.ts";

// The long forms: npm run test:torture.

it("an index that is killed again and again loses nothing", { timeout: 600_000 }, async () => {
  const report = await killAnywhere({
    directory: await temporaryDirectory(),
    photos: 120,
    kills: 5,
    seed: 11,
  });
  expectNothingLost(report);
});

it("an index whose workers alone are killed loses nothing", { timeout: 600_000 }, async () => {
  const { kills, crashed: _, ...outcome } = await killWorkers({ photos: 120, kills: 4, seed: 3 });
  expect(kills).toBeGreaterThan(0);
  expect(outcome).toEqual({ photos: 120, vectors: 120, thumbnails: 120, problems: 0, addsUp: true });
});
