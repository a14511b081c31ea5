import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadWriterParts } from "../../../../../src/core/models/captioners/transformers/open-transformers.ts";
import { TransformersCaptioner } from "../../../../../src/core/models/captioners/transformers/transformers-captioner.ts";
import { Writer } from "../../../../../src/core/models/captioners/transformers/writer.ts";
import {
  captionersDirectory,
  type FamilyName,
  fixtureEntry,
  referencePixels,
  references,
} from "../../../../helpers/transformers-captioner.ts";

const families: FamilyName[] = ["florence2", "idefics3", "qwen2_vl"];
const plain = (text: string) => text.replace(/\s+/g, " ").trim();

describe.each(families)("a captioner of %s says what Python's generate says", (family) => {
  it.each(references[family])("when asked $prompt, for at most $mostTokens tokens", async (reference) => {
    const { answers, ...generation } = reference;
    const directory = join(captionersDirectory, family);
    const parts = await loadWriterParts({ entry: fixtureEntry(family, generation), directory }, 1);
    const captioner = new TransformersCaptioner(parts);
    try {
      const written = await new Writer(parts).write(referencePixels(family));
      const wanted = answers.map(({ tokens }) => {
        const end = tokens.findIndex((token) => parts.ends.includes(token));
        return end < 0 ? tokens : tokens.slice(0, end);
      });
      expect(written.map(({ tokens }) => tokens.map(Number))).toEqual(wanted);
      const sentences = await captioner.caption(referencePixels(family));
      expect(sentences.map((all) => all.map(({ text }) => text))).toEqual(
        answers.map(({ text }) => (plain(text) === "" ? [] : [plain(text)])),
      );
    } finally {
      await captioner.close();
    }
  });
});
