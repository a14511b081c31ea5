import type { FileProblem } from "../problem.ts";
import { metadataOf, type PictureMetadata } from "./picture-metadata.ts";
import { type Album, readAlbum, readTakeout } from "./takeout.ts";
import { decodeText } from "./xmp/decode-text.ts";
import { XmlError } from "./xmp/xml-tree.ts";
import { readXmp } from "./xmp/xmp-properties.ts";

/** darktable's with drawn masks and a long history reach a megabyte; what is larger than this is none. */
export const largestSidecarBytes = 8 * 1024 ** 2;

/** What a file beside a picture says of it, or why that cannot be told. Nothing where it is about something else. */
export interface SidecarAnswer {
  metadata?: PictureMetadata | undefined;
  /** What its folder is. */
  album?: Album | undefined;
  problem?: FileProblem | undefined;
}

/** Reads XMP, whatever it begins with, and what Google Takeout puts beside pictures. */
export function readSidecar(bytes: Uint8Array, fileName = ""): SidecarAnswer {
  if (bytes.length > largestSidecarBytes) return { problem: tooLargeSidecar };
  const text = decodeText(bytes).trim();
  if (text === "") return { problem: unreadable("It holds nothing.") };
  try {
    const isJson = text.startsWith("{") || /\.json$/i.test(fileName);
    return isJson
      ? readJson(JSON.parse(text), fileName)
      : { metadata: metadataOf({ blocks: {}, xmp: readXmp(text) }) };
  } catch (error) {
    if (error instanceof XmlError || error instanceof SyntaxError)
      return { problem: unreadable(error.message) };
    throw error;
  }
}

function readJson(json: unknown, fileName: string): SidecarAnswer {
  const metadata = readTakeout(json);
  return metadata ? { metadata } : { album: readAlbum(json, fileName) };
}

function unreadable(why: string): FileProblem {
  const reason = why.split("\n")[0]?.slice(0, 150) ?? "";
  return {
    code: "METADATA_UNREADABLE",
    message: `What this file says of its photo cannot be read; the photo can. ${reason}`,
  };
}

export const tooLargeSidecar = unreadable(`It is larger than ${largestSidecarBytes / 1024 ** 2} MiB.`);
