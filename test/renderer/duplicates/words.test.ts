import { describe, expect, test } from "vitest";
import {
  inheritedWords,
  notPutBackWords,
  outcomeWords,
  refusalWords,
  sentence,
  sureness,
  tiersWords,
} from "../../../src/renderer/duplicates/words.ts";

describe("words about duplicates", () => {
  test("only what is certain is called 100 % sure", () => {
    expect(sureness(1)).toBe("100 % sure");
    expect(sureness(0.9996)).toBe("99 % sure");
    expect(sureness(0.94)).toBe("94 % sure");
  });

  test("reasons become sentences with real times signs", () => {
    expect(sentence("more pixels: 4000 x 3000 against 1600 x 1200")).toBe(
      "More pixels: 4000 × 3000 against 1600 × 1200",
    );
    expect(sentence("")).toBe("");
  });

  test("what a clean-up came to, in the number it was", () => {
    expect(outcomeWords({ moved: 1, bytes: 2_000_000 })).toBe("1 file moved to the trash, 2.0 MB won");
    expect(outcomeWords({ moved: 0, bytes: 0 })).toBe("Nothing was moved");
  });

  test("what a clean-up rests on is said, with how sure that is", () => {
    const counts = { groups: 1, bytes: 1 };
    const identical = { ...counts, tier: "identical" as const, files: 1200, leastConfidence: 1 };
    const picture = { ...counts, tier: "same-picture" as const, files: 3, leastConfidence: 0.917 };
    expect(tiersWords([identical, picture])).toBe(
      "It rests on identical files (1,200) and the same picture, at least 91 % sure (3).",
    );
    expect(tiersWords([])).toBe("");
  });

  test("a fact that would go with the others is named, with who has it", () => {
    const offered = [
      { assetId: 2, value: "Canon A70" },
      { assetId: 3, value: "Canon A70" },
    ];
    const nameOf = (assetId: number) => `IMG_${assetId}.jpg`;
    expect(inheritedWords({ field: "camera", kept: null, offered }, nameOf)).toBe(
      "Lacks the camera Canon A70, which 2 others have",
    );
    expect(inheritedWords({ field: "camera", kept: "Nikon", offered: offered.slice(0, 1) }, nameOf)).toBe(
      "Other camera than Canon A70, which IMG_2.jpg has",
    );
  });

  test("a file that stays is named with the reason and what can be done; others are counted", () => {
    const refusal = { path: "/a.jpg", code: "CHANGED_SINCE_INDEXED" as const, message: "The file changed." };
    expect(refusalWords([refusal])).toEqual({
      code: "CHANGED_SINCE_INDEXED",
      message: "/a.jpg stays: The file changed.",
      remedy: "Index its folder again.",
    });
    expect(refusalWords([refusal, refusal, refusal]).remedy).toContain("2 files more stay, too.");
    expect(notPutBackWords([refusal]).message).toBe("/a.jpg is not put back: The file changed.");
  });
});
