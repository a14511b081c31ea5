export interface Box {
  type: string;
  /** Where its content begins. */
  start: number;
}

const headerBytes = 8;
/** Pictures have half a dozen. */
const mostBoxes = 64;
/** A picture made of tiles has a few properties for each kind of them. */
const mostInnerBoxes = 4096;

/** The outermost boxes of an ISO base media file: HEIC, AVIF. Source: ISO/IEC 14496-12, 4.2. */
export function outermostBoxes(bytes: Uint8Array): Box[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const boxes: Box[] = [];
  for (let at = 0; at + headerBytes <= buffer.length && boxes.length < mostBoxes; ) {
    const length = buffer.readUInt32BE(at);
    boxes.push({ type: buffer.toString("latin1", at + 4, at + headerBytes), start: at + headerBytes });
    // 0 is "to the end of the file"; 1 a length of 64 bits, which no picture needs.
    if (length < headerBytes) break;
    at += length;
  }
  return boxes;
}

export interface InnerBox extends Box {
  end: number;
}

/** The boxes that lie one behind the other in a part of a file. */
export function boxesIn(bytes: Uint8Array, start: number, end: number): InnerBox[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const last = Math.min(end, bytes.length);
  const boxes: InnerBox[] = [];
  for (let at = start; at + headerBytes <= last && boxes.length < mostInnerBoxes; ) {
    const length = view.getUint32(at) || last - at;
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + headerBytes));
    if (length < headerBytes || at + length > last) break;
    boxes.push({ type, start: at + headerBytes, end: at + length });
    at += length;
  }
  return boxes;
}

const sequenceBrands = new Set(["avis", "hevc", "hevx", "msf1"]);

/** Whether a HEIC or AVIF file says that it holds a sequence of pictures, and has a box for one. */
export function holdsSequence(bytes: Uint8Array): boolean {
  const [first, ...others] = outermostBoxes(bytes);
  if (first?.type !== "ftyp" || !others.some(({ type }) => type === "moov")) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const brands = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(view.getUint32(0), bytes.length));
  for (let at = headerBytes; at + 4 <= brands.length; at += 4) {
    if (sequenceBrands.has(brands.toString("latin1", at, at + 4))) return true;
  }
  return false;
}
