import { knownValueKind } from "./known-value-kind.ts";

export const place = knownValueKind({
  name: "place",
  aliases: ["city", "country", "town", "where"],
  purpose: "country, region or town",
  expected: "a place such as Lisbon",
  field: "place",
  missing: "No photo was taken in a place like",
});
