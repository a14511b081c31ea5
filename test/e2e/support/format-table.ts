import { readFile } from "node:fs/promises";
import { join } from "node:path";
import sharp, { type Sharp } from "sharp";
import { animatedPng } from "../../helpers/apng.ts";
import { formatFixtures } from "../../helpers/format-samples.ts";
import { writtenByMagick } from "../../helpers/magick-pictures.ts";
import { codedAvif, codedPng, recoded } from "../../helpers/patches.ts";

/**
 * What is tried of each format: `turned`, red above and blue below once it is upright; `white` and `black`, a bar of
 * that colour on nothing; `moving`, red and blue in turn; `wide`, orange, grey and white in HDR or a wide gamut.
 */
export type Property = "turned" | "white" | "black" | "moving" | "wide";

export interface Cell {
  name: string;
  property: Property;
  bytes: Buffer;
}

const size = { width: 240, height: 160 };
const delayMillis = 300;

function flat(background: string): Sharp {
  return sharp({ create: { ...size, channels: 4, background } });
}

/** Red on the left, blue on the right: turned as orientation 6 asks for, red is above. */
function halves(): Sharp {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="240" height="160">
    <rect width="120" height="160" fill="#f00"/><rect x="120" width="120" height="160" fill="#00f"/></svg>`;
  return sharp(Buffer.from(svg)).removeAlpha();
}

function bar(colour: string, height = 80): Buffer {
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="240" height="160"><rect x="90" y="40" width="60" height="${height}" fill="${colour}"/></svg>`,
  );
}

type Written = "jpeg" | "png" | "webp" | "avif" | "gif" | "tiff";
const writing: Record<Written, object> = {
  jpeg: { quality: 95 },
  png: {},
  webp: { lossless: true },
  avif: { quality: 90, effort: 2 },
  gif: {},
  tiff: { compression: "lzw" },
};

async function joined(format: "gif" | "webp", frames: Sharp[], orientation?: number): Promise<Buffer> {
  const pngs = await Promise.all(frames.map((frame) => frame.png().toBuffer()));
  const moving = sharp(pngs, { join: { animated: true } });
  const told = orientation === undefined ? moving : moving.withMetadata({ orientation });
  return told
    .toFormat(format, { ...writing[format], delay: pngs.map(() => delayMillis), loop: 0 })
    .toBuffer();
}

async function apng(frames: Sharp[]): Promise<Buffer> {
  return animatedPng(await Promise.all(frames.map((frame) => frame.png().toBuffer())), delayMillis);
}

const redAndBlue = () => [flat("#f00"), flat("#00f")];
const growing = (colour: string) => [sharp(bar(colour)), sharp(bar(colour, 90))];

/** Every format that a browser shows by itself, and some that it is given a rendition of, by property. */
export async function formatTable(): Promise<Cell[]> {
  const turnable: Written[] = ["jpeg", "png", "webp", "avif", "tiff"];
  const transparent: Written[] = ["png", "webp", "avif", "gif", "tiff"];
  const cells: [string, Property, Promise<Buffer> | Buffer][] = [
    ...turnable.map((format): [string, Property, Promise<Buffer>] => [
      `turned.${format}`,
      "turned",
      halves().withMetadata({ orientation: 6 }).toFormat(format, writing[format]).toBuffer(),
    ]),
    ["turned-moving.webp", "turned", joined("webp", [halves(), halves().modulate({ brightness: 0.9 })], 6)],
    ...(["white", "black"] as const).flatMap((colour): [string, Property, Promise<Buffer> | Buffer][] => [
      ...transparent.map((format): [string, Property, Promise<Buffer>] => [
        `${colour}.${format}`,
        colour,
        sharp(bar(colour)).toFormat(format, writing[format]).toBuffer(),
      ]),
      [`${colour}.svg`, colour, bar(colour)],
      [`${colour}-moving.png`, colour, apng(growing(colour))],
      [`${colour}-moving.webp`, colour, joined("webp", growing(colour))],
      [
        `${colour}.psd`,
        colour,
        sharp(bar(colour))
          .png()
          .toBuffer()
          .then((png) => writtenByMagick(png, "Psd")),
      ],
    ]),
    ["moving.gif", "moving", joined("gif", redAndBlue())],
    ["moving.webp", "moving", joined("webp", redAndBlue())],
    ["moving.png", "moving", apng(redAndBlue())],
    ["pq.png", "wide", codedPng({ primaries: 9, transfer: 16 })],
    ["hlg.avif", "wide", codedAvif({ primaries: 9, transfer: 18 }, 10)],
    ["p3.avif", "wide", codedAvif({ primaries: 12, transfer: 13 }, 8)],
    [
      "pq.heic",
      "wide",
      fixture("patches-pq.heic").then((heic) => recoded(heic, { primaries: 9, transfer: 16 })),
    ],
    ["pq.jxl", "wide", fixture("patches-pq.jxl")],
  ];
  return Promise.all(cells.map(async ([name, property, bytes]) => ({ name, property, bytes: await bytes })));
}

function fixture(name: string): Promise<Buffer> {
  return readFile(join(formatFixtures, name));
}
