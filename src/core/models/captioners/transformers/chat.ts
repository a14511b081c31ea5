import type { GenerationRules } from "../../manifest/schema.ts";
import type { Answer, Asker } from "./family.ts";
import type { Inputs } from "./library.ts";

/** One question about one picture, as the model's own template puts it, up to where its answer begins. */
export function questionOf({ processor, chatTemplate, prompt }: Asker): string {
  const content = [{ type: "image" }, { type: "text", text: prompt }];
  return processor.apply_chat_template([{ role: "user", content }], {
    tokenize: false,
    add_generation_prompt: true,
    ...(chatTemplate === null ? {} : { chat_template: chatTemplate }),
  }) as unknown as string;
}

/** `generate` gives back the question, and the answer behind it. */
export const questionLength = ({ input_ids }: Inputs): number => input_ids?.dims[1] ?? 0;

/** Of the answer alone: a question with its picture is hundreds of tokens. */
export const answerLimits = ({ mostTokens, leastTokens }: GenerationRules) => ({
  max_new_tokens: mostTokens,
  min_new_tokens: leastTokens,
});

/** An answer that was stopped ends with its last whole sentence, if it has one. */
export function answerText({ processor }: Asker, { tokens, isEnded }: Answer): string {
  const text = processor.decode(tokens, { skip_special_tokens: true });
  return isEnded ? text : (/^.*[.!?](?=\s|$)/s.exec(text)?.[0] ?? text);
}
