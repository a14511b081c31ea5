import { cp, readFile, rename, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  loadWriterParts,
  openTransformers,
} from "../../../../../src/core/models/captioners/transformers/open-transformers.ts";
import { Writer } from "../../../../../src/core/models/captioners/transformers/writer.ts";
import type { TransformersEntry } from "../../../../../src/core/models/manifest/schema.ts";
import {
  captionersDirectory,
  copyOfFixture,
  type FamilyName,
  fixtureEntry,
  referencePixels,
  references,
} from "../../../../helpers/transformers-captioner.ts";

/** What becomes of a model whose folder was changed: the texts of its sentences. */
async function textsAfter(
  family: FamilyName,
  change: (directory: string) => Promise<void>,
  entry: TransformersEntry = fixtureEntry(family),
): Promise<string[]> {
  const directory = await copyOfFixture(family);
  await change(directory);
  const captioner = await openTransformers({ entry, directory }, 1);
  try {
    return (await captioner.caption(referencePixels(family))).flat().map(({ text }) => text);
  } finally {
    await captioner.close();
  }
}

async function changeJson(path: string, change: (contents: Record<string, unknown>) => void): Promise<void> {
  const contents = JSON.parse(await readFile(path, "utf8"));
  change(contents);
  await writeFile(path, JSON.stringify(contents));
}

describe("a captioner of the hub that is not all there", () => {
  it.each([
    "tokenizer.json",
    "tokenizer_config.json",
    "config.json",
    "preprocessor_config.json",
    "processor_config.json",
    "onnx/vision_encoder.onnx",
    "onnx/embed_tokens.onnx",
    "onnx/decoder_model_merged.onnx",
  ])("is MODEL_MISSING without its %s, which it names", async (file) => {
    const gone = textsAfter("idefics3", (directory) => rm(join(directory, file)));
    await expect(gone).rejects.toMatchObject({
      code: "MODEL_MISSING",
      path: expect.stringMatching(new RegExp(`${file.replace(/[/.]/g, ".")}$`)),
    });
  });

  it.each([
    [true, "vision_encoder.onnx_data"],
    [{ "embed_tokens.onnx": 2 }, "embed_tokens.onnx_data"],
    [{ decoder_model_merged: 1 }, "decoder_model_merged.onnx_data"],
  ])(
    "is MODEL_MISSING without the weights that its configuration keeps apart (%j)",
    async (external, file) => {
      const gone = textsAfter("idefics3", (directory) =>
        changeJson(join(directory, "config.json"), (contents) => {
          contents["transformers.js_config"] = { use_external_data_format: external };
        }),
      );
      await expect(gone).rejects.toMatchObject({
        code: "MODEL_MISSING",
        path: expect.stringMatching(new RegExp(`${file}$`)),
      });
    },
  );

  it("does without what is only of use: the rules of generation", async () => {
    const texts = await textsAfter("idefics3", (directory) => rm(join(directory, "generation_config.json")));
    expect(texts).toHaveLength(4);
  });
});

describe("a captioner of the hub that is damaged", () => {
  it.each(["onnx/vision_encoder.onnx", "onnx/encoder_model.onnx", "onnx/decoder_model_merged.onnx"])(
    "is MODEL_CORRUPT where its %s ends too soon, which it names",
    async (file) => {
      const short = textsAfter("florence2", (directory) => truncate(join(directory, file), 20_000));
      await expect(short).rejects.toMatchObject({
        code: "MODEL_CORRUPT",
        path: expect.stringContaining(file.replace("onnx/", "")),
      });
    },
  );

  it.each(["config.json", "tokenizer.json", "preprocessor_config.json", "generation_config.json"])(
    "is MODEL_CORRUPT where its %s is no JSON",
    async (file) => {
      const spoilt = textsAfter("qwen2_vl", (directory) => writeFile(join(directory, file), "{ not json"));
      await expect(spoilt).rejects.toMatchObject({
        code: "MODEL_CORRUPT",
        path: expect.stringContaining(file),
      });
    },
  );

  it("is MODEL_CORRUPT where it is of another architecture than its description says", async () => {
    const entry = { ...fixtureEntry("idefics3"), family: "qwen2_vl" as const };
    await expect(textsAfter("idefics3", async () => {}, entry)).rejects.toMatchObject({
      code: "MODEL_CORRUPT",
      message: expect.stringMatching(/of the kind qwen2_vl but .*config\.json is of idefics3/),
    });
  });
});

