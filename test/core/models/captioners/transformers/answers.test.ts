import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { answerText, questionOf } from "../../../../../src/core/models/captioners/transformers/chat.ts";
import type { Asker } from "../../../../../src/core/models/captioners/transformers/family.ts";
import { florence2 } from "../../../../../src/core/models/captioners/transformers/florence2.ts";
import { loadLibrary } from "../../../../../src/core/models/captioners/transformers/library.ts";
import { captionersDirectory, type FamilyName } from "../../../../helpers/transformers-captioner.ts";

const picture = { width: 64, height: 64 };

async function askerOf(family: FamilyName, prompt: string): Promise<Asker> {
  const { AutoProcessor } = await loadLibrary();
  const processor = await AutoProcessor.from_pretrained(join(captionersDirectory, family));
  return { processor, prompt, chatTemplate: null };
}

/** The tokens of a text, as if a model had said it. */
function said(asker: Asker, text: string, isEnded = true) {
  const tokens = asker.processor.tokenizer?.encode(text, { add_special_tokens: false }) ?? [];
  return { tokens: tokens.map(BigInt), isEnded, picture };
}

describe("an answer of Florence-2", () => {
  it("is a sentence", async () => {
    const asker = await askerOf("florence2", "<CAPTION>");
    expect(florence2.read(asker, said(asker, "<s>A green car on a street.<pad>")).trim()).toBe(
      "A green car on a street.",
    );
  });

  it("about words in the picture is those words", async () => {
    const asker = await askerOf("florence2", "<OCR>");
    expect(florence2.read(asker, said(asker, "<s>What is the text"))).toBe("What is the text");
  });

  it("about things is their names, each once, in the order in which they were found", async () => {
    const asker = await askerOf("florence2", "<OD>");
    const places = "<loc_1><loc_2><loc_3><loc_4>";
    const things = `<s>car${places}house${places}${places}car<loc_0><loc_0><loc_9><loc_9>`;
    expect(florence2.read(asker, said(asker, things))).toBe("car, house");
    expect(florence2.read(asker, said(asker, "<s>no place"))).toBe("");
  });

  it("to a question of its own is the text", async () => {
    const asker = await askerOf("florence2", "What does the image describe?");
    expect(florence2.read(asker, said(asker, "<s>a dog"))).toBe("a dog");
  });
});

describe("an answer in a chat", () => {
  let asker: Asker;
  beforeAll(async () => {
    asker = await askerOf("idefics3", "Describe this picture.");
  });

  it("begins where the template ends", () => {
    const question = questionOf(asker);
    expect(question).toMatch(
      /^<\|im_start\|>User:<image>Describe this picture\.<end_of_utterance>\nAssistant:$/,
    );
  });

  it("is all that was said", () => {
    expect(answerText(asker, said(asker, " A dog runs. A cat sleeps"))).toBe(" A dog runs. A cat sleeps");
  });

  it("ends with its last whole sentence where it was stopped, if it has one", () => {
    expect(answerText(asker, said(asker, " A dog runs. A cat sleeps", false))).toBe(" A dog runs.");
    expect(answerText(asker, said(asker, " A dog runs on", false))).toBe(" A dog runs on");
  });
});
