import { describe, expect, it } from "vitest";
import { describeOwnCaptioner } from "../../../../src/core/models/installing/import/describe-own-captioner.ts";
import { onnxOutlineFile } from "../../../helpers/onnx-file.ts";
import {
  blipFolder,
  decoderOutline,
  transformersFolder,
  visionOutline,
  workingBlipFolder,
} from "../../../helpers/own-captioner.ts";
import { transformersModel } from "../../../helpers/own-model.ts";

const json = (value: unknown) => JSON.stringify(value);

describe("a folder with BLIP", () => {
  it("is described by what lies in it", async () => {
    const entry = await describeOwnCaptioner(await workingBlipFolder());
    expect(entry).toMatchObject({
      task: "captioning",
      adapter: "blip",
      origin: "own",
      name: "My captioner",
      tokens: { begin: 5, end: 3, padding: 0 },
      generation: { prompt: "", mostTokens: 24, leastTokens: 0, beams: 1, repetitionPenalty: 1 },
      // The file says that it takes no other size.
      input: { width: 96, height: 96, resize: "squash", filter: "bicubic" },
      confidence: null,
    });
    expect(entry.files.map(({ role, path }) => [role, path])).toEqual([
      ["visionModel", "onnx/vision_model.onnx"],
      ["textDecoder", "onnx/text_decoder.onnx"],
      ["tokenizer", "tokenizer.json"],
    ]);
  });

  it("writes as BLIP was published to where the folder says nothing", async () => {
    const entry = await describeOwnCaptioner(await blipFolder());
    expect(entry.generation).toEqual({
      prompt: "a picture of",
      mostTokens: 20,
      leastTokens: 5,
      beams: 3,
      repetitionPenalty: 1,
      noRepeatNgramTokens: 0,
      lengthPenalty: 1,
    });
    expect(entry.input.mean[0]).toBeCloseTo(0.48145466);
  });

  it.each([
    [
      { max_new_tokens: 30, num_beams: 4, no_repeat_ngram_size: 2 },
      { mostTokens: 31, beams: 4, noRepeatNgramTokens: 2 },
    ],
    [
      { max_length: 8192, repetition_penalty: 1.5, length_penalty: 0.5 },
      { mostTokens: 1024, repetitionPenalty: 1.5, lengthPenalty: 0.5 },
    ],
    [
      { max_length: null, num_beams: null },
      { mostTokens: 20, beams: 3 },
    ],
  ])("with the rules %j writes by them", async (rules, expected) => {
    const folder = await blipFolder({ "generation_config.json": json(rules) });
    expect((await describeOwnCaptioner(folder)).generation).toMatchObject(expected);
  });

  it("brings the weights that lie beside its files", async () => {
    const vision = onnxOutlineFile({
      inputs: [{ name: "pixel_values", shape: ["batch", 3, 32, 32] }],
      outputs: [{ name: "last_hidden_state", shape: ["batch", 5, 8] }],
      weightFiles: ["vision_model.onnx.data"],
    });
    const files = { "vision_model.onnx": vision, "vision_model.onnx.data": "weights" };
    const entry = await describeOwnCaptioner(await blipFolder(files));
    expect(entry.files.at(-1)).toMatchObject({
      role: "companion",
      path: "vision_model.onnx.data",
      sizeBytes: 7,
    });
  });
});

