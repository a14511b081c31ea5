import { readFile, realpath, stat } from "node:fs/promises";
import { fromSystemError, isShoeboxError, ShoeboxError } from "../errors.ts";
import { pathForDisplay, pathToSystem } from "../files/path-bytes.ts";
import { formatName, type PictureFormat, pictureFormatOf } from "../imaging/format.ts";
import type { FileProblem } from "../imaging/problem.ts";

/** A picture that may be no photo of the library, and what people call it. */
export interface NamedPicture {
  bytes: Uint8Array<ArrayBuffer>;
  name: string;
}

/**
 * A picture's file, in the library or not.
 * @throws QUERY_INVALID for a folder, UNSUPPORTED_FORMAT for a device or a pipe, which may have no end; ASSET_NOT_FOUND,
 *   PERMISSION_DENIED, UNREADABLE
 */
export async function readPicture(path: string): Promise<Uint8Array<ArrayBuffer>> {
  const shown = pathForDisplay(path);
  try {
    const real = await realpath(pathToSystem(path));
    const status = await stat(real);
    if (status.isDirectory())
      throw new ShoeboxError("QUERY_INVALID", `${shown} is a folder: name a picture in it.`, { path: shown });
    if (!status.isFile()) throw notRead(shown);
    return new Uint8Array(await readFile(real));
  } catch (error) {
    if (isShoeboxError(error)) throw error;
    const { code } = fromSystemError(error, shown);
    if (code !== "VANISHED") throw fromSystemError(error, shown);
    throw new ShoeboxError("ASSET_NOT_FOUND", `There is no file ${shown}.`, { path: shown, cause: error });
  }
}

/** @throws EMPTY_FILE, UNSUPPORTED_FORMAT */
export function formatOf({ bytes, name }: NamedPicture): PictureFormat {
  const format = pictureFormatOf(bytes);
  if (format) return format;
  if (bytes.length === 0) throw new ShoeboxError("EMPTY_FILE", `${name} holds no bytes.`, { path: name });
  throw notRead(name);
}

function notRead(name: string): ShoeboxError {
  return new ShoeboxError("UNSUPPORTED_FORMAT", `${name} is not a picture that Shoebox reads.`, {
    path: name,
  });
}

/** What decoding found, with the name of the picture that it happened to. */
export function unreadable(
  { code, message }: FileProblem,
  { name, format }: { name: string; format: PictureFormat },
): ShoeboxError {
  return new ShoeboxError(code, `${name} (${formatName(format)}): ${message}`, { path: name });
}
