import type { InferenceSession, Tensor } from "onnxruntime-node";
import type { ModelInput } from "../../manifest/schema.ts";
import { pixelValuesOf } from "../../processors/pixel-values.ts";
import { loadSession } from "../../runtime/session.ts";
import { fixedSize, floatTensor, inputsOf, namesOf, outputsOf, unfit } from "../../runtime/tensors.ts";

/** What the decoder is told of pictures, by the names of its inputs: each [pictures, ...]. */
export type Seen = Readonly<Record<string, Tensor>>;

export interface VisionEncoder {
  /**
   * @param pixels uint8 [batchSize, height, width, 3]
   * @param names of what is wanted of what it gives
   */
  see(pixels: Uint8Array, names: readonly string[]): Promise<Seen>;
  /** Names of what it gives. */
  gives: readonly string[];
  /** Sizes of what it gives, where the file fixes them. */
  shapeOf(name: string): readonly (number | string)[] | undefined;
  close(): Promise<void>;
}

/** What is seen, float [pictures, cells, width], whatever the file calls it. */
export const hiddenStates = "encoder_hidden_states";

/** @throws MODEL_MISSING, MODEL_CORRUPT */
export async function loadVisionEncoder(
  path: string,
  input: ModelInput,
  threads: number,
): Promise<VisionEncoder> {
  const session = await loadSession(path, threads);
  const pixelInput = pixelInputOf(session, input);
  const outputs = namedOutputsOf(session);
  return {
    gives: [...outputs.keys()],
    shapeOf: (name) => outputs.get(name)?.shape,
    close: () => session.release(),
    async see(pixels, names) {
      const batchSize = pixels.length / (input.width * input.height * 3);
      const shape = [batchSize, 3, input.height, input.width];
      const feeds = { [pixelInput.name]: floatTensor(pixelInput.type, pixelValuesOf(pixels, input), shape) };
      const wanted = names.map((name) => [name, outputs.get(name)?.name ?? name] as const);
      const given = await session.run(feeds, [...new Set(wanted.map(([, own]) => own))]);
      return Object.fromEntries(
        wanted.map(([name, own]) => [name, ofBatch(given[own] as Tensor, batchSize)]),
      );
    },
  };
}

function ofBatch(tensor: Tensor, batchSize: number): Tensor {
  if (tensor.dims[0] === batchSize) return tensor;
  throw unfit(`gives [${tensor.dims.join(", ")}] for ${batchSize} pictures`);
}

/** By their names, and the hidden states by ours. */
function namedOutputsOf(session: InferenceSession) {
  const outputs = outputsOf(session);
  const named = new Map(outputs.map((output) => [output.name, output]));
  const hidden = named.get("last_hidden_state") ?? outputs.find(({ shape }) => shape.length === 3);
  if (hidden && !named.has(hiddenStates)) named.set(hiddenStates, hidden);
  return named;
}

function pixelInputOf(session: InferenceSession, input: ModelInput) {
  const inputs = inputsOf(session);
  const [found] = inputs;
  if (!found?.type.startsWith("float") || found.shape.length !== 4 || inputs.length > 1) {
    throw unfit(`takes ${namesOf(inputs)} where one picture was expected`);
  }
  const [height, width] = [fixedSize(found, 2) ?? input.height, fixedSize(found, 3) ?? input.width];
  if (height === input.height && width === input.width) return found;
  throw unfit(`takes pictures of ${width} x ${height} instead of ${input.width} x ${input.height}`);
}