describe("a captioner of the hub whose files do not fit together", () => {
  const misfit = { code: "MODEL_CORRUPT", message: expect.stringContaining("do not fit together") };

  it("is MODEL_CORRUPT with a decoder of another width", async () => {
    const narrow = join(captionersDirectory, "odd/embed_tokens.onnx");
    const wide = (directory: string) => cp(narrow, join(directory, "onnx/embed_tokens.onnx"));
    await expect(textsAfter("idefics3", wide)).rejects.toMatchObject(misfit);
    await expect(textsAfter("qwen2_vl", wide)).rejects.toMatchObject(misfit);
    await expect(textsAfter("florence2", wide)).rejects.toMatchObject(misfit);
  });

  it("is MODEL_CORRUPT with the parts of another model", async () => {
    const other = join(captionersDirectory, "qwen2_vl/onnx/vision_encoder.onnx");
    const swapped = textsAfter("idefics3", (directory) =>
      cp(other, join(directory, "onnx/vision_encoder.onnx")),
    );
    await expect(swapped).rejects.toMatchObject(misfit);
  });

  it("is MODEL_CORRUPT where a picture is more words than the question has room for", async () => {
    const crowded = textsAfter("idefics3", (directory) =>
      changeJson(join(directory, "processor_config.json"), (contents) => {
        contents.image_seq_len = 5;
      }),
    );
    await expect(crowded).rejects.toMatchObject(misfit);
  });

  it("is MODEL_CORRUPT without a template for its questions", async () => {
    const silent = textsAfter("idefics3", (directory) =>
      changeJson(join(directory, "tokenizer_config.json"), (contents) => {
        delete contents.chat_template;
      }),
    );
    await expect(silent).rejects.toMatchObject({
      ...misfit,
      message: expect.stringMatching(/chat.template/),
    });
  });
});

describe("a captioner of the hub in another dress", () => {
  const expected = references.idefics3[0]?.answers.map(({ text }) => text.trim());
  const generation = { ...references.idefics3[0], answers: undefined };

  it("finds files that are named for their dtype", async () => {
    const entry = {
      ...fixtureEntry("idefics3", generation),
      dtypes: { decoder_model_merged: "q8" as const },
    };
    const renamed = (directory: string) =>
      rename(
        join(directory, "onnx/decoder_model_merged.onnx"),
        join(directory, "onnx/decoder_model_merged_quantized.onnx"),
      );
    expect(await textsAfter("idefics3", renamed, entry)).toEqual(expected);
    await expect(textsAfter("idefics3", async () => {}, entry)).rejects.toMatchObject({
      code: "MODEL_MISSING",
      path: expect.stringContaining("decoder_model_merged_quantized.onnx"),
    });
  });

  it.each(["chat_template.jinja", "chat_template.json"])("takes its template from %s, too", async (file) => {
    const moved = async (directory: string) => {
      let template = "";
      await changeJson(join(directory, "tokenizer_config.json"), (contents) => {
        template = String(contents.chat_template);
        delete contents.chat_template;
      });
      const text = file.endsWith(".json") ? JSON.stringify({ chat_template: template }) : template;
      await writeFile(join(directory, file), text);
    };
    expect(await textsAfter("idefics3", moved, fixtureEntry("idefics3", generation))).toEqual(expected);
  });
});

it("a captioner that knows no end is stopped when it has said as much as it may", async () => {
  const directory = await copyOfFixture("idefics3");
  await changeJson(join(directory, "generation_config.json"), (contents) => {
    contents.eos_token_id = [];
  });
  const parts = await loadWriterParts({ entry: fixtureEntry("idefics3", { mostTokens: 40 }), directory }, 1);
  const answers = await new Writer(parts).write(referencePixels("idefics3"));
  await parts.network.dispose();
  expect(answers.map(({ tokens, isEnded }) => [tokens.length, isEnded])).toEqual(Array(4).fill([40, false]));
});