describe("a folder for @huggingface/transformers", () => {
  const florence = ["vision_encoder", "embed_tokens", "encoder_model", "decoder_model_merged"];
  const others = ["vision_encoder", "embed_tokens", "decoder_model_merged"];
  it.each([
    [
      "florence2",
      florence,
      { family: "florence2", generation: { prompt: "<CAPTION>" }, input: { width: 64 } },
    ],
    ["idefics3", others, { family: "idefics3", input: { width: 96, height: 96 } }],
    ["smolvlm", others, { family: "idefics3" }],
    ["qwen2_vl", others, { family: "qwen2_vl", input: { width: 448 } }],
  ])("of %s is known by its configuration", async (kind, parts, expected) => {
    const entry = await describeOwnCaptioner(await transformersFolder(kind, parts));
    expect(entry).toMatchObject({ adapter: "transformers", origin: "own", name: kind, ...expected });
    expect(entry.files.map(({ path }) => path)).toEqual([
      ...parts.map((name) => `onnx/${name}.onnx`),
      "tokenizer.json",
      "tokenizer_config.json",
      "config.json",
      "preprocessor_config.json",
    ]);
    expect(entry.generation.prompt).not.toBe("");
  });

  it("takes full precision before small numbers, each file by itself, and what is read besides", async () => {
    const parts = [
      "vision_encoder_quantized",
      "vision_encoder",
      "embed_tokens_q4",
      "decoder_model_merged_fp16",
    ];
    const files = {
      "chat_template.jinja": "{{ messages }}",
      "generation_config.json": "{}",
      "README.md": "Words",
    };
    const entry = await describeOwnCaptioner(await transformersFolder("idefics3", parts, files));
    expect(entry).toMatchObject({
      dtypes: { vision_encoder: "fp32", embed_tokens: "q4", decoder_model_merged: "fp16" },
    });
    expect(entry.files.map(({ role, path }) => [role, path])).toEqual([
      ["visionModel", "onnx/vision_encoder.onnx"],
      ["companion", "onnx/embed_tokens_q4.onnx"],
      ["textDecoder", "onnx/decoder_model_merged_fp16.onnx"],
      ["tokenizer", "tokenizer.json"],
      ["tokenizerConfig", "tokenizer_config.json"],
      ["companion", "config.json"],
      ["companion", "preprocessor_config.json"],
      ["companion", "generation_config.json"],
      ["companion", "chat_template.jinja"],
    ]);
  });

  it("of a kind that nobody knows here, or without a part, is refused with the reason", async () => {
    await expect(describeOwnCaptioner(await transformersFolder("llava", others))).rejects.toMatchObject({
      code: "MODEL_CORRUPT",
      message: expect.stringMatching(
        /is of the kind llava: only florence2, idefics3, smolvlm, qwen2_vl are known/,
      ),
    });
    await expect(describeOwnCaptioner(await transformersFolder("florence2", others))).rejects.toMatchObject({
      code: "MODEL_MISSING",
      message: expect.stringContaining("onnx/encoder_model.onnx is missing from"),
    });
  });
});

describe("a folder that is no captioner says why", () => {
  it.each([
    [
      "without a tokenizer",
      { "tokenizer.json": undefined },
      "MODEL_MISSING",
      "tokenizer.json is missing from",
    ],
    ["without a configuration", { "config.json": undefined }, "MODEL_MISSING", "config.json is missing from"],
    [
      "without an image model",
      { "vision_model.onnx": undefined },
      "MODEL_MISSING",
      "onnx/vision_model.onnx is missing from",
    ],
    [
      "of another kind",
      { "config.json": json({ model_type: "git" }) },
      "MODEL_CORRUPT",
      "model_type: only blip is known",
    ],
    [
      "without its tokens",
      { "config.json": json({ text_config: {} }) },
      "MODEL_CORRUPT",
      "text_config.bos_token_id",
    ],
    [
      "with a decoder of another width",
      { "text_decoder.onnx": decoderOutline(6) },
      "MODEL_CORRUPT",
      "gives encoder_hidden_states of width 8, text_decoder.onnx needs 6",
    ],
    [
      "with a decoder that says nothing",
      { "text_decoder.onnx": decoderOutline(8, "scores") },
      "MODEL_CORRUPT",
      "text_decoder.onnx has no logits",
    ],
    [
      "with an image model cut short",
      { "vision_model.onnx": visionOutline().subarray(0, 40) },
      "MODEL_CORRUPT",
      "is no ONNX model, or is cut short",
    ],
    ["with an empty tokenizer", { "tokenizer.json": "" }, "MODEL_CORRUPT", "tokenizer.json in"],
  ])("%s", async (_, files, code, words) => {
    const refused = describeOwnCaptioner(await blipFolder(files));
    await expect(refused).rejects.toMatchObject({ code, message: expect.stringContaining(words) });
  });

  it("with a decoder that wants what the image model does not give", async () => {
    const decoder = onnxOutlineFile({
      inputs: [
        { name: "input_ids", type: "int64", shape: ["batch", "length"] },
        { name: "past_key_values.0.key", shape: ["batch", 2, "past", 4] },
        { name: "cross.0.key", shape: ["batch", 2, "cells", 4] },
      ],
      outputs: [{ name: "logits", shape: ["batch", "length", 20] }],
    });
    await expect(describeOwnCaptioner(await blipFolder({ "text_decoder.onnx": decoder }))).rejects.toThrow(
      "text_decoder.onnx needs cross.0.key, which vision_model.onnx does not give.",
    );
  });

  it("of two towers, of nothing, or not there", async () => {
    await expect(describeOwnCaptioner(await transformersModel())).rejects.toMatchObject({
      code: "MODEL_UNSUITABLE",
    });
    const nothing = await blipFolder({ "text_decoder.onnx": undefined, "vision_model.onnx": undefined });
    await expect(describeOwnCaptioner(nothing)).rejects.toMatchObject({
      code: "MODEL_MISSING",
      message: expect.stringContaining("holds no model that writes captions"),
    });
    await expect(describeOwnCaptioner("/nowhere/at/all")).rejects.toMatchObject({ code: "DIR_NOT_FOUND" });
  });
});
