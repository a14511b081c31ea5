import { outermostBoxes } from "../boxes.ts";
import type { PictureFormat } from "../format.ts";
import { number, type WrittenTags } from "./written-tags.ts";

/** Formats that phones put a short video into. */
const motionFormats = new Set<PictureFormat>(["jpeg", "heic", "avif"]);

const samsungMarker = "MotionPhoto_Data";

/**
 * Bytes of the video inside a motion photo; null where there is none. What the metadata promise is believed only when a
 * video is there: editors keep the words and drop the video.
 * Source: Google's "Motion Photo format 1.0" and its forerunner "MicroVideo"; Samsung's trailer as ExifTool describes it.
 */
export function embeddedVideoBytes(
  file: Uint8Array,
  format: PictureFormat,
  tags: WrittenTags,
): number | null {
  if (!motionFormats.has(format)) return null;
  const buffer = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const starts = [promisedStart(buffer, tags), startInBox(buffer, format), startBehindMarker(buffer)];
  const start = starts.find((at) => at !== undefined && isVideoAt(buffer, at));
  return start === undefined ? null : buffer.length - start;
}

/** Each is a length counted from the file's end, where the video is by definition. */
function promisedStart(buffer: Buffer, tags: WrittenTags): number | undefined {
  const isMotion =
    number(tags, "xmp GCamera:MotionPhoto") === 1 || number(tags, "xmp GCamera:MicroVideo") === 1;
  if (!isMotion) return undefined;
  const length = directoryLength(tags.blocks.xmp?._raw) ?? number(tags, "xmp GCamera:MicroVideoOffset");
  return length === undefined ? undefined : buffer.length - length;
}

/** What the container's directory gives for its video, in whatever prefix and form the XMP is written. */
function directoryLength(xmp: string | undefined): number | undefined {
  if (typeof xmp !== "string") return undefined;
  const items = xmp.slice(xmp.indexOf("Directory")).split(/<rdf:li\b/);
  const video = items.find((item) => /Semantic(?:\s*=\s*["']|>)\s*MotionPhoto\b/.test(item));
  const length = /Length(?:\s*=\s*["']|>)\s*(\d{1,12})/.exec(video ?? "")?.[1];
  return length === undefined ? undefined : Number(length);
}

/** HEIC and AVIF keep it in a box of their own beside those of the picture. */
function startInBox(buffer: Buffer, format: PictureFormat): number | undefined {
  if (format === "jpeg") return undefined;
  return outermostBoxes(buffer).find(({ type }) => type === "mpvd")?.start;
}

function startBehindMarker(buffer: Buffer): number | undefined {
  const at = buffer.lastIndexOf(samsungMarker, undefined, "latin1");
  return at === -1 ? undefined : at + samsungMarker.length;
}

/** An MP4 begins with the length of a box and the word "ftyp". */
function isVideoAt(buffer: Buffer, at: number): boolean {
  return at > 0 && buffer.toString("latin1", at + 4, at + 8) === "ftyp";
}
