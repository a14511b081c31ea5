import type { QueryTerm } from "../../../src/contract/index.ts";

/** Terms of a query that has these parts, in their order; of filters the name is what stands before the colon. */
export function termsOf(
  query: string,
  ...parts: readonly (string | (Partial<QueryTerm> & { text: string }))[]
): QueryTerm[] {
  let from = 0;
  return parts.map((part) => {
    const { text, ...more } = typeof part === "string" ? { text: part } : part;
    const offset = query.indexOf(text, from);
    if (offset < 0) throw new Error(`Expected “${text}” in “${query}”.`);
    from = offset + text.length;
    const isExcluded = text.startsWith("-");
    const colon = text.indexOf(":");
    const name = colon < 0 ? null : text.slice(isExcluded ? 1 : 0, colon);
    const kind = name === null ? "words" : name === "like" ? "like" : "filter";
    return {
      offset,
      length: text.length,
      kind,
      isExcluded,
      name,
      label: text,
      asFilter: null,
      asWords: null,
      assetId: null,
      ...more,
    };
  });
}
