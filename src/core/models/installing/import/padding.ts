import { z } from "zod";
import { readSourceJson } from "./read-source.ts";

const tokenSchema = z.union([
  z.string(),
  z.object({ content: z.string() }).transform(({ content }) => content),
]);

const tokenizerConfigSchema = z.object({
  pad_token: tokenSchema.nullish(),
  do_lower_case: z.boolean().nullish(),
});

/** The parts of tokenizer_config.json that tokenizer.json does not say; none where there is no such file. */
export async function readTokenizerConfig(
  directory: string,
  name: string | undefined,
): Promise<z.output<typeof tokenizerConfigSchema>> {
  return name === undefined ? {} : readSourceJson(directory, name, tokenizerConfigSchema);
}

const tokenizerSchema = z.object({
  padding: z.object({ pad_id: z.number().int().nonnegative() }).nullish(),
  added_tokens: z.array(z.object({ id: z.number().int(), content: z.string() })).default([]),
  model: z.object({
    vocab: z
      .union([z.record(z.string(), z.number().int()), z.array(z.tuple([z.string(), z.number()]))])
      .default({}),
  }),
});

/** The id that fills a text up to its full length: of the named token, else as the tokenizer pads by itself, else 0. */
export async function padIdOf(
  directory: string,
  tokenizerName: string,
  padToken: string | null | undefined,
): Promise<number> {
  // CLIP's bare list of merges pads with the first of its letters, as OpenAI's own tokenizer does.
  if (!tokenizerName.endsWith(".json")) return 0;
  const tokenizer = await readSourceJson(directory, tokenizerName, tokenizerSchema);
  const named = typeof padToken === "string" ? idOf(tokenizer, padToken) : undefined;
  return named ?? tokenizer.padding?.pad_id ?? 0;
}

function idOf({ added_tokens, model }: z.output<typeof tokenizerSchema>, token: string): number | undefined {
  const added = added_tokens.find(({ content }) => content === token)?.id;
  if (added !== undefined) return added;
  if (!Array.isArray(model.vocab)) return model.vocab[token];
  // Of SentencePiece's unigrams the id is the place in the list.
  const place = model.vocab.findIndex(([piece]) => piece === token);
  return place < 0 ? undefined : place;
}
