import type { Tensor } from "onnxruntime-node";
import { loadSession } from "../../runtime/session.ts";
import { floatsOf, floatTensor, integerTensor, unfit } from "../../runtime/tensors.ts";
import { type DecoderTensors, decoderTensorsOf, type TensorInfo } from "./decoder-tensors.ts";
import { rowsOfTensor } from "./rows.ts";
import type { Seen, VisionEncoder } from "./vision-encoder.ts";

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
  /** Names of what it needs of what the encoder gives. */
  asksFor: readonly string[];
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
  const tensors = decoderTensorsOf(session, encoder);
  const { ids, mask, seenMask, pasts } = tensors;
  const outputs = [tensors.logits, ...pasts.map(({ present }) => present)];
  return {
    asksFor: tensors.seen.map(({ name }) => name),
    close: () => session.release(),
    async step(rows, { seen, past }) {
      const hasPast = Object.keys(past).length > 0;
      const given = hasPast ? rows.map((tokens) => tokens.slice(-1)) : rows;
      const feeds: Record<string, Tensor> = {
        [ids.name]: integerTensor(ids.type, given.flat(), [rows.length, given[0]?.length ?? 0]),
        ...(hasPast ? past : emptyPast(pasts, rows.length)),
      };
      for (const { input, name } of tensors.seen) feeds[input.name] = seen[name] as Tensor;
      if (mask) feeds[mask.name] = ones(mask, [rows.length, rows[0]?.length ?? 0]);
      if (seenMask) feeds[seenMask.name] = ones(seenMask, [rows.length, cellsOf(seen)]);
      const answer = await session.run(feeds, outputs);
      const kept = pasts.map(({ input, present }) => [input.name, answer[present] as Tensor]);
      return {
        logits: lastLogits(answer[tensors.logits], rows.length, leastVocabulary),
        past: Object.fromEntries(kept),
      };
    },
  };
}

function emptyPast(pasts: DecoderTensors["pasts"], rows: number): Past {
  return Object.fromEntries(
    pasts.map(({ input, heads, size }) => {
      return [input.name, floatTensor(input.type, new Float32Array(), [rows, heads, 0, size])];
    }),
  );
}

function ones({ type }: TensorInfo, [rows = 0, length = 0]: readonly number[]): Tensor {
  return integerTensor(type, new Array<number>(rows * length).fill(1), [rows, length]);
}

/** Of what was seen: [rows, cells, width], or [rows, heads, cells, size]. */
function cellsOf(seen: Seen): number {
  return Object.values(seen)[0]?.dims.at(-2) ?? 0;
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
