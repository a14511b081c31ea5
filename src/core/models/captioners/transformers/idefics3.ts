import { answerLimits, answerText, questionLength, questionOf } from "./chat.ts";
import type { Family } from "./family.ts";

/** Idefics3, of which SmolVLM's models are: a chat about pictures; whole, not cut into tiles, which cost 16 times as much. */
export const idefics3: Family = {
  kinds: ["idefics3", "smolvlm"],
  parts: ["vision_encoder", "embed_tokens", "decoder_model_merged"],
  mostPictures: 4,
  limits: answerLimits,
  given: questionLength,
  prepare({ image_processor }) {
    // Pictures come in the tower's size; the processor would blow them up to 2048 pixels first.
    if (image_processor) image_processor.do_resize = false;
  },
  ask(asker, pictures) {
    const question = questionOf(asker);
    return asker.processor(
      pictures.map(() => question),
      pictures.map((picture) => [picture]),
      { do_image_splitting: false },
    );
  },
  read: answerText,
};
