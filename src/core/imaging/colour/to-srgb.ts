import type { ColourSpace } from "./colour-space.ts";
import { highlightCurve } from "./highlights.ts";
import { linearToSrgb } from "./transfer.ts";

/** Pixels in codes of any depth, rows one behind the other. */
export interface CodedPixels {
  /** [pixels, channels]: red, green, blue, and the alpha that is not multiplied in. */
  data: Uint8Array | Uint16Array;
  channels: 3 | 4;
  /** The code that stands for a signal of 1. */
  fullCode: number;
}

/**
 * The same picture in sRGB. What is brighter than white is rolled off (`highlightCurve`), by the brightest of a pixel's
 * channels so that its hue stays; what lies outside sRGB's gamut is cut off, channel by channel.
 * @returns uint8 [pixels, channels]
 */
export function toSrgb({ data, channels, fullCode }: CodedPixels, space: ColourSpace): Uint8Array {
  const light = Float32Array.from({ length: fullCode + 1 }, (_, code) => space.transfer(code / fullCode));
  const curve = highlightCurve(light[brightestCode(data, channels, fullCode)] as number);
  const gains = light.map((value) => (value > 0 ? curve(value) / value : 1));
  const [rr, rg, rb, gr, gg, gb, br, bg, bb] = space.toSrgb;
  const converted = new Uint8Array(data.length);
  for (let at = 0; at < data.length; at += channels) {
    const red = Math.min(data[at] as number, fullCode);
    const green = Math.min(data[at + 1] as number, fullCode);
    const blue = Math.min(data[at + 2] as number, fullCode);
    const gain = gains[Math.max(red, green, blue)] as number;
    const r = (light[red] as number) * gain;
    const g = (light[green] as number) * gain;
    const b = (light[blue] as number) * gain;
    converted[at] = srgbLevel(rr * r + rg * g + rb * b);
    converted[at + 1] = srgbLevel(gr * r + gg * g + gb * b);
    converted[at + 2] = srgbLevel(br * r + bg * g + bb * b);
    if (channels === 4) converted[at + 3] = Math.round(((data[at + 3] as number) * 255) / fullCode);
  }
  return converted;
}

function brightestCode(data: Uint8Array | Uint16Array, channels: 3 | 4, fullCode: number): number {
  let brightest = 0;
  for (let at = 0; at < data.length; at++) {
    const isAlpha = channels === 4 && (at & 3) === 3;
    if (!isAlpha && (data[at] as number) > brightest) brightest = data[at] as number;
  }
  return Math.min(brightest, fullCode);
}

/** In the dark a step of this is a twentieth of a level. */
const steps = 65_535;
let levels: Uint8Array | undefined;

/** 0 to 255 in sRGB of a linear light: what is darker than black or brighter than white is cut off. */
export function srgbLevel(light: number): number {
  levels ??= Uint8Array.from({ length: steps + 1 }, (_, step) =>
    Math.round(255 * linearToSrgb(step / steps)),
  );
  // What is no number is black.
  if (!(light > 0)) return 0;
  return light >= 1 ? 255 : (levels[Math.round(light * steps)] as number);
}
