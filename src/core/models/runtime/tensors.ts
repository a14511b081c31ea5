import { type InferenceSession, Tensor } from "onnxruntime-node";
import { ShoeboxError } from "../../errors.ts";

type TensorInfo = InferenceSession.TensorValueMetadata;

function tensorsIn(metadata: readonly InferenceSession.ValueMetadata[]): TensorInfo[] {
  return metadata.filter((one): one is TensorInfo => one.isTensor);
}

export function inputsOf(session: InferenceSession): TensorInfo[] {
  return tensorsIn(session.inputMetadata);
}

export function outputsOf(session: InferenceSession): TensorInfo[] {
  return tensorsIn(session.outputMetadata);
}

export function namesOf(tensors: readonly TensorInfo[]): string {
  return tensors.map(({ name, shape }) => `${name} [${shape.join(", ")}]`).join(", ") || "nothing";
}

/** A tensor's size in one direction where the file fixes it; undefined where any will do. */
export function fixedSize({ shape }: TensorInfo, axis: number): number | undefined {
  const size = shape[axis];
  return typeof size === "number" && size > 0 ? size : undefined;
}

/** In the file's own precision. */
export function floatTensor(type: Tensor.Type, values: Float32Array, shape: readonly number[]): Tensor {
  if (type !== "float16") return new Tensor("float32", values, shape);
  const bits = new Uint16Array(new Float16Array(values).buffer);
  // A Float16Array, which Tensor would make of it, arrives as nothing: github.com/microsoft/onnxruntime/issues/26791.
  return Object.assign(new Tensor("uint16", bits, shape), { type: "float16" as const });
}

/** In the file's own width. */
export function integerTensor(
  type: Tensor.Type,
  values: readonly number[],
  shape: readonly number[],
): Tensor {
  if (type === "int32") return new Tensor("int32", Int32Array.from(values), shape);
  return new Tensor("int64", BigInt64Array.from(values, BigInt), shape);
}

/** A copy in single precision. @throws MODEL_CORRUPT for anything but floats */
export function floatsOf(tensor: Tensor | undefined): Float32Array {
  const data: unknown = tensor?.data;
  if (data instanceof Float32Array || data instanceof Float16Array) return new Float32Array(data);
  // Where float16 is handed out as bits.
  if (data instanceof Uint16Array && tensor?.type === "float16") {
    return new Float32Array(new Float16Array(data.buffer, data.byteOffset, data.length));
  }
  throw unfit(`gives ${tensor?.type ?? "nothing"} where an embedding of floats was expected`);
}

/** A file that loads and yet is not the tower that its description says. */
export function unfit(what: string): ShoeboxError {
  return new ShoeboxError("MODEL_CORRUPT", `The model's file does not fit its description: it ${what}.`);
}
