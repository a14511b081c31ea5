import type { GenerationRules } from "../../manifest/schema.ts";
import type { Inputs, Picture, Processor } from "./library.ts";

/** What a model is asked with, and in whose words. */
export interface Asker {
  processor: Processor;
  /** A Jinja template that lies beside the tokenizer instead of in its configuration; null where there is none. */
  chatTemplate: string | null;
  /** A task's name, or a question. */
  prompt: string;
}

/** What an answer is read with. */
export interface Answer {
  /** int64, without what the model was given and without the token that ends it. */
  tokens: bigint[];
  /** The model said that it is done; else it was stopped. */
  isEnded: boolean;
  picture: { width: number; height: number };
}

/** How the models of one architecture are asked about pictures, and how their answers are read. */
export interface Family {
  /** `model_type` in its configuration. */
  kinds: readonly string[];
  /** Its ONNX files, without ".onnx" and the name of their dtype. */
  parts: readonly string[];
  /** In one run: a decoder that reads its weights once for all of them is quicker. */
  mostPictures: number;
  /** The generator's limits, as options of the library's `generate`. */
  limits(rules: GenerationRules): Record<string, number>;
  /** Tokens that stand before the answer in what `generate` gives back. */
  given(inputs: Inputs): number;
  /** Sets the processor right once, before the first picture. */
  prepare(processor: Processor): void;
  /** All are of one size, with the same question. */
  ask(asker: Asker, pictures: Picture[]): Promise<Inputs>;
  read(asker: Asker, answer: Answer): string;
}
