import type { ExpandedTags } from "exifreader";
import { decodeUserComment } from "./user-comment.ts";
import { noXmp, type XmpProperties, type XmpValue } from "./xmp/xmp-properties.ts";
import { allTexts, oneText } from "./xmp/xmp-text.ts";

/** All that a file says of a picture, before anything of it is judged. */
export interface WrittenTags {
  /** EXIF, IPTC and PNG's texts as the reader gives them; its `gps` has signed degrees. */
  blocks: ExpandedTags;
  xmp: XmpProperties;
  /** Of a JPEG: a segment for whatever somebody wants to say. */
  comment?: string | undefined;
}

export const nothingWritten: WrittenTags = { blocks: {}, xmp: noXmp };

/** Where something stands: "exif DateTimeOriginal", "iptc Keywords", "xmp dc:title". */
export type FieldName =
  | `exif ${string}`
  | `iptc ${string}`
  | `png ${string}`
  | `xmp ${string}`
  | "jpeg comment";

/** A tag as the reader gives it; its types know only the common ones. */
interface Tag {
  value?: unknown;
  description?: unknown;
}

type Block = "exif" | "iptc" | "pngText";

const blockNames: Record<string, Block> = { exif: "exif", iptc: "iptc", png: "pngText" };

/** More than anybody writes of one picture; the rest of a longer one is left out. */
const longestText = 20_000;

/** Cameras pad their names with NUL bytes and blanks. */
export function clean(text: string): string | undefined {
  const kept = text.slice(0, longestText);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is taken out.
  return kept.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "").trim() || undefined;
}

function tagsAt({ blocks }: WrittenTags, field: FieldName): Tag[] {
  const [group = "", name = ""] = splitField(field);
  const block = blockNames[group];
  const tag = block && (blocks[block] as Record<string, Tag | Tag[]> | undefined)?.[name];
  return tag === undefined ? [] : [tag].flat();
}

function splitField(field: FieldName): [group: string, name: string] {
  const blank = field.indexOf(" ");
  return [field.slice(0, blank), field.slice(blank + 1)];
}

export function xmpAt({ xmp }: WrittenTags, field: FieldName): XmpValue | undefined {
  const [group, name] = splitField(field);
  return group === "xmp" ? xmp.get(name) : undefined;
}

/** A field as one text, in the interface's language where there are several; undefined when absent or blank. */
export function text(tags: WrittenTags, field: FieldName): string | undefined {
  if (field === "jpeg comment") return tags.comment === undefined ? undefined : clean(tags.comment);
  const value = xmpAt(tags, field);
  if (value) return clean(oneText(value) ?? "");
  const [tag] = tagsAt(tags, field);
  if (field === "exif UserComment") return clean(decodeUserComment(tag?.value) ?? "");
  return typeof tag?.description === "string" ? clean(tag.description) : undefined;
}

/** A field's own text, as the camera wrote it. */
export function rawText(tags: WrittenTags, field: FieldName): string | undefined {
  const value = xmpAt(tags, field);
  if (value) return clean(oneText(value) ?? "");
  const [tag] = tagsAt(tags, field);
  const first = Array.isArray(tag?.value) ? tag.value[0] : tag?.value;
  return typeof first === "string" ? clean(first) : undefined;
}

/** A field that is a list: each entry as text, blanks left out. */
export function texts(tags: WrittenTags, field: FieldName): string[] {
  const value = xmpAt(tags, field);
  const entries = value ? allTexts(value) : tagsAt(tags, field).map(({ description }) => description);
  return entries.flatMap((entry) => (typeof entry === "string" ? (clean(entry) ?? []) : []));
}

/** A field as a number; rationals are divided out. */
export function number(tags: WrittenTags, field: FieldName): number | undefined {
  const value = xmpAt(tags, field);
  return toNumber(value ? oneText(value) : tagsAt(tags, field)[0]?.value);
}

function toNumber(value: unknown): number | undefined {
  if (Array.isArray(value)) {
    const [first, second] = value as unknown[];
    if (Array.isArray(first)) return toNumber(first);
    if (value.length === 2 && typeof first === "number" && typeof second === "number")
      return finite(first / second);
    return toNumber(first);
  }
  return finite(typeof value === "string" ? numberIn(value) : value);
}

/** "28/10" is how XMP writes what EXIF has as a rational. */
function numberIn(words: string): number {
  const [, above, below] = /^\s*(-?\d+)\/(\d+)\s*$/.exec(words) ?? [];
  return below === undefined ? Number.parseFloat(words) : Number(above) / Number(below);
}

function finite(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}
