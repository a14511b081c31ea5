import type { Family } from "./family.ts";
import type { Processor } from "./library.ts";

/** What Florence-2's own processor has beyond others. */
interface TaskReader extends Processor {
  /** @param size [height, width] */
  post_process_generation(text: string, task: string, size: [number, number]): Record<string, unknown>;
}

/**
 * Florence-2: encoder and decoder, told what to do by a task: `<CAPTION>`, `<DETAILED_CAPTION>`,
 * `<MORE_DETAILED_CAPTION>` (sentences), `<OCR>` (the words in the picture), `<OD>` (the names of the things in it).
 * The tasks and how each is answered are data of the model's own preprocessor_config.json.
 */
export const florence2: Family = {
  kinds: ["florence2"],
  parts: ["vision_encoder", "embed_tokens", "encoder_model", "decoder_model_merged"],
  mostPictures: 4,
  limits: ({ mostTokens, leastTokens }) => ({ max_length: mostTokens, min_length: leastTokens }),
  // The token that the decoder begins with.
  given: () => 1,
  prepare() {},
  ask: ({ processor, prompt }, pictures) =>
    processor(
      pictures,
      pictures.map(() => prompt),
    ),
  read({ processor, prompt }, { tokens, picture: { width, height } }) {
    // Places of things are special tokens, which the task's reader needs.
    const text = processor.decode(tokens, { skip_special_tokens: false });
    const read = (processor as TaskReader).post_process_generation(text, prompt, [height, width])[prompt];
    return typeof read === "string" ? withoutTokens(read) : namesOf(read);
  },
};

const withoutTokens = (text: string) => text.replace(/<(?:pad|unk|mask|loc_\d+)>/g, " ");

/** Each thing once, in the order in which they were found. */
function namesOf(found: unknown): string {
  const { labels = [] } = (found ?? {}) as { labels?: string[] };
  return [...new Set(labels.map((label) => withoutTokens(label).trim()))].filter(Boolean).join(", ");
}
