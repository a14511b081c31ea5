import { Tensor } from "onnxruntime-node";

/**
 * Rows of a tensor's first direction, in another order, some of them more than once.
 * @param tensor of any type [rows, ...]
 */
export function rowsOfTensor(tensor: Tensor, rows: readonly number[]): Tensor {
  const [count = 0, ...rest] = tensor.dims;
  if (rows.length === count && rows.every((row, place) => row === place)) return tensor;
  const data = tensor.data as Float32Array;
  const length = data.length / count;
  // As long as it has to be, and of the same type: float16 too.
  const gathered = new (data.constructor as Float32ArrayConstructor)(rows.length * length);
  for (const [place, row] of rows.entries()) {
    gathered.set(data.subarray(row * length, (row + 1) * length), place * length);
  }
  return tensorLike(tensor.type, gathered, [rows.length, ...rest]);
}

/** float16 travels as its bits: see `floatTensor`. */
function tensorLike(type: Tensor.Type, data: Float32Array, dims: readonly number[]): Tensor {
  if (type !== "float16") return new Tensor(type, data, dims);
  const { buffer, byteOffset, length } = data;
  return Object.assign(new Tensor("uint16", new Uint16Array(buffer, byteOffset, length), dims), { type });
}
