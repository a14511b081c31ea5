import { join } from "node:path";
import sharp from "sharp";
import { expect, it, onTestFinished } from "vitest";
import { CaptionerAtWork } from "../../../src/core/captions/captioner-at-work.ts";
import { CaptionsStage } from "../../../src/core/captions/captions-stage.ts";
import { QueuedStage } from "../../../src/core/stages/queued-stage.ts";
import { startCaptioner } from "../../../src/core/workers/captioner-process.ts";
import { oddBlip } from "../../helpers/blip-models.ts";
import { index, openCore } from "../../helpers/core.ts";
import { photoIds } from "../../helpers/photo-ids.ts";
import { put } from "../../helpers/pictures.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";

const turn = { isAwaited: false, signal: new AbortController().signal };

/** A photo of one grey. */
const plain = (level: number) =>
  sharp({ create: { width: 64, height: 64, channels: 3, background: { r: level, g: level, b: level } } })
    .png()
    .toBuffer();

/** The stage of a library with a dark, a white and a bright photo. @param pictureMillis that a picture may take */
async function openStage(odd: Parameters<typeof oddBlip>[0], pictureMillis: number) {
  const core = await openCore();
  const folder = await temporaryDirectory();
  for (const [name, level] of [
    ["1-dark", 20],
    ["2-white", 255],
    ["3-bright", 230],
  ] as const)
    await put(join(folder, `${name}.png`), await plain(level));
  await index(core, folder);
  const { catalog, places, decodePool } = core.context.services;
  const captioner = new CaptionerAtWork((model) => startCaptioner(model, { pictureMillis }));
  onTestFinished(() => captioner.close());
  const parts = { catalog, places, decodePool, captioner, onWritten: () => {} };
  const work = new CaptionsStage(parts, oddBlip(odd), catalog.captionerChoice.get());
  return { core, catalog, stage: await QueuedStage.open(catalog, work) };
}

it.each([
  ["hangs-on-white", "CAPTION_TIMEOUT"],
  ["throws-on-white", "WORKER_CRASHED"],
] as const)(
  "a photo at which the captioner %s has failed alone, and is tried again when asked",
  async (odd, code) => {
    const { core, catalog, stage } = await openStage(odd, 5000);
    while (await stage.work(turn));
    expect(stage.counts()).toEqual({ done: 2, left: 0, failed: 1, unwanted: 0 });
    const texts = (await photoIds(core)).map((assetId) => catalog.captions.shownOf(assetId)?.text);
    expect(texts.filter((text) => text !== undefined).toSorted()).toEqual(["bright", "dark"]);
    const { problems } = await core.client.jobs.stageProblems({ name: "captions" });
    expect(problems).toMatchObject([{ code, path: expect.stringContaining("2-white.png") }]);
    const { stageId = 0 } = catalog.stages.get("captions") ?? {};
    catalog.transaction(() => catalog.stages.retry(stageId));
    expect(stage.counts()).toMatchObject({ left: 1, failed: 0 });
  },
);

it.each([
  ["hangs", "CAPTION_TIMEOUT"],
  ["throws", "MODEL_CORRUPT"],
] as const)("a captioner that always %s is no photo's fault: none has failed", async (odd, code) => {
  const { stage } = await openStage(odd, 500);
  await expect(stage.work(turn)).rejects.toMatchObject({ code });
  expect(stage.counts()).toEqual({ done: 0, left: 3, failed: 0, unwanted: 0 });
});
