import type { ExpandedTags } from "exifreader";

/** A tag as the reader gives it; its types know only the common ones. */
interface Tag {
  value?: unknown;
  description?: unknown;
}

type Group = "exif" | "iptc" | "xmp" | "gps";

function tagOf(tags: ExpandedTags, group: Group, name: string): Tag | undefined {
  const tag = (tags[group] as Record<string, Tag | Tag[]> | undefined)?.[name];
  return Array.isArray(tag) ? tag[0] : tag;
}

/** Cameras pad their names with NUL bytes and blanks. */
function clean(text: string): string | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is taken out.
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "").trim() || undefined;
}

/** A tag as text, in the reader's words; undefined when it is absent or blank. */
export function text(tags: ExpandedTags, group: Group, name: string): string | undefined {
  const description = tagOf(tags, group, name)?.description;
  return typeof description === "string" ? clean(description) : undefined;
}

/** A tag's own text, as the camera wrote it. */
export function rawText(tags: ExpandedTags, group: Group, name: string): string | undefined {
  const value = tagOf(tags, group, name)?.value;
  const first = Array.isArray(value) ? value[0] : value;
  return typeof first === "string" ? clean(first) : undefined;
}

/** A tag as a number; rationals are divided out. */
export function number(tags: ExpandedTags, group: Group, name: string): number | undefined {
  return toNumber(tagOf(tags, group, name)?.value);
}

function toNumber(value: unknown): number | undefined {
  if (Array.isArray(value)) {
    const [first, second] = value as unknown[];
    if (Array.isArray(first)) return toNumber(first);
    if (value.length === 2 && typeof first === "number" && typeof second === "number")
      return finite(first / second);
    return toNumber(first);
  }
  return finite(typeof value === "string" ? Number.parseFloat(value) : value);
}

function finite(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

/** A tag that is a list: each entry as text, blanks left out. */
export function texts(tags: ExpandedTags, group: Group, name: string): string[] {
  const tag = (tags[group] as Record<string, Tag | Tag[]> | undefined)?.[name];
  const value = Array.isArray(tag) ? undefined : tag?.value;
  // XMP lists lie in one tag, IPTC repeats the tag.
  const isList = Array.isArray(value) && value.every((entry) => typeof entry === "object");
  const entries = Array.isArray(tag) ? tag : isList ? (value as Tag[]) : tag ? [tag] : [];
  return entries.flatMap(({ description }) =>
    typeof description === "string" ? (clean(description) ?? []) : [],
  );
}
