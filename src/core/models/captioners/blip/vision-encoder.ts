import type { InferenceSession, Tensor } from "onnxruntime-node";
import type { ModelInput } from "../../manifest/schema.ts";
import { pixelValuesOf } from "../../processors/pixel-values.ts";
import { loadSession } from "../../runtime/session.ts";
import { fixedSize, floatTensor, inputsOf, namesOf, outputsOf, unfit } from "../../runtime/tensors.ts";

/** What the decoder is told of pictures, by the names of its inputs: each [pictures, ...]. */
export type Seen = Readonly<Record<string, Tensor>>;

export interface VisionEncoder {
  /** @param pixels uint8 [batchSize, height, width, 3] */
  see(pixels: Uint8Array): Promise<Seen>;
  /** Names of what it gives. */
  gives: readonly string[];
  /** Sizes of what it gives, where the file fixes them. */
  shapeOf(name: string): readonly (number | string)[] | undefined;
  close(): Promise<void>;
}

/** The name under which a decoder without keys and values of its own asks for what was seen. */
export const hiddenStates = "encoder_hidden_states";

/** @throws MODEL_MISSING, MODEL_CORRUPT */
export async function loadVisionEncoder(
  path: string,
  input: ModelInput,
  threads: number,
): Promise<VisionEncoder> {
  const session = await loadSession(path, threads);
  const pixelInput = pixelInputOf(session, input);
  const outputs = outputsOf(session);
  const named = new Map(outputs.map((output) => [inputNameOf(output.name), output]));
  return {
    gives: [...named.keys()],
    shapeOf: (name) => named.get(name)?.shape,
    close: () => session.release(),
    async see(pixels) {
      const batchSize = pixels.length / (input.width * input.height * 3);
      const shape = [batchSize, 3, input.height, input.width];
      const feeds = { [pixelInput.name]: floatTensor(pixelInput.type, pixelValuesOf(pixels, input), shape) };
      const given = await session.run(feeds);
      return Object.fromEntries(
        [...named].map(([name, output]) => {
          const tensor = given[output.name] as Tensor;
          if (tensor.dims[0] !== batchSize)
            throw unfit(`gives ${output.name} [${tensor.dims.join(", ")}] for ${batchSize} pictures`);
          return [name, tensor];
        }),
      );
    },
  };
}

function inputNameOf(output: string): string {
  return output === "last_hidden_state" ? hiddenStates : output;
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
