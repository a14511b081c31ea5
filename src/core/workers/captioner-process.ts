import { availableParallelism } from "node:os";
import { ShoeboxError } from "../errors.ts";
import type { CaptioningModel, Sentence } from "../models/captioners/captioner.ts";
import { BoundedQueue } from "./bounded-queue.ts";
import { type CaptionOutcome, captionIsolating } from "./caption-isolating.ts";
import { type CaptionerLimits, KeptCaptioner } from "./kept-captioner.ts";

export interface CaptionOptions {
  /** What waits is given up; of what has begun the answer is not waited for. */
  signal?: AbortSignal;
  /** After all that somebody waits for. */
  isPolite?: boolean;
}

/** A captioner at work in a process of its own. */
export interface CaptionerPool {
  /**
   * @param pictures uint8 [height, width, 3] each, at the model's input size
   * @returns of each picture, the likeliest first
   * @throws MODEL_MISSING, MODEL_CORRUPT; CAPTION_TIMEOUT and WORKER_CRASHED where one of them hangs the process or ends it
   */
  caption(pictures: readonly Uint8Array[], options?: CaptionOptions): Promise<Sentence[][]>;
  /**
   * The same, and a picture that hangs the process or ends it is told apart from the others.
   * @throws MODEL_MISSING, MODEL_CORRUPT; CAPTION_TIMEOUT and WORKER_CRASHED where not even a plain picture can be looked at
   */
  captionEach(pictures: readonly Uint8Array[], options?: CaptionOptions): Promise<CaptionOutcome[]>;
  /** The process there is now, for whoever watches over it. */
  readonly pid: number | undefined;
  /** At once: what waits and what has begun are rejected. */
  close(): Promise<void>;
}

/** Pictures in one run, and the time that each may take: larger models look at one after the other. */
const patience = {
  blip: { atOnce: 8, pictureMillis: 30_000 },
  transformers: { atOnce: 1, pictureMillis: 180_000 },
} as const;

const mostWaiting = 64;

/** Nothing is loaded before the first picture. */
export function startCaptioner(model: CaptioningModel, limits: Partial<CaptionerLimits> = {}): CaptionerPool {
  const { atOnce, pictureMillis } = patience[model.entry.adapter];
  const captioner = new KeptCaptioner(model, {
    // It delays nobody: half of the cores, at low priority.
    threads: Math.max(1, Math.floor(availableParallelism() / 2)),
    loadMillis: 5 * 60_000,
    pictureMillis,
    idleMillis: 5 * 60_000,
    ...limits,
  });
  const queue = new BoundedQueue({ mostWaiting, isNewestFirst: false });

  async function captionEach(
    pictures: readonly Uint8Array[],
    { signal, isPolite = false }: CaptionOptions = {},
  ): Promise<CaptionOutcome[]> {
    const outcomes: CaptionOutcome[] = [];
    for (let start = 0; start < pictures.length; start += atOnce) {
      const part = pictures.slice(start, start + atOnce);
      const work = () => captionIsolating(part, (some) => captioner.run(some));
      outcomes.push(...(await orAborted(queue.run(work, signal, !isPolite), signal)));
    }
    return outcomes;
  }

  return {
    captionEach,
    caption: async (pictures, options) => (await captionEach(pictures, options)).map(sentencesIn),
    get pid() {
      return captioner.pid;
    },
    close: () => captioner.close(),
  };
}

function sentencesIn(outcome: CaptionOutcome): Sentence[] {
  if ("sentences" in outcome) return outcome.sentences;
  throw new ShoeboxError(outcome.problem.code, outcome.problem.message);
}

/** Rejects as soon as the signal says so, whatever becomes of the work. */
async function orAborted<Result>(work: Promise<Result>, signal: AbortSignal | undefined): Promise<Result> {
  if (!signal) return work;
  const { promise, reject } = Promise.withResolvers<never>();
  const giveUp = () => reject(signal.reason);
  signal.addEventListener("abort", giveUp, { once: true });
  try {
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener("abort", giveUp);
    work.catch(() => {});
  }
}
