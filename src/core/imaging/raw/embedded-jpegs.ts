/** A JPEG that lies inside another file. */
export interface EmbeddedJpeg {
  start: number;
  width: number;
  height: number;
}

const startOfImage = Buffer.of(0xff, 0xd8, 0xff);
/** Sensor data hold the three bytes by chance, once in 16 MB: these many are looked at. */
const mostCandidates = 4096;

/**
 * The JPEGs inside a camera's file, the largest first. Every maker keeps its previews elsewhere (directories, maker
 * notes, boxes), but all of them are JPEGs, and a JPEG tells itself: two markers, then segments that lead to a frame
 * header. Lossless frames are the sensor's own data and are left out.
 * Source: ITU-T T.81, annex B.
 */
export function embeddedJpegs(bytes: Uint8Array): EmbeddedJpeg[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found: EmbeddedJpeg[] = [];
  let at = buffer.indexOf(startOfImage);
  for (let looked = 0; at !== -1 && looked < mostCandidates; looked++) {
    const size = frameSizeAt(buffer, at);
    if (size) found.push({ start: at, ...size });
    at = buffer.indexOf(startOfImage, at + 3);
  }
  return found.sort((one, other) => other.width * other.height - one.width * one.height);
}

const most = 512;

/** Follows the segments to the frame header; undefined where they lead elsewhere. */
function frameSizeAt(buffer: Buffer, start: number): { width: number; height: number } | undefined {
  let at = start + 2;
  for (let segment = 0; segment < most && at + 9 < buffer.length; segment++) {
    if (buffer[at] !== 0xff) return undefined;
    const marker = buffer[at + 1] ?? 0;
    if (marker === 0xff) {
      at++;
      continue;
    }
    // Baseline, extended and progressive frames: what every decoder reads.
    if (marker >= 0xc0 && marker <= 0xc2) {
      const [height, width] = [buffer.readUInt16BE(at + 5), buffer.readUInt16BE(at + 7)];
      const components = buffer[at + 9] ?? 0;
      const isPicture = buffer[at + 4] === 8 && (components === 1 || components === 3) && width * height > 0;
      return isPicture ? { width, height } : undefined;
    }
    const isHeader = marker === 0xc4 || marker === 0xcc || (marker >= 0xdb && marker <= 0xfe);
    if (!isHeader) return undefined;
    at += 2 + buffer.readUInt16BE(at + 2);
  }
  return undefined;
}
