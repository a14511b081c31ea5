import type { InferenceSession } from "onnxruntime-node";
import { fixedSize, inputsOf, namesOf, outputsOf, unfit } from "../../runtime/tensors.ts";
import { hiddenStates, type VisionEncoder } from "./vision-encoder.ts";

export type TensorInfo = ReturnType<typeof inputsOf>[number];

/** What a decoder takes and gives. Names are hints: what is published calls things this way and that. */
export interface DecoderTensors {
  ids: TensorInfo;
  /** Of tokens; there is nothing to hide. */
  mask: TensorInfo | undefined;
  /** Of what was seen. */
  seenMask: TensorInfo | undefined;
  /** Keys and values of the tokens before: float [rows, heads, tokens, size] each. */
  pasts: readonly Cached[];
  /** Each with the name of what the encoder gives. */
  seen: readonly { input: TensorInfo; name: string }[];
  /** Name of float [rows, tokens, vocabulary]. */
  logits: string;
}

interface Cached {
  input: TensorInfo;
  /** Name of the output that has the new tokens' too. */
  present: string;
  heads: number;
  size: number;
}

type Encoder = Pick<VisionEncoder, "gives" | "shapeOf">;

const pastName = /^past_key_values\./;

/** @throws MODEL_CORRUPT */
export function decoderTensorsOf(session: InferenceSession, encoder: Encoder): DecoderTensors {
  const inputs = inputsOf(session);
  const outputs = outputsOf(session);
  const masks = inputs.filter(({ name }) => /mask/i.test(name));
  const seenMask = masks.find(({ name }) => /encoder|image|cross/i.test(name));
  const pasts = inputs.filter(({ name }) => pastName.test(name));
  const others = inputs.filter((one) => !masks.includes(one) && !pasts.includes(one));
  const ids = others.find(({ type }) => type.startsWith("int"));
  if (!ids) throw unfit(`takes ${namesOf(inputs)} where a sentence was expected`);
  const logits =
    outputs.find(({ name }) => name === "logits") ?? outputs.find(({ shape }) => shape.length === 3);
  if (!logits) throw unfit(`gives ${namesOf(outputs)} where scores of words were expected`);
  return {
    ids,
    mask: masks.find((one) => one !== seenMask),
    seenMask,
    pasts: pasts.map((past) => cachedOf(past, outputs)),
    seen: others.filter((one) => one !== ids).map((input) => ({ input, name: seenNameOf(input, encoder) })),
    logits: logits.name,
  };
}

function cachedOf(input: TensorInfo, outputs: readonly TensorInfo[]): Cached {
  const present = input.name.replace(pastName, "present.");
  const [heads, size] = [fixedSize(input, 1), fixedSize(input, 3)];
  if (outputs.every(({ name }) => name !== present))
    throw unfit(`gives ${namesOf(outputs)} and no ${present}`);
  if (heads !== undefined && size !== undefined) return { input, present, heads, size };
  throw unfit(`takes ${namesOf([input])} and does not say of how many heads of which size`);
}

/** What the decoder asks for must be what the encoder gives. */
function seenNameOf(input: TensorInfo, encoder: Encoder): string {
  const isHiddenStates = input.shape.length === 3 && !encoder.gives.includes(input.name);
  const name = isHiddenStates ? hiddenStates : input.name;
  const shape = encoder.shapeOf(name);
  const asks = `asks for ${namesOf([input])}, and the part that looks at pictures gives`;
  if (!shape) throw unfit(`${asks} ${encoder.gives.join(", ")}`);
  const isOther = shape.some((size, axis) => {
    const wanted = fixedSize(input, axis);
    return typeof size === "number" && size > 0 && wanted !== undefined && wanted !== size;
  });
  if (!isOther && shape.length === input.shape.length) return name;
  throw unfit(`${asks} ${name} [${shape.join(", ")}]`);
}
