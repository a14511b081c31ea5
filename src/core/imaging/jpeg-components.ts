const mostSegments = 512;
const startOfScan = 0xda;
/** Among the markers of frames, these are of tables. */
const noFrames = [0xc4, 0xc8, 0xcc];

/** 1 for grey, 3 for colours, 4 for CMYK; 0 where there is no frame. Source: ITU-T T.81, annex B. */
export function jpegComponents(file: Uint8Array): number {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  for (let at = 2, segment = 0; segment < mostSegments && at + 10 <= bytes.length; segment++) {
    const marker = bytes[at + 1] as number;
    if (bytes[at] !== 0xff || marker === startOfScan) break;
    if (marker >= 0xc0 && marker <= 0xcf && !noFrames.includes(marker)) return bytes[at + 9] as number;
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return 0;
}
