import type { InferenceSession, Tensor } from "onnxruntime-node";
import { loadTokenizer, type TokenisedText } from "../tokenizers/load-tokenizer.ts";
import type { EmbeddingModel } from "./embedding-model.ts";
import { embeddingOutputOf, embeddingsIn } from "./embedding-output.ts";
import { loadSession } from "./session.ts";
import { fixedSize, inputsOf, integerTensor, namesOf, unfit } from "./tensors.ts";
import { unitLength } from "./unit-length.ts";

/** Texts -> embeddings in the space of the pictures'. */
export interface TextEmbedder {
  /**
   * @param text a query; the model's template is put around it here
   * @returns float32 [dimensions], of length 1
   */
  embed(text: string): Promise<Float32Array>;
  close(): Promise<void>;
}

/** @throws MODEL_MISSING, MODEL_CORRUPT */
export async function loadTextEmbedder(model: EmbeddingModel, threads: number): Promise<TextEmbedder> {
  const session = await loadSession(model.files.textModel, threads);
  const { dimensions, tensors } = model;
  const inputs = textInputsOf(session, tensors);
  const tokenizer = await loadTokenizer(model, fixedSize(inputs.ids, 1));
  const output = embeddingOutputOf(session, tensors.textEmbedding, dimensions);
  const template = model.text.queryTemplate ?? "{}";
  return {
    async embed(text) {
      const tokens = tokenizer.encode(template.replace("{}", () => text));
      const outputs = await session.run(feedsFor(inputs, tokens), [output]);
      return unitLength(embeddingsIn(outputs[output], 1, dimensions), dimensions);
    },
    close: () => session.release(),
  };
}

type TextInput = ReturnType<typeof inputsOf>[number];

interface TextInputs {
  ids: TextInput;
  /** Many towers that stop at the end token have none. */
  mask: TextInput | undefined;
  /** Which of two texts a token belongs to, as BERT asks: always the first. */
  types: TextInput | undefined;
  positions: TextInput | undefined;
}

/** Those beside the ids have a name of the manifest or a usual one; the ids are what is left. */
function textInputsOf(session: InferenceSession, names: EmbeddingModel["tensors"]): TextInputs {
  const inputs = inputsOf(session);
  const find = (named: string | undefined, usual: RegExp) =>
    inputs.find(({ name }) => name === named) ?? inputs.find(({ name }) => usual.test(name));
  const mask = find(names.attentionMask, /mask/i);
  const types = find(undefined, /token_type|segment/i);
  const positions = find(undefined, /position/i);
  const others = inputs.filter((input) => input !== mask && input !== types && input !== positions);
  const [ids] = others;
  if (ids?.type.startsWith("int") && others.length === 1) return { ids, mask, types, positions };
  throw unfit(`takes ${namesOf(inputs)} where one text was expected`);
}

function feedsFor(
  { ids, mask, types, positions }: TextInputs,
  tokens: TokenisedText,
): Record<string, Tensor> {
  const feeds: Record<string, Tensor> = {};
  const feed = (input: TextInput | undefined, valueAt: (index: number) => number) => {
    if (!input) return;
    const values = tokens.ids.map((_, index) => valueAt(index));
    const shape = input.shape.length === 1 ? [values.length] : [1, values.length];
    feeds[input.name] = integerTensor(input.type, values, shape);
  };
  feed(ids, (index) => tokens.ids[index] as number);
  feed(mask, (index) => (index < tokens.count ? 1 : 0));
  feed(types, () => 0);
  feed(positions, (index) => index);
  return feeds;
}
