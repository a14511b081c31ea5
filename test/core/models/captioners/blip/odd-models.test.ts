import { copyFile, truncate } from "node:fs/promises";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { requiredCaptionerFile } from "../../../../../src/core/models/captioners/captioner.ts";
import { openCaptioner } from "../../../../../src/core/models/captioners/open-captioner.ts";
import { type BlipModel, oddBlip, plainPicture, randomBlip } from "../../../../helpers/blip-models.ts";
import { temporaryDirectory } from "../../../../helpers/temporary.ts";

const corrupt = (words: string) => ({ code: "MODEL_CORRUPT", message: expect.stringContaining(words) });

async function said(model: BlipModel, pictures: readonly Uint8Array[]) {
  const captioner = await openCaptioner(model, 1);
  try {
    return await captioner.caption(Buffer.concat(pictures));
  } finally {
    await captioner.close();
  }
}

describe("a captioner whose files fit together", () => {
  it("says of each picture of a batch what is in it", async () => {
    const pictures = [10, 250, 240, 0].map(plainPicture);
    const texts = (await said(oddBlip("whole"), pictures)).map(([best]) => best?.text);
    expect(texts).toEqual(["dark", "bright", "bright", "dark"]);
  });

  it("says all that its beams weighed, the likeliest first, how sure it is of each, and nothing twice", async () => {
    const changes = {
      generation: { beams: 3 },
      confidence: { of: "sentence" as const, slope: 1, intercept: 0, least: 0 },
    };
    const [sentences = []] = await said(oddBlip("whole", changes), [plainPicture(200)]);
    expect(sentences.slice(0, 2).map(({ text }) => text)).toEqual(["bright", "dark"]);
    expect(new Set(sentences.map(({ text }) => text)).size).toBe(sentences.length);
    const sure = sentences.map(({ confidence }) => confidence ?? Number.NaN);
    expect(sure).toEqual([...sure].sort((one, other) => other - one));
    expect(Math.max(...sure)).toBeLessThan(1);
    expect(Math.min(...sure)).toBeGreaterThan(0);
  });

  it("says the same where its files call things otherwise", async () => {
    const [[best] = []] = await said(oddBlip("named-otherwise"), [plainPicture(200)]);
    expect(best?.text).toBe("bright");
  });

  it("does not say how sure it is where nobody measured it", async () => {
    const [[best] = []] = await said(oddBlip("whole"), [plainPicture(200)]);
    expect(best).toEqual({ text: "bright", confidence: null });
  });

  it("leaves out the words that every sentence begins with", async () => {
    const [[best] = []] = await said(oddBlip("whole", { generation: { prompt: "dark" } }), [
      plainPicture(200),
    ]);
    expect(best?.text ?? "").not.toContain("dark");
  });
});

describe("a captioner that is not what its description says", () => {
  it("never says its end: its sentences are as long as they may be", async () => {
    const model = oddBlip("never-ends", { generation: { mostTokens: 6 } });
    expect(await said(model, [plainPicture(0)])).toEqual([
      [{ text: "dark bright dark bright dark", confidence: null }],
    ]);
    const [beams = []] = await said(oddBlip("never-ends", { generation: { beams: 3 } }), [plainPicture(0)]);
    expect(beams[0]?.text.split(" ")).toHaveLength(15);
  });

  it("throws: the words of what ran it are kept", async () => {
    await expect(said(oddBlip("throws"), [plainPicture(0)])).rejects.toMatchObject(corrupt("Reshape"));
  });

  it("gives no numbers", async () => {
    await expect(said(oddBlip("no-numbers"), [plainPicture(0)])).rejects.toMatchObject(corrupt("NaN"));
    const model = oddBlip("no-numbers", { generation: { beams: 3 } });
    await expect(said(model, [plainPicture(0)])).rejects.toMatchObject(corrupt("NaN"));
  });

  it("has a decoder of another width than its encoder", async () => {
    const model = oddBlip("other-width");
    await expect(openCaptioner(model, 1)).rejects.toMatchObject(corrupt("[batch, 1, 5]"));
  });

  it("has a decoder that asks for what the encoder does not give", async () => {
    const { entry, directory } = randomBlip(true);
    const files = entry.files.map((file) => ({
      ...file,
      path: file.path.replace("random/vision", "odd/whole/vision"),
    }));
    const mixed = { entry: { ...entry, files, input: oddBlip("whole").entry.input }, directory };
    await expect(openCaptioner(mixed, 1)).rejects.toMatchObject(corrupt("cross.0.key"));
  });

  it("takes pictures of another size", async () => {
    const { input } = randomBlip(true).entry;
    await expect(openCaptioner(oddBlip("whole", { input }), 1)).rejects.toMatchObject(corrupt("16 x 16"));
  });

  it("has fewer words than its description names", async () => {
    const model = oddBlip("whole", { tokens: { begin: 5, end: 102, padding: 0 } });
    await expect(said(model, [plainPicture(0)])).rejects.toMatchObject(corrupt("103 words"));
  });

  it("begins every sentence with more than it may say", async () => {
    const model = oddBlip("whole", { generation: { prompt: "dark dark dark", mostTokens: 4 } });
    await expect(openCaptioner(model, 1)).rejects.toMatchObject(corrupt("4 of at most 4"));
  });

  it("has its two parts the wrong way round", async () => {
    const parts = { visionModel: "whole/text_decoder.onnx", textDecoder: "whole/vision_model.onnx" };
    await expect(openCaptioner(oddBlip("whole", { parts }), 1)).rejects.toMatchObject({
      code: "MODEL_CORRUPT",
    });
  });
});

describe("a captioner that is not all there", () => {
  it.each(["visionModel", "textDecoder", "tokenizer"] as const)("misses its %s", async (role) => {
    const model = oddBlip("whole", { parts: { [role]: "not-there" } });
    await expect(openCaptioner(model, 1)).rejects.toMatchObject({
      code: "MODEL_MISSING",
      message: expect.stringContaining("not-there"),
    });
  });

  it.each(["visionModel", "textDecoder", "tokenizer"] as const)("has a damaged %s", async (role) => {
    const model = oddBlip("whole");
    const damaged = join(await temporaryDirectory(), role);
    await copyFile(requiredCaptionerFile(model, role), damaged);
    await truncate(damaged, 200);
    const parts = { [role]: relative(model.directory, damaged) };
    await expect(openCaptioner(oddBlip("whole", { parts }), 1)).rejects.toMatchObject(corrupt("is damaged"));
  });

  it("has a description that names no tokenizer", async () => {
    const { entry, directory } = oddBlip("whole");
    const files = entry.files.filter(({ role }) => role !== "tokenizer");
    await expect(openCaptioner({ entry: { ...entry, files }, directory }, 1)).rejects.toMatchObject(
      corrupt("tokenizer"),
    );
  });
});
