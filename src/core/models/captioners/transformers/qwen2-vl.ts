import { answerLimits, answerText, questionLength, questionOf } from "./chat.ts";
import type { Family } from "./family.ts";

/** Qwen2-VL: a chat about pictures of any shape. Its processor takes several pictures for a film: one at a time. */
export const qwen2Vl: Family = {
  kinds: ["qwen2_vl"],
  parts: ["vision_encoder", "embed_tokens", "decoder_model_merged"],
  mostPictures: 1,
  limits: answerLimits,
  given: questionLength,
  prepare() {},
  ask: (asker, pictures) => asker.processor(questionOf(asker), pictures),
  read: answerText,
};
