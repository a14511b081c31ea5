import sharp from "sharp";
import { isPage, mayCarryWriting, plainGroundOf } from "../contents/plain-ground.ts";
import type { Turn } from "../signature/cosine-hash.ts";
import { jpegQualityOf } from "../signature/encoding-facts.ts";
import type { PictureSignature } from "../signature/index.ts";
import { lumaOf, type RgbPixels } from "../signature/plane.ts";
import { packSignature, signatureOf, unpackSignature } from "../signature/signature.ts";
import { compose } from "./affine.ts";
import { type ComparedPicture, comparePictures, type PairMeasures, type WritingKind } from "./compare.ts";

/** A photo as it is cached: its thumbnail and its packed signature. */
export interface CachedPicture {
  /** WebP. */
  thumbnail: Uint8Array;
  packed: Uint8Array;
}

export interface OtherPicture extends CachedPicture {
  /** How the first must be turned to lie like this one. */
  turn: Turn | null;
}

/** Compares one photo with several, decoding it once. Undefined where nothing lays the one on the other. */
export async function compareThumbnails(
  subject: CachedPicture,
  others: readonly OtherPicture[],
): Promise<(PairMeasures | undefined)[]> {
  const pixels = await decodeThumbnail(subject.thumbnail);
  const first: ComparedPicture = { pixels, landmarks: unpackSignature(subject.packed).landmarks };
  const writing = writingIn(pixels);
  const outcomes: (PairMeasures | undefined)[] = [];
  for (const { thumbnail, packed, turn } of others) {
    const second = { pixels: await decodeThumbnail(thumbnail), landmarks: unpackSignature(packed).landmarks };
    // Landmarks are those of the picture as it lies: a turned one is aligned as a whole.
    const turned = turn ? { pixels: await turnPixels(pixels, turn), landmarks: [] } : first;
    const measures = comparePictures(turned, second);
    const both = { writing: writingOfPair(writing, writingIn(second.pixels)) };
    outcomes.push(measures && { ...withTurn(measures, turn), ...both });
  }
  return outcomes;
}

function writingIn(pixels: RgbPixels): WritingKind {
  const ground = plainGroundOf(lumaOf(pixels));
  if (!mayCarryWriting(ground)) return "none";
  return isPage(ground) ? "page" : "some";
}

/** A page is one in every copy; a photo with a date or a mark on it may be taken for one. */
function writingOfPair(one: WritingKind, other: WritingKind): WritingKind {
  if (one === other) return one;
  return "some";
}

/** The map as the first picture lies, not as it was turned to be compared. */
function withTurn(measures: PairMeasures, turn: Turn | null): PairMeasures {
  if (!turn || !measures.map) return { ...measures, turn };
  const mirror = { a: -1, b: 0, c: 1, d: 0, e: 1, f: 0 };
  // A quarter clockwise: what was at the left is on top.
  const quarter = { a: 0, b: -1, c: 1, d: 1, e: 0, f: 0 };
  let map = measures.map;
  for (let done = 0; done < turn.quarters; done++) map = compose(map, quarter);
  return { ...measures, turn, map: turn.isMirrored ? compose(map, mirror) : map };
}

/** For photos that were indexed before there were signatures. @param head the file's first bytes, as far as it can be read */
export async function signThumbnail(
  thumbnail: Uint8Array,
  head: Uint8Array,
  software: string | null,
): Promise<PictureSignature> {
  const packed = packSignature(signatureOf(await decodeThumbnail(thumbnail)));
  return { packed, facts: { jpegQuality: jpegQualityOf(head), software } };
}

async function decodeThumbnail(webp: Uint8Array): Promise<RgbPixels> {
  const { data, info } = await sharp(webp)
    .removeAlpha()
    .toColourspace("srgb")
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

async function turnPixels({ data, width, height }: RgbPixels, turn: Turn): Promise<RgbPixels> {
  const picture = sharp(data, { raw: { width, height, channels: 3 } });
  // sharp turns before it mirrors, whatever the order of the calls.
  const mirrored = turn.isMirrored ? await picture.flop().raw().toBuffer() : data;
  const { data: turned, info } = await sharp(mirrored, { raw: { width, height, channels: 3 } })
    .rotate(turn.quarters * 90)
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data: turned, width: info.width, height: info.height };
}
