import type { TransformersEntry } from "../../manifest/schema.ts";
import type { Answer, Asker, Family } from "./family.ts";
import type { Inputs, Library, Network, Picture } from "./library.ts";
import { Likelihood } from "./likelihood.ts";

export interface WriterParts {
  library: Library;
  entry: TransformersEntry;
  family: Family;
  asker: Asker;
  network: Network;
  /** Tokens that end an answer. */
  ends: readonly number[];
}

/** An answer, and the mean natural logarithm of its tokens' probabilities, its end included. */
export interface WrittenAnswer extends Answer {
  meanLogProbability: number;
}

/** Asks a network about pictures, several in one run. Greedy: the library knows no beams. */
export class Writer {
  readonly #parts: WriterParts;

  constructor(parts: WriterParts) {
    this.#parts = parts;
    parts.family.prepare(parts.asker.processor);
  }

  /** @param pixels uint8 [batchSize, height, width, 3] at the entry's input size */
  async write(pixels: Uint8Array): Promise<WrittenAnswer[]> {
    const { family } = this.#parts;
    const pictures = this.#picturesOf(pixels);
    const answers: WrittenAnswer[] = [];
    for (let start = 0; start < pictures.length; start += family.mostPictures) {
      answers.push(...(await this.#ask(pictures.slice(start, start + family.mostPictures))));
    }
    return answers;
  }

  async #ask(pictures: Picture[]): Promise<WrittenAnswer[]> {
    const { asker, family, network } = this.#parts;
    const inputs = await family.ask(asker, pictures);
    const likelihood = new Likelihood();
    const written = await network.generate({ ...inputs, ...this.#options(likelihood) });
    // int64 [batchSize, length]: a sentence that has ended is written on until the last one ends.
    const rows = (written as Inputs[string]).tolist() as bigint[][];
    return rows.map((row, index) => this.#answerOf(row.slice(family.given(inputs)), index, likelihood));
  }

  #answerOf(said: bigint[], row: number, likelihood: Likelihood): WrittenAnswer {
    const { ends, entry } = this.#parts;
    const end = said.findIndex((token) => ends.includes(Number(token)));
    const isEnded = end >= 0;
    return {
      tokens: isEnded ? said.slice(0, end) : said,
      isEnded,
      picture: { width: entry.input.width, height: entry.input.height },
      meanLogProbability: likelihood.meanOf(row, isEnded ? end + 1 : said.length),
    };
  }

  /** Those of the manifest stand before those of the model's own files. */
  #options(likelihood: Likelihood) {
    const { ends, entry, family, library } = this.#parts;
    const { generation } = entry;
    const watchers = new library.LogitsProcessorList();
    if (entry.confidence) watchers.push(likelihood.watch as unknown as Parameters<typeof watchers.push>[0]);
    return {
      ...family.limits(generation),
      do_sample: false,
      num_beams: 1,
      repetition_penalty: generation.repetitionPenalty,
      no_repeat_ngram_size: generation.noRepeatNgramTokens,
      eos_token_id: [...ends],
      logits_processor: watchers,
    };
  }

  #picturesOf(pixels: Uint8Array): Picture[] {
    const { RawImage } = this.#parts.library;
    const { width, height } = this.#parts.entry.input;
    const bytes = width * height * 3;
    return Array.from({ length: pixels.length / bytes }, (_, index) => {
      return new RawImage(pixels.subarray(index * bytes, (index + 1) * bytes), width, height, 3);
    });
  }
}
