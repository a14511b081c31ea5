import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, onTestFinished, test } from "vitest";
import type { CaptioningModel } from "../../../src/core/models/captioners/captioner.ts";
import { startCaptioner } from "../../../src/core/workers/captioner-process.ts";
import type { CaptionerLimits } from "../../../src/core/workers/kept-captioner.ts";
import { oddBlip, plainPicture } from "../../helpers/blip-models.ts";
import { until } from "../../helpers/until.ts";

function captionerOf(model: CaptioningModel, limits: Partial<CaptionerLimits> = {}) {
  const captioner = startCaptioner(model, limits);
  onTestFinished(() => captioner.close());
  return captioner;
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

const [dark, bright, white] = [plainPicture(20), plainPicture(230), plainPicture(255)];
const sentence = (text: string) => [{ text, confidence: null }];

test("says of every picture what is in it, in their order, of more than one batch", async () => {
  const captioner = captionerOf(oddBlip("whole"));
  const pictures = Array.from({ length: 19 }, (_, number) => (number % 3 === 0 ? dark : bright));
  const texts = Array.from({ length: 19 }, (_, number) => sentence(number % 3 === 0 ? "dark" : "bright"));
  expect(await captioner.caption(pictures)).toEqual(texts);
  expect(await captioner.captionEach([])).toEqual([]);
});

test("errors cross with their code, their words and their path", async () => {
  const captioner = captionerOf(oddBlip("whole", { parts: { tokenizer: "not-there.json" } }));
  await expect(captioner.caption([dark])).rejects.toMatchObject({
    code: "MODEL_MISSING",
    path: expect.stringContaining("not-there.json"),
  });
  const throwing = captionerOf(oddBlip("throws"));
  const corrupt = { code: "MODEL_CORRUPT", message: expect.stringContaining("Reshape") };
  await expect(throwing.captionEach([dark, bright])).rejects.toMatchObject(corrupt);
});

test("a picture at which the model throws has failed alone", async () => {
  const outcomes = await captionerOf(oddBlip("throws-on-white")).captionEach([dark, white, bright]);
  const problem = { code: "WORKER_CRASHED", message: expect.stringContaining("fails at its work") };
  expect(outcomes).toEqual([{ sentences: sentence("dark") }, { problem }, { sentences: sentence("bright") }]);
});

test("a picture at which the model hangs has failed alone, and what comes next is written", async () => {
  const captioner = captionerOf(oddBlip("hangs-on-white"), { pictureMillis: 3000 });
  const outcomes = await captioner.captionEach([dark, white, bright]);
  const problem = { code: "CAPTION_TIMEOUT", message: expect.stringContaining("3 seconds") };
  expect(outcomes).toEqual([{ sentences: sentence("dark") }, { problem }, { sentences: sentence("bright") }]);
  expect(await captioner.caption([dark])).toEqual([sentence("dark")]);
});

test("a model that always hangs is no picture's fault", async () => {
  const captioner = captionerOf(oddBlip("hangs"), { pictureMillis: 500 });
  await expect(captioner.captionEach([dark, bright])).rejects.toMatchObject({ code: "CAPTION_TIMEOUT" });
});

test("a process that is killed at its work gives a code, and another one goes on", async () => {
  const captioner = captionerOf(oddBlip("hangs"));
  const work = captioner.caption([dark]);
  const settled = Promise.allSettled([work]).then(([result]) => result);
  const killed = new Set<number>();
  // Each that comes: the second one looks whether the model is at fault.
  await until(() => {
    const { pid } = captioner;
    if (pid !== undefined && !killed.has(pid)) killed.add(pid) && process.kill(pid, "SIGKILL");
    return killed.size === 2;
  });
  expect(await settled).toMatchObject({
    reason: { code: "WORKER_CRASHED", message: expect.stringContaining("SIGKILL") },
  });
});

test("a process that died while it had nothing to do is replaced", async () => {
  const captioner = captionerOf(oddBlip("whole"));
  expect(await captioner.caption([dark])).toEqual([sentence("dark")]);
  const { pid } = captioner;
  process.kill(pid ?? 0, "SIGKILL");
  await until(() => captioner.pid === undefined);
  expect(await captioner.caption([bright])).toEqual([sentence("bright")]);
  expect(captioner.pid).not.toBe(pid);
});

test("it ends when it has nothing to do, and comes again", async () => {
  const captioner = captionerOf(oddBlip("whole"), { idleMillis: 1 });
  await captioner.caption([dark]);
  await until(() => captioner.pid === undefined);
  expect(await captioner.caption([bright])).toEqual([sentence("bright")]);
});

test("what is given up is not waited for, though the model hangs", async () => {
  const captioner = captionerOf(oddBlip("hangs"));
  const givenUp = new AbortController();
  const work = captioner.caption([dark], { signal: givenUp.signal });
  const waiting = captioner.caption([dark], { signal: givenUp.signal, isPolite: true });
  const settled = Promise.allSettled([work, waiting]);
  await until(() => captioner.pid !== undefined);
  givenUp.abort(new Error("given up"));
  const reason = expect.objectContaining({ message: "given up" });
  expect(await settled).toEqual([
    { status: "rejected", reason },
    { status: "rejected", reason },
  ]);
});

test("closing ends it in the midst of its work", async () => {
  const captioner = startCaptioner(oddBlip("hangs"));
  const settled = Promise.allSettled([captioner.caption([dark])]);
  await until(() => captioner.pid !== undefined);
  const pid = captioner.pid ?? 0;
  await captioner.close();
  expect(isThere(pid)).toBe(false);
  expect(await settled).toMatchObject([{ status: "rejected" }]);
  await expect(captioner.caption([dark])).rejects.toThrow("closed");
});

test("it dies with its parent, in the midst of native code that never returns", async () => {
  const parent = spawn(
    process.execPath,
    [join(import.meta.dirname, "../../fixtures/blip/hang-in-a-child.ts")],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  onTestFinished(() => void parent.kill("SIGKILL"));
  const [line] = await once(createInterface(parent.stdout), "line");
  const pid = Number(line);
  expect(isThere(pid)).toBe(true);
  parent.kill("SIGKILL");
  await until(() => !isThere(pid));
});
