import { cp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { onnxOutlineFile } from "./onnx-file.ts";
import { put } from "./pictures.ts";
import { temporaryDirectory } from "./temporary.ts";
import { testModelsDirectory } from "./test-models.ts";

type Files = Record<string, string | Uint8Array | undefined>;

const json = (value: unknown): string => JSON.stringify(value);

/** What only says what it takes and gives: a picture's hidden states of this width, and a decoder that wants another. */
export const visionOutline = (width = 8) =>
  onnxOutlineFile({
    inputs: [{ name: "pixel_values", shape: ["batch", 3, 32, 32] }],
    outputs: [{ name: "last_hidden_state", shape: ["batch", 5, width] }],
  });

export const decoderOutline = (width = 8, logits = "logits") =>
  onnxOutlineFile({
    inputs: [
      { name: "input_ids", type: "int64", shape: ["batch", "length"] },
      { name: "encoder_hidden_states", shape: ["batch", "cells", width] },
    ],
    outputs: [{ name: logits, shape: ["batch", "length", 20] }],
  });

const blipConfig = { bos_token_id: 5, sep_token_id: 3, pad_token_id: 0 };

/** A folder as models/blip/export.py lays it, whose ONNX files only say what they are; undefined: left out. */
export function blipFolder(files: Files = {}): Promise<string> {
  return layFolder("My captioner", {
    "vision_model.onnx": visionOutline(),
    "text_decoder.onnx": decoderOutline(),
    "tokenizer.json": "{}",
    "config.json": json({ model_type: "blip", text_config: blipConfig }),
    ...files,
  });
}

/** The same that works: the captioner of the tests. */
export async function workingBlipFolder(): Promise<string> {
  const folder = join(await temporaryDirectory(), "My captioner");
  const filter = (path: string) => !path.includes("training");
  await cp(join(testModelsDirectory, "captioner-small"), folder, { recursive: true, filter });
  await writeFile(join(folder, "config.json"), json({ model_type: "blip", text_config: blipConfig }));
  const rules = { prompt: "", max_length: 24, min_length: 0, num_beams: 1 };
  await writeFile(join(folder, "generation_config.json"), json(rules));
  return folder;
}

const part = onnxOutlineFile({ inputs: [], outputs: [] });

/** A folder as it is laid out for @huggingface/transformers, with these ONNX files. */
export function transformersFolder(
  kind: string,
  parts: readonly string[],
  files: Files = {},
): Promise<string> {
  return layFolder(kind, {
    ...Object.fromEntries(parts.map((name) => [`onnx/${name}.onnx`, part])),
    "tokenizer.json": "{}",
    "tokenizer_config.json": "{}",
    "config.json": json({ model_type: kind }),
    "preprocessor_config.json": json({
      size: { height: 64, width: 64 },
      max_image_size: { longest_edge: 96 },
    }),
    ...files,
  });
}

async function layFolder(name: string, files: Files): Promise<string> {
  const folder = join(await temporaryDirectory(), name);
  for (const [path, content] of Object.entries(files)) {
    if (content !== undefined) await put(join(folder, path), content);
    else await rm(join(folder, path), { force: true });
  }
  return folder;
}
