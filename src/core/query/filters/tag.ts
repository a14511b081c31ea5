import { knownValueKind } from "./known-value-kind.ts";

export const tag = knownValueKind({
  name: "tag",
  aliases: ["keyword", "keywords", "tags"],
  purpose: "keyword",
  expected: "a keyword such as family",
  field: "keyword",
  missing: "No photo has a keyword like",
  labelOf: (value) => `keyword ${value}`,
});
