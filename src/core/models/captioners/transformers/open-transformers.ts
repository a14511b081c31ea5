import type { TransformersEntry } from "../../manifest/schema.ts";
import { cpuOptions } from "../../runtime/session.ts";
import type { Captioner } from "../captioner.ts";
import { families } from "./families.ts";
import { loadLibrary } from "./library.ts";
import { libraryError } from "./library-error.ts";
import { readModelFolder, type TransformersModel } from "./model-folder.ts";
import { TransformersCaptioner } from "./transformers-captioner.ts";
import type { WriterParts } from "./writer.ts";

/**
 * A captioner that @huggingface/transformers runs, from a folder laid out as on the hub.
 * @param threads of one run
 * @throws MODEL_MISSING, MODEL_CORRUPT
 */
export async function openTransformers(model: TransformersModel, threads: number): Promise<Captioner> {
  return new TransformersCaptioner(await loadWriterParts(model, threads));
}

/** @throws MODEL_MISSING, MODEL_CORRUPT */
export async function loadWriterParts(model: TransformersModel, threads: number): Promise<WriterParts> {
  const { entry, directory } = model;
  const family = families[entry.family];
  const { ends, chatTemplate } = await readModelFolder(model, family);
  const library = await loadLibrary();
  const asCoded = (error: unknown): never => {
    throw libraryError(error, entry.name);
  };
  const processor = await library.AutoProcessor.from_pretrained(directory).catch(asCoded);
  const network = await library.AutoModelForImageTextToText.from_pretrained(directory, {
    dtype: entry.dtypes,
    device: "cpu",
    session_options: { ...cpuOptions(threads), graphOptimizationLevel: optimisationOf(entry) },
  }).catch(asCoded);
  const asker = { processor, chatTemplate, prompt: entry.generation.prompt };
  return { library, entry, family, asker, network, ends };
}

/**
 * What fuses layers does not always find the numbers of half precision again that it cast itself, and gives the model up:
 * microsoft/onnxruntime, issue 29153.
 */
function optimisationOf({ dtypes }: TransformersEntry): "all" | "basic" {
  return Object.values(dtypes).some((dtype) => dtype.endsWith("16")) ? "basic" : "all";
}
