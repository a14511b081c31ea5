import type { PictureFormat } from "../../imaging/format.ts";
import type { ModelInputShape } from "../../imaging/preprocess.ts";
import { type NamedPicture, unreadable } from "../../photos/picture-file.ts";
import type { DecodePool } from "../../workers/decode-pool.ts";

/**
 * Twice the input of the largest models of the manifest on the shorter side, as photos of the library are worked on
 * (imaging/decode.ts): a model chosen later sees as much of it as of them.
 */
const shortSidePixels = 768;

/** Of a picture many times longer than wide there may be more on the longer side, up to this. */
const mostLongSidePixels = 4096;

/** Any model's will do to see whether a picture can be read. */
const someShape: ModelInputShape = { width: 224, height: 224, resize: "squash", filter: "bilinear" };

/**
 * A picture as it is kept: WebP, sRGB, upright, never enlarged.
 * @throws the codes of decoding
 */
export async function keptPictureOf(
  decodePool: DecodePool,
  { bytes, name, format }: NamedPicture & { format: PictureFormat },
): Promise<Uint8Array> {
  const answer = await decodePool.decode({ bytes: bytes.slice(), format, shape: someShape });
  if ("problem" in answer) throw unreadable(answer.problem, { name, format });
  const { width, height } = answer.picture;
  const ratio = Math.max(width, height) / Math.max(1, Math.min(width, height));
  const longSidePixels = Math.min(mostLongSidePixels, Math.ceil(shortSidePixels * ratio));
  return decodePool.rendition({ bytes, format, longSidePixels });
}
