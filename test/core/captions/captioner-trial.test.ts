import { describe, expect, it, onTestFinished } from "vitest";
import { captionerTrial } from "../../../src/core/captions/captioner-trial.ts";
import type { Sentence } from "../../../src/core/models/captioners/captioner.ts";
import { startCaptioner } from "../../../src/core/workers/captioner-process.ts";
import { startDecodePool } from "../../../src/core/workers/decode-pool.ts";
import { oddBlip, smallBlip } from "../../helpers/blip-models.ts";

/** What a trial says of a captioner; one picture may take so long. */
function tried(model: ReturnType<typeof oddBlip>, pictureMillis = 60_000, signal?: AbortSignal) {
  const decodePool = startDecodePool({ threads: 1 });
  onTestFinished(() => decodePool.close());
  const trial = captionerTrial({ decodePool, start: (one) => startCaptioner(one, { pictureMillis }) });
  return trial(model, signal);
}

describe("a captioner that is tried", () => {
  it("says something else of each drawing: all is well", async () => {
    expect(await tried(smallBlip())).toBeNull();
  });

  it("says the same of all: that is told, and nothing to refuse it for", async () => {
    expect(await tried(oddBlip("whole"))).toBe(
      "It loads and runs, but of 4 different pictures it says the same: “bright”.",
    );
  });

  it.each([
    ["throws", "MODEL_CORRUPT"],
    ["no-numbers", "MODEL_CORRUPT"],
    ["other-width", "MODEL_CORRUPT"],
  ])("and %s cannot be used", async (name, code) => {
    await expect(tried(oddBlip(name))).rejects.toMatchObject({ code });
  });

  it("and hangs is ended and told", async () => {
    await expect(tried(oddBlip("hangs"), 500)).rejects.toMatchObject({ code: "CAPTION_TIMEOUT" });
  });

  it("is not waited for when the trial is called off", async () => {
    const calledOff = tried(oddBlip("hangs"), 60_000, AbortSignal.abort(new Error("The library is closed.")));
    await expect(calledOff).rejects.toThrow("The library is closed.");
  });
});

describe("what a captioner says", () => {
  const saying = (sentences: readonly Sentence[][]) => {
    const decodePool = startDecodePool({ threads: 1 });
    onTestFinished(() => decodePool.close());
    const state = { isClosed: false };
    const start = () => ({
      caption: async () => [...sentences],
      close: async () => {
        state.isClosed = true;
      },
    });
    return { tell: captionerTrial({ decodePool, start })(smallBlip()), state };
  };
  const said = (text: string, confidence: number | null = null): Sentence[] => [{ text, confidence }];

  it.each([
    ["nothing of any picture", [[], [], said(" "), []], "it writes nothing of any picture"],
    ["of too few", [said("a tree")], "of 4 pictures it captions 1"],
    ["sure beyond measure", [said("a", 2), said("b"), said("c"), said("d")], "is no number from 0 to 1"],
    ["NaN", [said("a", Number.NaN), said("b"), said("c"), said("d")], "is no number from 0 to 1"],
  ])("%s is refused", async (_, sentences, words) => {
    const { tell, state } = saying(sentences);
    await expect(tell).rejects.toMatchObject({
      code: "MODEL_CORRUPT",
      message: expect.stringContaining(words),
    });
    expect(state.isClosed).toBe(true);
  });

  it("of some only is enough", async () => {
    expect(await saying([[], said("a house"), [], []]).tell).toBeNull();
  });
});
