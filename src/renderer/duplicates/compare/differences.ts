/** Light differences are what eyes miss: they are shown this many times stronger. */
const gain = 6;

/** Levels that encoding alone changes: they are no difference. Of 255. */
const noiseLevels = 10;

/** How much of the picture itself shines through, so that one sees where it differs. */
const groundShare = 0.28;

/** The same, where only one of the two has a picture. */
const outsideShare = 0.1;

const ink = [255, 176, 32] as const;

/**
 * The difference picture of two pictures of one size: the first, dimmed and grey, with what differs in amber.
 * @param first RGBA, 8 bits; @param second the same length; @param out gets the picture, RGBA
 * @param covered 1 for pixels that both have; the others are not compared. All have, where left out
 * @returns the part of the compared pixels that differ by more than encoding explains, 0 to 1
 */
export function drawDifferences(
  first: Uint8ClampedArray,
  second: Uint8ClampedArray,
  out: Uint8ClampedArray,
  covered?: Uint8Array,
): number {
  let [differing, compared] = [0, 0];
  for (let at = 0; at < first.length; at += 4) {
    const [red, green, blue] = [first[at] as number, first[at + 1] as number, first[at + 2] as number];
    const most = Math.max(
      Math.abs(red - (second[at] as number)),
      Math.abs(green - (second[at + 1] as number)),
      Math.abs(blue - (second[at + 2] as number)),
    );
    const isCompared = covered === undefined || covered[at / 4] === 1;
    const share = most <= noiseLevels || !isCompared ? 0 : Math.min(1, ((most - noiseLevels) * gain) / 255);
    if (isCompared) compared += 1;
    if (share > 0) differing += 1;
    // Rec. 601 luma.
    const luma = 0.299 * red + 0.587 * green + 0.114 * blue;
    const ground = luma * (isCompared ? groundShare : outsideShare) * (1 - share);
    for (let channel = 0; channel < 3; channel++) {
      out[at + channel] = ground + (ink[channel] as number) * share;
    }
    out[at + 3] = 255;
  }
  return compared === 0 ? 0 : differing / compared;
}
