import { isShoeboxError } from "../errors.ts";
import type { FileProblem } from "../imaging/problem.ts";
import type { Sentence } from "../models/captioners/captioner.ts";

/** What became of a picture: what can be said of it, the likeliest first; or why it could not be looked at. */
export type CaptionOutcome = { sentences: Sentence[] } | { problem: FileProblem };

type Run = (pictures: readonly Uint8Array[]) => Promise<Sentence[][]>;

/** Mid-grey. */
const plainLevel = 127;

/**
 * Where pictures together hang their process or end it, each is looked at alone, and the one that does so alone has failed.
 * @param pictures uint8 of one length
 * @throws what ended the process where a plain picture ends it as well: that is no picture's fault
 */
export async function captionIsolating(pictures: readonly Uint8Array[], run: Run): Promise<CaptionOutcome[]> {
  if (pictures.length === 0) return [];
  try {
    return (await run(pictures)).map((sentences) => ({ sentences }));
  } catch (error) {
    if (!isShoeboxError(error) || error.code === "MODEL_MISSING") throw error;
    await run([new Uint8Array(pictures[0]?.length ?? 0).fill(plainLevel)]);
  }
  const outcomes: CaptionOutcome[] = [];
  for (const picture of pictures) outcomes.push(await captionAlone(picture, run));
  return outcomes;
}

async function captionAlone(picture: Uint8Array, run: Run): Promise<CaptionOutcome> {
  try {
    const [sentences = []] = await run([picture]);
    return { sentences };
  } catch (error) {
    if (!isShoeboxError(error)) throw error;
    // A model that looks at others is not damaged.
    const code = error.code === "CAPTION_TIMEOUT" ? error.code : "WORKER_CRASHED";
    return { problem: { code, message: error.message } };
  }
}
