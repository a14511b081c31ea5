/** float32 -> the bytes of float16, little-endian, as the catalog keeps vectors (half the size; cosines differ by under 0.001). */
export function toHalfFloats(vector: Float32Array): Uint8Array {
  return new Uint8Array(new Float16Array(vector).buffer);
}

/** The inverse; the bytes may lie anywhere in their buffer. */
export function fromHalfFloats(bytes: Uint8Array): Float32Array {
  const aligned = bytes.byteOffset % 2 === 0 ? bytes : bytes.slice();
  return new Float32Array(new Float16Array(aligned.buffer, aligned.byteOffset, aligned.byteLength / 2));
}
