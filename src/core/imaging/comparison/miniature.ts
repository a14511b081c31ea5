import sharp from "sharp";

/** Lines of writing are a pixel or two apart: not read, but told from other lines. */
const sidePixels = 96;

/** A thumbnail's light squeezed into a small square: uint8 [96, 96]. Undefined where it cannot be read. */
export async function miniatureOf(thumbnail: Uint8Array): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    const pixels = sharp(thumbnail)
      .removeAlpha()
      .resize(sidePixels, sidePixels, { fit: "fill" })
      .toColourspace("b-w")
      .raw();
    return new Uint8Array(await pixels.toBuffer());
  } catch {
    return undefined;
  }
}

/** Mean difference in grey levels, whatever the brightness: orders look-alikes, decides nothing. */
export function miniatureDistance(one: Uint8Array, other: Uint8Array): number {
  const mean = (miniature: Uint8Array) => miniature.reduce((sum, level) => sum + level, 0) / miniature.length;
  const lighter = mean(one) - mean(other);
  let sum = 0;
  for (let at = 0; at < one.length; at++)
    sum += Math.abs((one[at] as number) - (other[at] as number) - lighter);
  return sum / Math.max(1, one.length);
}
