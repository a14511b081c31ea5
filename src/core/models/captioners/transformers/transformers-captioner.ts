import type { ConfidenceRule } from "../../manifest/schema.ts";
import type { Captioner, Sentence } from "../captioner.ts";
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
    return [{ text, confidence: confidenceOf(answer.meanLogProbability, entry.confidence) }];
  }
}

function confidenceOf(meanLogProbability: number, rule: ConfidenceRule | null): number | null {
  if (!rule) return null;
  return 1 / (1 + Math.exp(-(rule.slope * meanLogProbability + rule.intercept)));
}
