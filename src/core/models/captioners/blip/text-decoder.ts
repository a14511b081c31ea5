import type { InferenceSession, Tensor } from "onnxruntime-node";
import { loadSession } from "../../runtime/session.ts";
import {
  fixedSize,
  floatsOf,
  floatTensor,
  inputsOf,
  integerTensor,
  namesOf,
  outputsOf,
  unfit,
} from "../../runtime/tensors.ts";
import { rowsOfTensor } from "./rows.ts";
import type { Seen, VisionEncoder } from "./vision-encoder.ts";

type TensorInfo = ReturnType<typeof inputsOf>[number];

/** Keys and values of the tokens so far, by the names of the inputs that take them: each [rows, heads, tokens, size]. */
type Past = Readonly<Record<string, Tensor>>;

/** What is known of the rows of sentences that are being written. */
export interface DecoderState {
  /** [rows, ...] */
  seen: Seen;
  /** Empty where the decoder has no cache, and before the first token. */
  past: Past;
}

export interface DecoderStep {
  /** float32 [vocabulary] for each row: scores of the token after the last. */
  logits: Float32Array[];
  past: Past;
}

export interface TextDecoder {
  /** @param rows tokens of sentences of one length, begin first */
  step(rows: readonly (readonly number[])[], state: DecoderState): Promise<DecoderStep>;
  close(): Promise<void>;
}

/** Rows of all of them, in another order, some more than once. */
export function rowsOf(tensors: Readonly<Record<string, Tensor>>, rows: readonly number[]): Past & Seen {
  return Object.fromEntries(
    Object.entries(tensors).map(([name, tensor]) => [name, rowsOfTensor(tensor, rows)]),
  );
}

const pastName = /^past_key_values\./;
const presentOf = (past: string) => past.replace(pastName, "present.");

/**
 * @param encoder whose outputs are this decoder's inputs
 * @param leastVocabulary one more than the largest token that the description names
 * @throws MODEL_MISSING, MODEL_CORRUPT
 */
export async function loadTextDecoder(
  path: string,
  encoder: Pick<VisionEncoder, "gives" | "shapeOf">,
  leastVocabulary: number,
  threads: number,
): Promise<TextDecoder> {
  const session = await loadSession(path, threads);
  const inputs = partsOf(session, encoder);
  const outputs = ["logits", ...inputs.pasts.map(({ name }) => presentOf(name))];
  return {
    close: () => session.release(),
    async step(rows, { seen, past }) {
      const hasPast = Object.keys(past).length > 0;
      const given = hasPast ? rows.map((tokens) => tokens.slice(-1)) : rows;
      const count = rows[0]?.length ?? 0;
      const feeds: Record<string, Tensor> = {
        [inputs.ids.name]: integerTensor(inputs.ids.type, given.flat(), [rows.length, given[0]?.length ?? 0]),
        ...(hasPast ? past : emptyPast(inputs.pasts, rows.length)),
      };
      if (inputs.mask) feeds[inputs.mask.name] = ones(inputs.mask, [rows.length, count]);
      for (const { name } of inputs.seen) feeds[name] = seen[name] as Tensor;
      if (inputs.seenMask) feeds[inputs.seenMask.name] = ones(inputs.seenMask, cellsOf(seen));
      const answer = await session.run(feeds, outputs);
      const presents = inputs.pasts.map(({ name }) => [name, answer[presentOf(name)] as Tensor]);
      return {
        logits: lastLogits(answer.logits, rows.length, leastVocabulary),
        past: Object.fromEntries(presents),
      };
    },
  };
}

interface Parts {
  ids: TensorInfo;
  /** Of tokens; there is nothing to hide. */
  mask: TensorInfo | undefined;
  /** Of what was seen. */
  seenMask: TensorInfo | undefined;
  pasts: readonly TensorInfo[];
  seen: readonly TensorInfo[];
}

function partsOf(session: InferenceSession, encoder: Pick<VisionEncoder, "gives" | "shapeOf">): Parts {
  const inputs = inputsOf(session);
  const find = (wanted: string) => inputs.find(({ name }) => name === wanted);
  const ids = find("input_ids");
  const [mask, seenMask] = [find("attention_mask"), find("encoder_attention_mask")];
  const pasts = inputs.filter(({ name }) => pastName.test(name));
  const seen = inputs.filter(
    (one) => one !== ids && one !== mask && one !== seenMask && !pasts.includes(one),
  );
  if (!ids?.type.startsWith("int")) throw unfit(`takes ${namesOf(inputs)} where a sentence was expected`);
  const given = outputsOf(session).map(({ name }) => name);
  for (const name of ["logits", ...pasts.map((past) => presentOf(past.name))]) {
    if (!given.includes(name)) throw unfit(`gives ${namesOf(outputsOf(session))} and no ${name}`);
  }
  for (const one of seen) refuseOther(one, encoder);
  return { ids, mask, seenMask, pasts, seen };
}

/** What the decoder asks for must be what the encoder gives. */
function refuseOther(input: TensorInfo, encoder: Pick<VisionEncoder, "gives" | "shapeOf">): void {
  const shape = encoder.shapeOf(input.name);
  if (!shape) {
    throw unfit(
      `asks for ${input.name}, and the part that looks at pictures gives ${encoder.gives.join(", ")}`,
    );
  }
  const isOther = shape.some((size, axis) => {
    const wanted = fixedSize(input, axis);
    return typeof size === "number" && size > 0 && wanted !== undefined && wanted !== size;
  });
  if (!isOther && shape.length === input.shape.length) return;
  throw unfit(`takes ${namesOf([input])}, and the part that looks at pictures gives [${shape.join(", ")}]`);
}

function emptyPast(pasts: readonly TensorInfo[], rows: number): Past {
  return Object.fromEntries(
    pasts.map((past) => {
      const shape = [rows, fixedSize(past, 1) ?? 1, 0, fixedSize(past, 3) ?? 1];
      return [past.name, floatTensor(past.type, new Float32Array(), shape)];
    }),
  );
}

function ones({ type }: TensorInfo, [rows = 0, length = 0]: readonly number[]): Tensor {
  return integerTensor(type, new Array<number>(rows * length).fill(1), [rows, length]);
}

/** [rows, cells] of what was seen: [rows, cells, width], or [rows, heads, cells, size]. */
function cellsOf(seen: Seen): number[] {
  const dims = Object.values(seen)[0]?.dims ?? [];
  return [dims[0] ?? 0, dims.at(-2) ?? 0];
}

/** The last position's; each a copy. @param logits float [rows, tokens, vocabulary] */
function lastLogits(logits: Tensor | undefined, rows: number, leastVocabulary: number): Float32Array[] {
  const values = floatsOf(logits);
  const [, length = 0, vocabulary = 0] = logits?.dims ?? [];
  if (values.length !== rows * length * vocabulary || vocabulary < leastVocabulary) {
    const shape = logits?.dims.join(", ");
    throw unfit(`gives scores [${shape}] for ${rows} sentences and at least ${leastVocabulary} words`);
  }
  return Array.from({ length: rows }, (_, row) => {
    const end = (row + 1) * length * vocabulary;
    return values.slice(end - vocabulary, end);
  });
}
