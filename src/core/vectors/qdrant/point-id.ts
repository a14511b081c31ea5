/**
 * The id of a photo's point: a UUID of version 8 (RFC 9562, section 5.8) whose 122 free bits are those of the first 16
 * bytes of the SHA-256 of the photo's bytes. Every machine that holds the same bytes meets the same point.
 * @param sha256 in hexadecimal
 */
export function pointIdOf(sha256: string): string {
  const bytes = Buffer.from(sha256, "hex").subarray(0, 16);
  if (bytes.length < 16) throw new TypeError(`Expected a SHA-256 in hexadecimal but received ${sha256}.`);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
