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
  const pixels = referencePixels(family);

  it.each(references[family])("when asked $prompt, for at most $mostTokens tokens", async (reference) => {
    const { answers, ...generation } = reference;
    const confidence = { of: "sentence" as const, slope: 1, intercept: 2, least: 0 };
    const entry = { ...fixtureEntry(family, generation), confidence };
    const parts = await loadWriterParts({ entry, directory: join(captionersDirectory, family) }, 1);
    const captioner = new TransformersCaptioner(parts);
    try {
      const written = await new Writer(parts).write(pixels);
      const wanted = answers.map(({ tokens }) => {
        const end = tokens.findIndex((token) => parts.ends.includes(token));
        return end < 0 ? tokens : tokens.slice(0, end);
      });
      expect(written.map(({ tokens }) => tokens.map(Number))).toEqual(wanted);
      const sentences = await captioner.caption(pixels);
      expect(sentences.map((all) => all.map(({ text }) => text))).toEqual(
        answers.map(({ text }) => (plain(text) === "" ? [] : [plain(text)])),
      );
      for (const [index, { meanLogProbability }] of answers.entries()) {
        expect(written[index]?.meanLogProbability).toBeCloseTo(meanLogProbability, 3);
        const sure = 1 / (1 + Math.exp(-meanLogProbability - 2));
        for (const { confidence } of sentences[index] ?? []) expect(confidence).toBeCloseTo(sure, 3);
      }
    } finally {
      await captioner.close();
    }
  });

  it("of each picture alone as of all together", async () => {
    const directory = join(captionersDirectory, family);
    const captioner = new TransformersCaptioner(
      await loadWriterParts({ entry: fixtureEntry(family), directory }, 1),
    );
    try {
      const together = await captioner.caption(pixels);
      const bytes = pixels.length / references.pictures.length;
      for (const [index, sentences] of together.entries()) {
        const alone = await captioner.caption(pixels.subarray(index * bytes, (index + 1) * bytes));
        expect(alone).toEqual([sentences]);
      }
      expect(together.flat().every(({ confidence }) => confidence === null)).toBe(true);
      expect(await captioner.caption(new Uint8Array())).toEqual([]);
    } finally {
      await captioner.close();
    }
  });
});
