/** A signal of 0 to 1 -> light, where 1 is the white of paper; what is brighter is above 1. */
export type Transfer = (signal: number) => number;

/** Nits of diffuse white in PQ. Source: ITU-R BT.2408, 2.1. */
const diffuseWhiteNits = 203;

/** IEC 61966-2-1. */
export function srgbToLinear(signal: number): number {
  return signal <= 0.04045 ? signal / 12.92 : ((signal + 0.055) / 1.055) ** 2.4;
}

/** IEC 61966-2-1, which goes on above 1. */
export function linearToSrgb(light: number): number {
  return light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055;
}

/** SMPTE ST 2084: absolute, up to 10,000 nits. */
function pqToLinear(signal: number): number {
  const [m1, m2] = [2610 / 16384, (2523 / 4096) * 128];
  const [c1, c2, c3] = [3424 / 4096, (2413 / 4096) * 32, (2392 / 4096) * 32];
  const power = signal ** (1 / m2);
  const nits = 10_000 * (Math.max(power - c1, 0) / (c2 - c3 * power)) ** (1 / m1);
  return nits / diffuseWhiteNits;
}

/**
 * BT.2100: the light of the scene, with what BT.2408 makes diffuse white (75 % of the signal) as 1. The OOTF, which fits
 * a scene to a screen, is none for a screen of 300 to 330 nits (BT.2390, 6.2), and the screen of a computer is such a one.
 */
function hlgToLinear(signal: number): number {
  return sceneLight(signal) / sceneLight(0.75);
}

function sceneLight(signal: number): number {
  const [a, b, c] = [0.17883277, 0.28466892, 0.55991073];
  return signal <= 0.5 ? signal ** 2 / 3 : (Math.exp((signal - c) / a) + b) / 12;
}

export function gamma(exponent: number): Transfer {
  return (signal) => signal ** exponent;
}

/**
 * By the code of ITU-T H.273, table 3; those that pictures carry. Television's curves (1, 6, 14, 15) are taken for sRGB's,
 * as browsers do with AVIF: encoders write them beside pixels that were never anything else.
 */
export const transferByCode: Readonly<Record<number, Transfer>> = {
  1: srgbToLinear,
  4: gamma(2.2),
  5: gamma(2.8),
  6: srgbToLinear,
  8: (signal) => signal,
  13: srgbToLinear,
  14: srgbToLinear,
  15: srgbToLinear,
  16: pqToLinear,
  17: (signal) => (52.37 / 48) * signal ** 2.6, // SMPTE ST 428, of cinemas
  18: hlgToLinear,
};
