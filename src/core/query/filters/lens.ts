import { knownValueKind } from "./known-value-kind.ts";

export const lens = knownValueKind({
  name: "lens",
  aliases: ["objective"],
  purpose: "lens",
  expected: 'a lens such as "50mm"',
  field: "lens",
  missing: "No photo has a lens like",
});
