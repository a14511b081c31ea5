import sharp, { type Sharp } from "sharp";

export interface MarkedPicture {
  width: number;
  height: number;
  /** Red, green, blue of each mark; everything else is a soft grey. */
  marks: { x: number; y: number; colour: [number, number, number] }[];
}

const colours: [number, number, number][] = [
  [255, 0, 0],
  [0, 255, 0],
  [0, 0, 255],
  [255, 255, 255],
  [0, 0, 0],
];

export const markedGrey: [number, number, number] = [128, 128, 128];

/** A grey picture with single pixels of pure colour: at its corners, in its middle and along its diagonal. */
export function markedPicture(width: number, height: number): MarkedPicture {
  const places = Array.from({ length: 21 }, (_, at) => at / 20);
  const marks = places.map((share, at) => ({
    x: Math.round(share * (width - 1)),
    y: Math.round(share * (height - 1)),
    colour: colours[at % colours.length] as [number, number, number],
  }));
  return { width, height, marks };
}

/** uint8 [height, width, 3] */
export function markedPixels({ width, height, marks }: MarkedPicture): Buffer {
  const pixels = Buffer.alloc(width * height * 3, markedGrey[0]);
  for (const { x, y, colour } of marks) pixels.set(colour, (y * width + x) * 3);
  return pixels;
}

export function drawMarked(picture: MarkedPicture): Sharp {
  const { width, height } = picture;
  return sharp(markedPixels(picture), { raw: { width, height, channels: 3 }, limitInputPixels: false });
}
