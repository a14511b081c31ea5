import { expect, it } from "vitest";
import { temporaryDirectory } from "../helpers/temporary.ts";
import { expectCaptionsWhole } from "./expect-captions-whole.ts";
import { expectFillingWhole } from "./expect-filling-whole.ts";
import { expectNothingLost, summary } from "./expect-nothing-lost.ts";
import { killAnywhere } from "./kill-anywhere.ts";
import { killCaptions } from "./kill-captions.ts";
import { killFilling } from "./kill-filling.ts";
import { killWorkers } from "./kill-workers.ts";

const hour = 3_600_000;

it("an index of 2,000 photos that is killed 50 times loses nothing", { timeout: hour }, async () => {
  const seed = Number(process.env.SHOEBOX_TORTURE_SEED ?? Date.now() % 1_000_000);
  const report = await killAnywhere({
    directory: await temporaryDirectory(),
    photos: Number(process.env.SHOEBOX_TORTURE_PHOTOS ?? 2000),
    kills: Number(process.env.SHOEBOX_TORTURE_KILLS ?? 50),
    seed,
  });
  console.log(`seed ${seed}: ${summary(report)}`);
  expectNothingLost(report);
});

it("an index of 1,000 photos whose workers alone are killed loses nothing", { timeout: hour }, async () => {
  const { kills, ...outcome } = await killWorkers({ photos: 1000, kills: 40, seed: 7 });
  console.log(`${kills} workers killed, ${outcome.crashed} files listed for it and tried again`);
  expect(kills).toBeGreaterThan(10);
  expect(outcome).toMatchObject({ photos: 1000, vectors: 1000, thumbnails: 1000, problems: 0, addsUp: true });
});

it("the vectors of another model for 2,000 photos, killed 50 times, are whole in the end", {
  timeout: hour,
}, async () => {
  const photos = 2000;
  const report = await killFilling({ photos, kills: 50, seed: 13 });
  console.log(`vectors after each kill: ${report.lives.map(({ vectors }) => vectors).join(", ")}`);
  expectFillingWhole(report, photos);
});

it("the captions of 1,000 photos, killed 40 times, are whole in the end", { timeout: hour }, async () => {
  const photos = 1000;
  const report = await killCaptions({ photos, kills: 40, seed: 17 });
  console.log(`captions after each kill: ${report.lives.map(({ captions }) => captions).join(", ")}`);
  expectCaptionsWhole(report, photos);
});
