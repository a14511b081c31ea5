import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { loadTextEmbedder } from "../../../../src/core/models/runtime/text-embedder.ts";
import { loadTokenizer } from "../../../../src/core/models/tokenizers/load-tokenizer.ts";
import { cosine, fixtureModels, modelFixtures, readReferences } from "../../../helpers/model-references.ts";
import { temporaryDirectory } from "../../../helpers/temporary.ts";

const references = await readReferences();
const models = await fixtureModels();

describe.each(models)("texts for a model as $id", (model) => {
  const texts = references.models[model.id]?.texts ?? [];

  it("have the ids that Hugging Face's tokenizer gives them", async () => {
    const tokenizer = await loadTokenizer(model);
    expect(texts.length).toBeGreaterThan(20);
    for (const { text, ids, count } of texts) expect(tokenizer.encode(text), text).toEqual({ ids, count });
  });

  it("get the embeddings that PyTorch gives them with the same weights", async () => {
    const embedder = await loadTextEmbedder(model, 1);
    for (const { text, embedding } of texts) {
      const embedded = await embedder.embed(text);
      expect(embedded).toHaveLength(model.dimensions);
      expect(cosine(embedded, embedded), text).toBeCloseTo(1, 5);
      expect(cosine(embedded, embedding), text).toBeGreaterThan(0.9995);
    }
    await embedder.close();
  });
});

it("SentencePiece's unigrams are split as Hugging Face's tokenizers split them", async () => {
  const files = {
    visionModel: "",
    textModel: "",
    tokenizer: join(modelFixtures, "unigram/tokenizer.json"),
    tokenizerConfig: undefined,
    calibration: undefined,
  };
  const rules = {
    contextLength: 40,
    padding: "none",
    padId: 0,
    lowerCase: false,
    integerType: "int64",
  } as const;
  const tokenizer = await loadTokenizer({ files, text: rules });
  for (const { text, ids } of references.unigram) expect(tokenizer.encode(text).ids, text).toEqual(ids);
});

it("a query template goes around the query, whatever signs the query has", async () => {
  const [model] = models;
  if (!model) throw new Error("There are no models to test with.");
  const plain = await loadTextEmbedder(model, 1);
  const text = { ...model.text, queryTemplate: "a photo of {}" };
  const templated = await loadTextEmbedder({ ...model, text }, 1);
  for (const query of ["a dog", "$& and $1", "{}"])
    expect(await templated.embed(query)).toEqual(await plain.embed(`a photo of ${query}`));
});

describe("a vocabulary of merges", () => {
  it("that holds none, or is cut short, is MODEL_CORRUPT", async () => {
    const model = models.find(({ id }) => id === "rclip");
    if (!model) throw new Error("There is no such model.");
    const whole = await readFile(model.files.tokenizer);
    const path = join(await temporaryDirectory(), "vocabulary.txt.gz");
    for (const bytes of [gzipSync("nothing but a heading\n"), whole.subarray(0, whole.length / 2)]) {
      await writeFile(path, bytes);
      const damaged = { ...model, files: { ...model.files, tokenizer: path } };
      await expect(loadTokenizer(damaged)).rejects.toMatchObject({ code: "MODEL_CORRUPT" });
    }
  });
});
