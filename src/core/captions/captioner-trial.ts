import { ShoeboxError } from "../errors.ts";
import type { CaptioningModel, Sentence } from "../models/captioners/captioner.ts";
import { drawExample, pinnedExamples, type TryOut } from "../models/installing/index.ts";
import { isCaptionerEntry } from "../models/manifest/schema.ts";
import type { DecodePool } from "../workers/decode-pool.ts";

/** A captioner in a process of its own. */
interface LoadedCaptioner {
  /** @param pictures uint8 [height, width, 3] each, at the model's input size */
  caption(pictures: readonly Uint8Array[], options: { signal?: AbortSignal }): Promise<Sentence[][]>;
  close(): Promise<void>;
}

interface CaptionerTrialParts {
  decodePool: Pick<DecodePool, "pixels">;
  /** @throws MODEL_MISSING, MODEL_CORRUPT, later too */
  start(model: CaptioningModel): LoadedCaptioner;
}

/** A tree, a house, a face, a heart: few, since large models take seconds for each. */
const examples = pinnedExamples.slice(-4);

/** Has a captioner write of drawn pictures, as it would of photos. */
export function captionerTrial(parts: CaptionerTrialParts): TryOut {
  return async ({ entry, directory }, signal) => {
    if (!isCaptionerEntry(entry)) throw new TypeError(`Expected a captioner but received ${entry.id}`);
    const pictures = await Promise.all(examples.map((one) => drawExample(one)));
    const pixels = await Promise.all(pictures.map((picture) => pixelsOf(picture, entry.input, parts)));
    const loaded = parts.start({ entry, directory });
    try {
      const written = await loaded.caption(pixels, signal ? { signal } : {});
      return doubtOf(written, (words) => {
        throw new ShoeboxError("MODEL_CORRUPT", `${entry.name} cannot be used: ${words}.`, {
          path: directory,
        });
      });
    } finally {
      await loaded.close();
    }
  };
}

async function pixelsOf(
  picture: Uint8Array,
  shape: CaptioningModel["entry"]["input"],
  { decodePool }: CaptionerTrialParts,
): Promise<Uint8Array> {
  const answer = await decodePool.pixels({ bytes: new Uint8Array(picture), format: "png", shape });
  if ("pixels" in answer) return answer.pixels.modelInput;
  throw new ShoeboxError(answer.problem.code, answer.problem.message);
}

function doubtOf(written: readonly Sentence[][], fail: (words: string) => never): string | null {
  if (written.length !== examples.length)
    fail(`of ${examples.length} pictures it captions ${written.length}`);
  const sentences = written.flat();
  if (sentences.some(({ confidence }) => confidence !== null && !(confidence >= 0 && confidence <= 1))) {
    fail("how sure it is is no number from 0 to 1");
  }
  const said = written.map(([likeliest]) => likeliest?.text.trim() ?? "");
  if (said.every((text) => text === "")) fail("it writes nothing of any picture");
  if (new Set(said).size > 1) return null;
  return `It loads and runs, but of ${examples.length} different pictures it says the same: “${said[0]}”.`;
}
