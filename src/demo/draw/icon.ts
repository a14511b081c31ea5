import sharp from "sharp";
import { type ColourName, repaint, toHsl } from "../colour.ts";

type Hsl = ReturnType<typeof toHsl>;

const hexColour = /#[0-9a-f]{6}\b|#[0-9a-f]{3}\b/gi;
const sampleSizePixels = 48;
const hueBins = 24;

/** The colour that covers most of a drawing, greys left out; undefined for a grey one. */
async function mainColourOf(body: string): Promise<Hsl | undefined> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${sampleSizePixels}" height="${sampleSizePixels}" viewBox="0 0 128 128">${body}</svg>`;
  const pixels = await sharp(Buffer.from(svg)).ensureAlpha().raw().toBuffer();
  const bins = Array.from({ length: hueBins }, () => ({
    count: 0,
    sums: [0, 0, 0] as [number, number, number],
  }));
  for (let offset = 0; offset < pixels.length; offset += 4) {
    if ((pixels[offset + 3] ?? 0) < 128) continue;
    const rgb = [pixels[offset] ?? 0, pixels[offset + 1] ?? 0, pixels[offset + 2] ?? 0] as const;
    const [hue, saturation, lightness] = toHsl(rgb);
    if (saturation < 0.25 || lightness < 0.12 || lightness > 0.93) continue;
    const bin = bins[Math.floor((hue / 360) * hueBins) % hueBins];
    if (!bin) continue;
    bin.count += 1;
    for (const channel of [0, 1, 2] as const) bin.sums[channel] += rgb[channel];
  }
  const largest = bins.reduce((most, bin) => (bin.count > most.count ? bin : most));
  if (largest.count === 0) return undefined;
  const [red, green, blue] = largest.sums;
  return toHsl([red / largest.count, green / largest.count, blue / largest.count]);
}

const mainColours = new Map<string, Promise<Hsl | undefined>>();
const painted = new Map<string, string>();

/** The drawing in another colour; kept, since the same ones come again and again. */
async function paint(name: string, body: string, colour: ColourName): Promise<string> {
  const key = `${name}/${colour}`;
  const known = painted.get(key);
  if (known !== undefined) return known;
  const looked = mainColours.get(name) ?? mainColourOf(body);
  mainColours.set(name, looked);
  const main = await looked;
  const result = main ? body.replace(hexColour, (hex) => repaint(hex, main, colour)) : body;
  painted.set(key, result);
  return result;
}

/**
 * An icon's SVG, painted, its ids made its own: the same icon can stand in one picture several times.
 * @param instance a number no other icon of the picture has
 */
export async function iconBody(
  name: string,
  body: string,
  colour: ColourName | null,
  instance: number,
): Promise<string> {
  const coloured = colour ? await paint(name, body, colour) : body;
  if (!coloured.includes("id=")) return coloured;
  return coloured
    .replace(/\bid="([^"]+)"/g, `id="$1-${instance}"`)
    .replace(/url\(#([^)]+)\)/g, `url(#$1-${instance})`)
    .replace(/href="#([^"]+)"/g, `href="#$1-${instance}"`);
}
