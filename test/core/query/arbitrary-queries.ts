import * as fc from "fast-check";
import { filterKinds, filterNames } from "../../../src/core/query/filters/registry.ts";
import type { QueryNode, QueryValue } from "../../../src/core/query/syntax/ast.ts";
import { parse } from "../../../src/core/query/syntax/parse.ts";

const names = filterKinds.flatMap(({ name, aliases }) => [name, ...aliases]);

/** What queries are made of, and what breaks readers of them. */
const pieces = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...names.map((name) => `${name}:`)) },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      ..."red boat|snow|2019|june|last summer|christmas 2018|three years ago|without|no|not|or|and|people|>=4|3..5".split(
        "|",
      ),
      ..."pixel 7| or |48.85,2.35|5km|#7|@0a1b2c3d4e5f|raw|favourite|>5MB|4000x3000|IMG_12*|http://x|C:\\photos|12:30".split(
        "|",
      ),
    ),
  },
  {
    weight: 6,
    arbitrary: fc.constantFrom(" ", " ", "-", "|", '"', '""', "“", "”", "„", "«", "»", ":", "..", "<"),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom("−", "–", "\u200f", "שלום", "東京", "🏔️", "👨‍👩‍👧", "é", "\ud800", "\n"),
  },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 6 }) },
);

/** Any text, most of it nearly a query. */
export const queryTexts = fc.array(pieces, { maxLength: 24 }).map((parts) => parts.join(""));

const value = fc
  .string({ unit: "binary", minLength: 1, maxLength: 12 })
  .filter((text) => text.trim() !== "")
  .map((text): QueryValue => ({ text, offset: 0, length: 0 }));

const place = { offset: 0, length: 0 };

/** A text that is one word wherever it stands. */
const words = fc
  .oneof(
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 8 }),
    fc.constantFrom("t-shirt", "12:30", "http://x"),
  )
  .filter((text) => {
    const [only, ...others] = parse(text, filterNames).nodes;
    const isOne = only?.kind === "word" && !only.isExcluded && others.length === 0 && only.text === text;
    return isOne && !text.startsWith("|") && !/^\d/.test(text);
  });

const wordNodes = fc
  .record({ text: words, isExcluded: fc.boolean() })
  .map(({ text, isExcluded }): QueryNode => {
    const canBeExcluded = /^[\p{L}\p{N}]/u.test(text);
    return { kind: "word", text, isExcluded: isExcluded && canBeExcluded, ...place };
  });

const phraseNodes = fc
  .record({ values: fc.array(value, { minLength: 1, maxLength: 3 }), isExcluded: fc.boolean() })
  .map((node): QueryNode => ({ kind: "phrase", ...node, ...place }));

const filterNodes = fc
  .record({
    name: fc.constantFrom(...names, "unknown", "no-such"),
    values: fc.array(value, { minLength: 1, maxLength: 3 }),
    isExcluded: fc.boolean(),
    distance: fc.option(fc.constantFrom("5km", "2.5 mi", "300m")),
  })
  .map(
    ({ distance, ...node }): QueryNode => ({
      kind: "filter",
      ...node,
      nameSpan: place,
      distance:
        distance !== null && filterNames.takesDistance(node.name) ? { text: distance, ...place } : null,
      ...place,
    }),
  );

/** Parts of a query that nobody has typed. */
export const queryNodes = fc.array(fc.oneof(wordNodes, phraseNodes, filterNodes), { maxLength: 8 });

/** The same without where it stood. */
export function withoutPlaces(nodes: readonly QueryNode[]): unknown {
  return nodes.map((node) => {
    const { kind, isExcluded } = node;
    if (kind === "word") return { kind, isExcluded, text: node.text };
    const values = node.values.map(({ text }) => text);
    if (kind === "phrase") return { kind, isExcluded, values };
    return { kind, isExcluded, name: node.name, values, distance: node.distance?.text ?? null };
  });
}
