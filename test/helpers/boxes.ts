/** A box of an ISO base media file (ISO/IEC 14496-12, 4.2), as MP4, HEIC, JPEG XL and CR3 are made of. */
export function box(type: string, ...content: Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + body.length);
  head.write(type, 4, "latin1");
  return Buffer.concat([head, body]);
}
