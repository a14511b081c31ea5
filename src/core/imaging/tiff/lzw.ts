const clearCode = 256;
const endCode = 257;
const mostBits = 12;

/**
 * TIFF's LZW: codes of 9 to 12 bits, the highest bit first, which grow one code early.
 * Source: TIFF 6.0, section 13.
 * @throws where a code names nothing
 */
export function unpackLzw(packed: Uint8Array, length: number): Uint8Array {
  const unpacked = new Uint8Array(length);
  // A string is the one before it and one byte more: where it was written and how long it is tells all.
  const starts = new Int32Array(2 ** mostBits);
  const lengths = new Int32Array(2 ** mostBits);
  let [next, bits, to] = [endCode + 1, 9, 0];
  let [held, heldBits] = [0, 0];
  let last: { start: number; length: number } | undefined;
  for (let at = 0; to < length; ) {
    while (heldBits < bits && at < packed.length) {
      held = ((held << 8) | (packed[at++] as number)) & 0xffffff;
      heldBits += 8;
    }
    if (heldBits < bits) throw new Error("The LZW data end too early: truncated.");
    const code = (held >> (heldBits - bits)) & (2 ** bits - 1);
    heldBits -= bits;
    if (code === endCode) break;
    if (code === clearCode) {
      [next, bits, last] = [endCode + 1, 9, undefined];
      continue;
    }
    const start = to;
    if (code < clearCode) unpacked[to++] = code;
    else if (code < next) to = repeat(unpacked, starts[code] as number, lengths[code] as number, to);
    else if (last && code === next) {
      to = repeat(unpacked, last.start, last.length, to);
      if (to < length) unpacked[to] = unpacked[last.start] as number;
      to++;
    } else throw new Error("The LZW data name a string that is not there.");
    if (last && next < 2 ** mostBits) {
      starts[next] = last.start;
      lengths[next] = last.length + 1;
      next++;
      if (next >= 2 ** bits - 1 && bits < mostBits) bits++;
    }
    last = { start, length: to - start };
  }
  return unpacked;
}

function repeat(bytes: Uint8Array, start: number, length: number, to: number): number {
  bytes.copyWithin(to, start, start + Math.min(length, bytes.length - to));
  return to + length;
}
