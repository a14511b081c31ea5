import { describe, expect, it } from "vitest";
import { loadTokenizer } from "../../../../src/core/models/tokenizers/load-tokenizer.ts";
import { testModel } from "../../../helpers/models.ts";

describe("a tokenizer", () => {
  it("reads texts of any length and kind, cut to its context with the end kept", async () => {
    const model = await testModel();
    const tokenizer = await loadTokenizer(model);
    const short = tokenizer.encode("A Dog  by the SEA");
    expect(tokenizer.encode("a dog by the sea")).toEqual(short);
    const long = tokenizer.encode("dog ".repeat(500));
    expect(long.ids).toHaveLength(model.text.contextLength);
    expect(long.ids.at(-1)).toBe(short.ids.at(-1));
    for (const text of ["", "\u{1f600}", "日本語", "\0", "a".repeat(10_000)]) {
      expect(tokenizer.encode(text).ids.length).toBeLessThanOrEqual(model.text.contextLength);
    }
  });

  it("pads to the length that a model or its file fixes, and tells padding from text", async () => {
    const model = await testModel();
    const plain = (await loadTokenizer(model)).encode("a dog");
    expect(plain.count).toBe(plain.ids.length);
    const padded = { ...model, text: { ...model.text, padding: "max-length" as const, padId: 7 } };
    const { ids, count } = (await loadTokenizer(padded)).encode("a dog");
    expect(ids).toHaveLength(model.text.contextLength);
    expect(ids.slice(0, count)).toEqual(plain.ids);
    expect(new Set(ids.slice(count))).toEqual(new Set([7]));
    expect((await loadTokenizer(model, 20)).encode("a dog").ids).toHaveLength(20);
    expect((await loadTokenizer(model, 20)).encode("dog ".repeat(50)).ids).toHaveLength(20);
  });
});
