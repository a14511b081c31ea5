/** Colours a person would name, as [hue in degrees, saturation 0..1, lightness 0..1]. */
const paints = {
  red: [2, 0.8, 0.48],
  orange: [27, 0.96, 0.53],
  yellow: [50, 0.96, 0.55],
  green: [132, 0.52, 0.4],
  blue: [214, 0.78, 0.5],
  purple: [277, 0.52, 0.5],
  pink: [334, 0.84, 0.74],
  brown: [22, 0.52, 0.31],
  white: [40, 0.05, 0.94],
  black: [230, 0.06, 0.14],
} as const satisfies Record<string, readonly [number, number, number]>;

export type ColourName = keyof typeof paints;
export const colourNames = Object.keys(paints) as readonly ColourName[];

/** Red, green, blue, each 0..255, not rounded. */
export type Rgb = readonly [number, number, number];
type Hsl = readonly [number, number, number];

/** Reads `#rgb` or `#rrggbb`. */
export function parseHex(hex: string): Rgb {
  const digits = hex.length === 4 ? hex.replace(/[0-9a-f]/gi, "$&$&") : hex;
  const value = Number.parseInt(digits.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

/** Writes `#rrggbb`, clamping each channel. */
export function toHex(rgb: Rgb): string {
  const digits = rgb.map((channel) =>
    Math.round(Math.min(255, Math.max(0, channel)))
      .toString(16)
      .padStart(2, "0"),
  );
  return `#${digits.join("")}`;
}

/** Linear blend, `amount` 0 gives `from` and 1 gives `to`. */
export function mix(from: string, to: string, amount: number): string {
  const a = parseHex(from);
  const b = parseHex(to);
  const blend = (index: 0 | 1 | 2): number => a[index] + (b[index] - a[index]) * amount;
  return toHex([blend(0), blend(1), blend(2)]);
}

/** Each channel times a factor, as light of that colour would do. */
export function multiply(hex: string, factor: Rgb): string {
  const [red, green, blue] = parseHex(hex);
  return toHex([red * factor[0], green * factor[1], blue * factor[2]]);
}

/** RGB to hue (degrees), saturation, lightness (0..1); the usual hexcone formula. */
export function toHsl([red, green, blue]: Rgb): Hsl {
  const [r, g, b] = [red / 255, green / 255, blue / 255];
  const max = Math.max(r, g, b);
  const min = Math.min(r, g, b);
  const lightness = (max + min) / 2;
  const range = max - min;
  if (range === 0) return [0, 0, lightness];
  const saturation = range / (1 - Math.abs(2 * lightness - 1));
  const sector =
    max === r ? ((g - b) / range + 6) % 6 : max === g ? (b - r) / range + 2 : (r - g) / range + 4;
  return [sector * 60, saturation, lightness];
}

/** Hue (degrees), saturation, lightness (0..1) to RGB. */
export function fromHsl([hue, saturation, lightness]: Hsl): Rgb {
  const reach = saturation * Math.min(lightness, 1 - lightness);
  const channel = (offset: number): number => {
    const k = (offset + hue / 30) % 12;
    return 255 * (lightness - reach * Math.max(-1, Math.min(k - 3, 9 - k, 1)));
  };
  return [channel(0), channel(8), channel(4)];
}

/**
 * Paints one fill of a drawing. Fills near the drawing's main hue take the paint's colour and keep their lightness
 * relative to the main one; other fills (tyres, windows, skin) stay.
 */
export function repaint(hex: string, main: Hsl, colour: ColourName): string {
  const [hue, saturation, lightness] = toHsl(parseHex(hex));
  const distance = Math.abs(((hue - main[0] + 540) % 360) - 180);
  if (saturation < 0.2 || distance > 38) return hex;
  const [paintHue, paintSaturation, paintLightness] = paints[colour];
  const relative = Math.min(1.2, Math.max(0.5, saturation / Math.max(0.2, main[1])));
  const newLightness = paintLightness + (lightness - main[2]) * 0.75;
  return toHex(
    fromHsl([
      paintHue,
      Math.min(1, paintSaturation * relative),
      Math.min(0.98, Math.max(0.03, newLightness)),
    ]),
  );
}
