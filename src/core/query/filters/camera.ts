import { knownValueKind } from "./known-value-kind.ts";

export const camera = knownValueKind({
  name: "camera",
  aliases: ["model", "phone"],
  purpose: "camera or phone",
  expected: 'a camera such as "Pixel 7"',
  field: "camera",
  missing: "No photo has a camera like",
});
