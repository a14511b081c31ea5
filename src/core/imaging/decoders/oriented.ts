import type { Sharp } from "sharp";

/** What EXIF's orientation asks for, as sharp does it: mirror (flop) first, then turn. */
const turns: Record<number, { angle: 0 | 90 | 180 | 270; isMirrored: boolean }> = {
  2: { angle: 0, isMirrored: true },
  3: { angle: 180, isMirrored: false },
  4: { angle: 180, isMirrored: true },
  5: { angle: 270, isMirrored: true },
  6: { angle: 90, isMirrored: false },
  7: { angle: 90, isMirrored: true },
  8: { angle: 270, isMirrored: false },
};

/** A picture turned upright by EXIF's orientation; whatever is none leaves it as it is. */
export function oriented(picture: Sharp, orientation: number): Sharp {
  const { angle, isMirrored } = turns[orientation] ?? { angle: 0, isMirrored: false };
  return isMirrored ? picture.flop().rotate(angle) : picture.rotate(angle);
}
