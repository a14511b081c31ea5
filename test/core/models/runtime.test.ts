import { describe, expect, it } from "vitest";
import { loadImageEmbedder } from "../../../src/core/models/runtime/image-embedder.ts";
import { loadTextEmbedder } from "../../../src/core/models/runtime/text-embedder.ts";
import { fixtureModels } from "../../helpers/model-references.ts";

const models = await fixtureModels();
const modelAs = (id: string) => {
  const found = models.find((model) => model.id === id);
  if (!found) throw new Error(`There is no model ${id}.`);
  return found;
};

describe("a tower that does not fit its description", () => {
  it("of other dimensions is MODEL_CORRUPT when it is loaded, and the message says what it gives", async () => {
    const other = { ...modelAs("clip"), dimensions: 512 };
    const wanted = { code: "MODEL_CORRUPT", message: expect.stringContaining("512") };
    await expect(loadImageEmbedder(other, 1)).rejects.toMatchObject(wanted);
    await expect(loadTextEmbedder(other, 1)).rejects.toMatchObject(wanted);
  });

  it("of the other kind is MODEL_CORRUPT", async () => {
    const { files, ...model } = modelAs("clip");
    const swapped = { ...files, visionModel: files.textModel, textModel: files.visionModel };
    await expect(loadImageEmbedder({ ...model, files: swapped }, 1)).rejects.toMatchObject({
      code: "MODEL_CORRUPT",
    });
    await expect(loadTextEmbedder({ ...model, files: swapped }, 1)).rejects.toMatchObject({
      code: "MODEL_CORRUPT",
    });
  });

  it("of another input size is MODEL_CORRUPT where its file fixes one", async () => {
    const model = modelAs("immich");
    const input = { ...model.input, width: 256, height: 256 };
    await expect(loadImageEmbedder({ ...model, input }, 1)).rejects.toMatchObject({ code: "MODEL_CORRUPT" });
  });
});

describe("tensor names", () => {
  it("that a file does not have are looked past: what is there is told from the file", async () => {
    const model = modelAs("siglip2");
    const tensors = {
      pixels: "image",
      imageEmbedding: "image_embeds",
      inputIds: "text",
      textEmbedding: "none",
    };
    const pixels = new Uint8Array(model.input.width * model.input.height * 3).fill(90);
    const [named, told] = [
      await loadImageEmbedder({ ...model, tensors }, 1),
      await loadImageEmbedder({ ...model, tensors: { imageEmbedding: "pooler_output" } }, 1),
    ];
    expect(await named.embed(pixels)).toEqual(await told.embed(pixels));
    const texts = await loadTextEmbedder({ ...model, tensors }, 1);
    expect(await texts.embed("a dog")).toHaveLength(model.dimensions);
  });
});
