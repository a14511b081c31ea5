export interface PngChunk {
  type: string;
  data: Uint8Array;
}

const signatureBytes = 8;
const frameBytes = 12;

/** The chunks of a PNG that stand before its picture, as far as they are there. Source: PNG, third edition, 5.3. */
export function* headChunks(bytes: Uint8Array): Generator<PngChunk> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = signatureBytes; at + frameBytes <= bytes.length; ) {
    const length = view.getUint32(at);
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (type === "IDAT" || at + frameBytes + length > bytes.length) return;
    yield { type, data: bytes.subarray(at + 8, at + 8 + length) };
    at += frameBytes + length;
  }
}

/** Whether a PNG has more frames than one (APNG). */
export function isAnimatedPng(bytes: Uint8Array): boolean {
  for (const { type, data } of headChunks(bytes)) {
    if (type === "acTL" && data.length >= 8) {
      return new DataView(data.buffer, data.byteOffset).getUint32(0) > 1;
    }
  }
  return false;
}
