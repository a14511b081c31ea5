import type { ConfidenceRule, TransformersEntry } from "../../manifest/schema.ts";
import type { Captioner, Sentence } from "../captioner.ts";
import type { Answer, Asker, Family } from "./family.ts";
import type { Library, Network, Picture } from "./library.ts";
import { libraryError } from "./library-error.ts";
import { Likelihood } from "./likelihood.ts";

export interface TransformersParts {
  library: Library;
  entry: TransformersEntry;
  family: Family;
  asker: Asker;
  network: Network;
  /** Tokens that end an answer. */
  ends: readonly number[];
}

/** One picture's answer, as the network gave it. */
interface RawAnswer extends Answer {
  meanLogProbability: number;
}

/** Greedy: the library knows no beams. */
export class TransformersCaptioner implements Captioner {
  readonly #parts: TransformersParts;

  constructor(parts: TransformersParts) {
    this.#parts = parts;
    parts.family.prepare(parts.asker.processor);
  }

  async caption(pixels: Uint8Array): Promise<Sentence[][]> {
    const { entry, family } = this.#parts;
    const pictures = this.#pictures(pixels);
    const sentences: Sentence[][] = [];
    try {
      for (let start = 0; start < pictures.length; start += family.mostPictures) {
        const answers = await this.#answer(pictures.slice(start, start + family.mostPictures));
        sentences.push(...answers.map((answer) => this.#sentencesOf(answer)));
      }
    } catch (error) {
      throw libraryError(error, entry.name);
    }
    return sentences;
  }

  async close(): Promise<void> {
    await this.#parts.network.dispose();
  }

  #pictures(pixels: Uint8Array): Picture[] {
    const { RawImage } = this.#parts.library;
    const { width, height } = this.#parts.entry.input;
    const bytes = width * height * 3;
    return Array.from({ length: pixels.length / bytes }, (_, index) => {
      return new RawImage(pixels.subarray(index * bytes, (index + 1) * bytes), width, height, 3);
    });
  }

  async #answer(pictures: Picture[]): Promise<RawAnswer[]> {
    const { asker, ends, entry, family, library, network } = this.#parts;
    const inputs = await family.ask(asker, pictures);
    const likelihood = new Likelihood();
    const watchers = new library.LogitsProcessorList();
    if (entry.confidence) watchers.push(likelihood.watch as unknown as (typeof watchers.processors)[number]);
    const written = await network.generate({
      ...inputs,
      ...this.#rules(),
      eos_token_id: [...ends],
      logits_processor: watchers,
    });
    // int64 [batchSize, length]; one row goes on until the last one ends.
    const rows = (written as InstanceType<Library["Tensor"]>).tolist() as bigint[][];
    const given = family.given(inputs);
    const { width, height } = entry.input;
    return rows.map((row, index) => {
      const said = row.slice(given);
      const end = said.findIndex((token) => ends.includes(Number(token)));
      const isEnded = end >= 0;
      const steps = isEnded ? end + 1 : said.length;
      return {
        tokens: isEnded ? said.slice(0, end) : said,
        isEnded,
        picture: { width, height },
        meanLogProbability: likelihood.meanOf(index, steps),
      };
    });
  }

  /** Those of the manifest stand before those of the model's own files. */
  #rules() {
    const { entry, family } = this.#parts;
    return {
      ...family.limits(entry.generation),
      do_sample: false,
      num_beams: 1,
      repetition_penalty: entry.generation.repetitionPenalty,
      no_repeat_ngram_size: entry.generation.noRepeatNgramTokens,
    };
  }

  #sentencesOf(answer: RawAnswer): Sentence[] {
    const { asker, entry, family } = this.#parts;
    const text = family.read(asker, answer).replace(/\s+/gu, " ").trim();
    if (text === "") return [];
    return [{ text, confidence: confidenceOf(answer.meanLogProbability, entry.confidence) }];
  }
}

function confidenceOf(meanLogProbability: number, rule: ConfidenceRule | null): number | null {
  if (!rule) return null;
  return 1 / (1 + Math.exp(-(rule.slope * meanLogProbability + rule.intercept)));
}
