import { z } from "zod";
import type { GenerationRules } from "../../manifest/schema.ts";
import { firstThere, readSourceJson } from "./read-source.ts";

const positive = z.number().int().positive();

/** Of Hugging Face's GenerationConfig, and the words that a sentence begins with or a model is asked. */
const rulesSchema = z.object({
  prompt: z.string().nullish(),
  max_length: positive.nullish(),
  max_new_tokens: positive.nullish(),
  min_length: z.number().int().nonnegative().nullish(),
  num_beams: positive.nullish(),
  repetition_penalty: z.number().positive().nullish(),
  no_repeat_ngram_size: z.number().int().nonnegative().nullish(),
  length_penalty: z.number().nullish(),
});

/** Of the manifest's schema. */
const longestCaptionTokens = 1024;

type Named = Partial<GenerationRules> & Pick<GenerationRules, "mostTokens">;

/**
 * How a folder's model is to write: what generation_config.json says, else `otherwise`, else as `generate` does by itself.
 * @throws MODEL_CORRUPT
 */
export async function readGenerationRules(directory: string, otherwise: Named): Promise<GenerationRules> {
  const name = await firstThere(directory, ["generation_config.json"]);
  const rules = name === undefined ? {} : await readSourceJson(directory, name, rulesSchema);
  // What the begin and the prompt take is not counted in max_new_tokens: a token or two.
  const mostTokens = rules.max_length ?? (rules.max_new_tokens && rules.max_new_tokens + 1);
  return {
    prompt: rules.prompt ?? otherwise.prompt ?? "",
    // Some allow more than any caption has, up to all that the model can hold.
    mostTokens: Math.min(mostTokens ?? otherwise.mostTokens, longestCaptionTokens),
    leastTokens: rules.min_length ?? otherwise.leastTokens ?? 0,
    beams: rules.num_beams ?? otherwise.beams ?? 1,
    repetitionPenalty: rules.repetition_penalty ?? otherwise.repetitionPenalty ?? 1,
    noRepeatNgramTokens: rules.no_repeat_ngram_size ?? otherwise.noRepeatNgramTokens ?? 0,
    lengthPenalty: rules.length_penalty ?? otherwise.lengthPenalty ?? 1,
  };
}
