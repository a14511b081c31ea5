import { type FilterKind, misunderstood } from "./filter-kind.ts";
import { foldText, wordsOf } from "./fold.ts";

/** Words in the picture. */
export const text: FilterKind = {
  name: "text",
  aliases: ["ocr", "says"],
  purpose: "words in the picture",
  expected: "words such as invoice",
  isOfferedForWords: false,
  read(value) {
    if (wordsOf(foldText(value)).length === 0) return misunderstood(`“${value}” has no word in it.`);
    return {
      kind: "understood",
      canonical: value.trim(),
      label: `with the words “${value.trim()}”`,
      filter: { kind: "says", phrase: value.trim(), signals: ["text"] },
    };
  },
  offer: () => [],
};
