import { linearToSrgb, srgbToLinear } from "./transfer.ts";

/** Of the signal of sRGB: below it nothing is changed. */
const knee = 0.974;

/**
 * What becomes of light brighter than white. In a picture that holds none, everything stays as it is; in others the last
 * fortieth below white makes room for it, up to the brightest that the picture holds: a logarithm that leaves the knee
 * at its slope. So what a picture shows of things lit as usual looks as in its SDR sibling, as BT.2408 asks for, and
 * white is at most 5 of 255 levels darker.
 * @param peak the picture's brightest light, 1 for white
 * @returns light of 0 to `peak` -> light of 0 to 1
 */
export function highlightCurve(peak: number): (light: number) => number {
  const reach = (linearToSrgb(peak) - knee) / (1 - knee);
  if (peak <= 1) return (light) => light;
  const bend = bendFor(reach);
  return (light) => {
    const signal = linearToSrgb(light);
    if (signal <= knee) return light;
    const above = (signal - knee) / (1 - knee);
    return srgbToLinear(Math.min(1, knee + ((1 - knee) * Math.log1p(bend * above)) / bend));
  };
}

/** The bend with which the curve, of slope 1 at the knee, comes to 1 at its reach: log(1 + bend * reach) = bend. */
function bendFor(reach: number): number {
  let [least, most] = [1e-9, 20];
  for (let step = 0; step < 60; step++) {
    const middle = (least + most) / 2;
    if (Math.log1p(middle * reach) > middle) least = middle;
    else most = middle;
  }
  return least;
}
