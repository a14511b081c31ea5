import type { Tokenizer } from "@huggingface/tokenizers";
import { isShoeboxError, ShoeboxError } from "../../../errors.ts";
import type { BlipEntry } from "../../manifest/schema.ts";
import { readTokenizer } from "../../tokenizers/read-tokenizer.ts";
import { type CaptioningModel, captionerFile, requiredCaptionerFile } from "../captioner.ts";
import { BeamSearch } from "./beam-search.ts";
import { loadEvidence } from "./evidence.ts";
import { GreedySearch } from "./greedy-search.ts";
import { scoreRulesOf } from "./rules.ts";
import type { Hypothesis, Search } from "./search.ts";
import { loadTextDecoder } from "./text-decoder.ts";
import { loadVisionEncoder, type Seen } from "./vision-encoder.ts";
import { writeSentences } from "./write-sentences.ts";

/** Of what the decoder is told of pictures, once for each beam: BLIP base takes 128 MB for one picture and 3 beams. */
const mostSeenBytes = 512e6;

/** Pictures -> tokens, and tokens -> words. */
export interface BlipWriter {
  /**
   * @param pixels uint8 [batchSize, height, width, 3]
   * @returns of each picture the best first; one where there are no beams
   * @throws MODEL_CORRUPT
   */
  write(pixels: Uint8Array): Promise<Hypothesis[][]>;
  /** Without what every sentence begins with. */
  textOf(hypothesis: Hypothesis): string;
  /** What tells how sure it is: see `ConfidenceRule.of`. Natural logarithm of a probability. */
  evidenceOf(hypothesis: Hypothesis): number;
  close(): Promise<void>;
}

/** @throws MODEL_MISSING, MODEL_CORRUPT */
export async function loadBlipWriter(
  model: CaptioningModel & { entry: BlipEntry },
  threads: number,
): Promise<BlipWriter> {
  const { entry } = model;
  const { tokens, input } = entry;
  const tokenizer = await readTokenizer({
    tokenizer: requiredCaptionerFile(model, "tokenizer"),
    tokenizerConfig: captionerFile(model, "tokenizerConfig"),
  });
  const begin = beginningOf(entry, tokenizer);
  const newSearch = searchesOf(entry, begin);
  const evidenceOf = await loadEvidence(model, begin.length);
  const encoder = await loadVisionEncoder(requiredCaptionerFile(model, "visionModel"), input, threads);
  const path = requiredCaptionerFile(model, "textDecoder");
  const leastVocabulary = Math.max(...begin, tokens.end, tokens.padding) + 1;
  const decoder = await loadTextDecoder(path, encoder, leastVocabulary, threads);
  const bytesEach = input.width * input.height * 3;
  return {
    async write(pixels) {
      try {
        const seen = await encoder.see(pixels, decoder.asksFor);
        const written: Hypothesis[][] = [];
        for (const pictures of together(pixels.length / bytesEach, seen, entry.generation.beams)) {
          written.push(...(await writeSentences(decoder, seen, pictures, newSearch)));
        }
        return written;
      } catch (error) {
        throw asModelError(error, entry);
      }
    },
    textOf({ tokens: said }) {
      const isWord = (token: number) => token !== tokens.end && token !== tokens.padding;
      const words = said.slice(begin.length).filter(isWord);
      // The tokeniser takes no nothing.
      if (words.length === 0) return "";
      return tokenizer.decode(words, { skip_special_tokens: true }).replace(/\s+/gu, " ").trim();
    },
    evidenceOf,
    close: async () => {
      await Promise.all([encoder.close(), decoder.close()]);
    },
  };
}

/**
 * Begin, then the prompt: as `BlipForConditionalGeneration.generate` makes it of a tokenised prompt, whose first token it
 * replaces and whose last one it drops.
 */
function beginningOf({ name, tokens, generation }: BlipEntry, tokenizer: Tokenizer): number[] {
  const { prompt, mostTokens } = generation;
  const words = prompt === "" ? [] : tokenizer.encode(prompt, { add_special_tokens: false }).ids;
  if (words.length + 1 < mostTokens) return [tokens.begin, ...words];
  const length = `take ${words.length + 1} of at most ${mostTokens} tokens`;
  throw new ShoeboxError("MODEL_CORRUPT", `The words that every sentence of ${name} begins with ${length}.`);
}

function searchesOf({ generation, tokens }: BlipEntry, begin: readonly number[]): () => Search {
  const { mostTokens, beams, lengthPenalty } = generation;
  const rules = { begin, endToken: tokens.end, mostTokens, rules: scoreRulesOf(generation, tokens.end) };
  if (beams === 1) return () => new GreedySearch(rules);
  return () => new BeamSearch({ ...rules, beams, lengthPenalty });
}

/** Numbers of pictures, as many together as memory bears. */
function together(count: number, seen: Seen, beams: number): number[][] {
  const bytes = Object.values(seen).reduce((sum, { data }) => sum + (data as Uint8Array).byteLength, 0);
  const bytesEach = Math.max(1, (bytes / count) * beams);
  const atOnce = Math.max(1, Math.floor(mostSeenBytes / bytesEach));
  const numbers = Array.from({ length: count }, (_, number) => number);
  return Array.from({ length: Math.ceil(count / atOnce) }, (_, part) =>
    numbers.slice(part * atOnce, (part + 1) * atOnce),
  );
}

/** ONNX Runtime says in its own words what a file asks for that cannot be done. */
function asModelError(error: unknown, { name }: BlipEntry): ShoeboxError {
  if (isShoeboxError(error)) return error;
  const message = `The model ${name} fails at its work: ${error instanceof Error ? error.message : String(error)}`;
  return new ShoeboxError("MODEL_CORRUPT", message, { cause: error });
}
