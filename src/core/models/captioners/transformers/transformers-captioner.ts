import type { Captioner, Sentence } from "../captioner.ts";
import { confidenceOf } from "../confidence.ts";
import { libraryError } from "./library-error.ts";
import { Writer, type WriterParts, type WrittenAnswer } from "./writer.ts";

/** One sentence for each picture, or none where the model has nothing to say. */
export class TransformersCaptioner implements Captioner {
  readonly #parts: WriterParts;
  readonly #writer: Writer;

  constructor(parts: WriterParts) {
    this.#parts = parts;
    this.#writer = new Writer(parts);
  }

  async caption(pixels: Uint8Array): Promise<Sentence[][]> {
    try {
      const answers = await this.#writer.write(pixels);
      return answers.map((answer) => this.#sentencesOf(answer));
    } catch (error) {
      throw libraryError(error, this.#parts.entry.name);
    }
  }

  async close(): Promise<void> {
    await this.#parts.network.dispose();
  }

  #sentencesOf(answer: WrittenAnswer): Sentence[] {
    const { asker, entry, family } = this.#parts;
    const text = family.read(asker, answer).replace(/\s+/gu, " ").trim();
    if (text === "") return [];
    const rule = entry.confidence;
    return [{ text, confidence: rule && confidenceOf(answer.meanLogProbability, rule) }];
  }
}
