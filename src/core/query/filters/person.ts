import { knownValueKind } from "./known-value-kind.ts";

export const person = knownValueKind({
  name: "person",
  aliases: ["people", "who"],
  purpose: "person",
  expected: "the name of a person",
  field: "person",
  missing: "No photo shows a person like",
});
