import { readFile, realpath } from "node:fs/promises";
import { fromSystemError, ShoeboxError } from "../errors.ts";
import { pathForDisplay, pathToSystem } from "../files/path-bytes.ts";
import { formatName, pictureFormatOf } from "../imaging/format.ts";
import type { OpenModel } from "../switching/open-model.ts";
import type { DecodePool } from "../workers/decode-pool.ts";
import { embedPictures } from "../workers/embed-pictures.ts";

/** A picture that is searched by, in the library or not. @throws ASSET_NOT_FOUND, PERMISSION_DENIED, UNREADABLE */
export async function readGivenPicture(path: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await readFile(await realpath(pathToSystem(path))));
  } catch (error) {
    const shown = pathForDisplay(path);
    const { code } = fromSystemError(error, shown);
    if (code !== "VANISHED") throw fromSystemError(error, shown);
    throw new ShoeboxError("ASSET_NOT_FOUND", `There is no file ${shown}.`, { path: shown, cause: error });
  }
}

/**
 * @param path for people
 * @returns float32 [dimensions]
 * @throws UNSUPPORTED_FORMAT and the codes of decoding
 */
export async function embedGivenPicture(
  { model, inferencePool }: OpenModel,
  decodePool: DecodePool,
  { bytes, path }: { bytes: Uint8Array<ArrayBuffer>; path: string },
): Promise<Float32Array> {
  const format = pictureFormatOf(bytes);
  if (!format)
    throw new ShoeboxError("UNSUPPORTED_FORMAT", `${path} is not a picture that Shoebox reads.`, { path });
  const answer = await decodePool.decode({ bytes, format, shape: model.input });
  if ("problem" in answer) {
    const message = `${path} (${formatName(format)}): ${answer.problem.message}`;
    throw new ShoeboxError(answer.problem.code, message, { path });
  }
  return embedPictures([answer.picture], inferencePool);
}
