import { z } from "zod";

/** A tensor as it is used: whatever its width in the file, float32. */
export interface Tensor {
  shape: readonly number[];
  values: Float32Array;
}

const headerLengthBytes = 8;

const tensorSchema = z.object({
  dtype: z.enum(["I8", "F16", "F32"]),
  shape: z.array(z.number().int().nonnegative()),
  data_offsets: z.tuple([z.number().int().nonnegative(), z.number().int().nonnegative()]),
});
const headerSchema = z.object({ __metadata__: z.unknown().optional() }).catchall(tensorSchema);

const arrays = { I8: Int8Array, F16: Float16Array, F32: Float32Array };

/**
 * A file of safetensors (https://huggingface.co/docs/safetensors): the length of its header, the header in JSON, the
 * numbers, little-endian.
 * @throws an Error for anything else
 */
export function readTensors(file: Uint8Array): Map<string, Tensor> {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const start = headerLengthBytes + Number(view.getBigUint64(0, true));
  const text = new TextDecoder("utf-8", { fatal: true }).decode(file.subarray(headerLengthBytes, start));
  const { __metadata__: _, ...tensors } = headerSchema.parse(JSON.parse(text));
  const entries = Object.entries(tensors as Record<string, z.infer<typeof tensorSchema>>);
  return new Map(
    entries.map(([name, { dtype, shape, data_offsets: offsets }]) => {
      // A copy of its own: the numbers need not lie where arrays of their width may begin.
      const bytes = new Uint8Array(file.subarray(start + offsets[0], start + offsets[1]));
      const values = new Float32Array(new arrays[dtype](bytes.buffer));
      if (values.length !== shape.reduce((size, side) => size * side, 1)) {
        throw new RangeError(`Expected ${shape.join(" x ")} numbers for ${name} but found ${values.length}.`);
      }
      return [name, { shape, values }];
    }),
  );
}
