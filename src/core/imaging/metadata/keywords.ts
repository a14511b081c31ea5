import { type KeywordField, keywordFields } from "./precedence.ts";
import { clean, texts, type WrittenTags, xmpAt } from "./written-tags.ts";
import { parseXml, type XmlElement, XmlError } from "./xmp/xml-tree.ts";
import type { XmpProperties, XmpValue } from "./xmp/xmp-properties.ts";
import { oneText, structsIn } from "./xmp/xmp-text.ts";

/** More than anybody gives one picture. */
const mostKeywords = 2000;

/** Each once, in the order in which they are found; one that differs in its case alone is the same. */
export function readKeywords(tags: WrittenTags): string[] {
  const found = new Map<string, string>();
  for (const field of keywordFields) {
    for (const keyword of keywordsIn(tags, field)) {
      const key = keyword.normalize("NFC").toLowerCase();
      if (!found.has(key)) found.set(key, keyword);
      if (found.size >= mostKeywords) return [...found.values()];
    }
  }
  return [...found.values()];
}

function keywordsIn(
  tags: WrittenTags,
  { field, entriesApartBy, levelsApartBy, form }: KeywordField,
): string[] {
  const value = xmpAt(tags, field);
  if (form === "acdsee categories") return assignedCategories(value && oneText(value));
  if (form === "mwg hierarchy") return levelsBelow(value?.fields?.get("mwg-kw:Hierarchy"), 0);
  const entries = texts(tags, field).flatMap((entry) => parts(entry, entriesApartBy));
  return entries.flatMap((entry) => parts(entry, levelsApartBy));
}

function parts(entry: string, mark: string | undefined): string[] {
  return mark === undefined ? [entry] : entry.split(mark).flatMap((part) => clean(part) ?? []);
}

const deepest = 20;

/** MWG 2.0, 5.9: keywords with keywords below them. */
function levelsBelow(level: XmpValue | undefined, depth: number): string[] {
  if (depth > deepest) return [];
  return structsIn(level).flatMap((fields: XmpProperties) => {
    const name = fields.get("mwg-kw:Keyword");
    const own = name && clean(oneText(name) ?? "");
    return [...(own ? [own] : []), ...levelsBelow(fields.get("mwg-kw:Children"), depth + 1)];
  });
}

/**
 * `<Categories><Category Assigned="0">Places<Category Assigned="1">Rome</Category></Category></Categories>`, itself a
 * text: those that were given to the picture, with those above them.
 */
function assignedCategories(xml: string | undefined): string[] {
  if (xml === undefined) return [];
  try {
    return assignedIn(parseXml(xml));
  } catch (error) {
    if (error instanceof XmlError) return [];
    throw error;
  }
}

function assignedIn(category: XmlElement): string[] {
  const below = category.children.flatMap((child) => (typeof child === "string" ? [] : assignedIn(child)));
  const isAssigned = category.attributes.some(
    ({ name, value }) => name.toLowerCase() === "assigned" && value === "1",
  );
  if (category.name !== "Category" || (!isAssigned && below.length === 0)) return below;
  const own = clean(category.children.find((child) => typeof child === "string") ?? "");
  return own === undefined ? below : [own, ...below];
}
