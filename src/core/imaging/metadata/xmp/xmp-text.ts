import type { XmpValue } from "./xmp-properties.ts";

/** The languages that the interface speaks, the best first. */
const interfaceLanguages: readonly string[] = ["en"];

const fallbackLanguage = "x-default";

/**
 * A value as one text. Of alternatives in several languages the interface's, else what its writer meant for everybody,
 * else the first; they say the same thing, and are never joined. Undefined where there is none.
 */
export function oneText({ text, items, fields }: XmpValue): string | undefined {
  if (fields) return undefined;
  if (!items) return text;
  const chosen = inLanguage(items, interfaceLanguages) ?? inLanguage(items, [fallbackLanguage]) ?? items[0];
  return chosen && oneText(chosen);
}

/** "en" is met by "en" first, else by "en-GB". */
function inLanguage(items: readonly XmpValue[], languages: readonly string[]): XmpValue | undefined {
  const spoken = (item: XmpValue) => item.language?.toLowerCase().replaceAll("_", "-") ?? "";
  for (const language of languages) {
    const found =
      items.find((item) => spoken(item) === language) ??
      items.find((item) => spoken(item).startsWith(`${language}-`));
    if (found) return found;
  }
  return undefined;
}

/** Each entry of a list; a single text is a list of one. */
export function allTexts(value: XmpValue): string[] {
  return (value.items ?? [value]).flatMap((item) => oneText(item) ?? []);
}

/** The entries of a list of named values; a single one is a list of one. */
export function structsIn(value: XmpValue | undefined): NonNullable<XmpValue["fields"]>[] {
  return value ? (value.items ?? [value]).flatMap(({ fields }) => fields ?? []) : [];
}
