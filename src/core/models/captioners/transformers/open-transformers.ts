import type { TransformersEntry } from "../../manifest/schema.ts";
import { cpuOptions } from "../../runtime/session.ts";
import type { Captioner } from "../captioner.ts";
import type { Family } from "./family.ts";
import { florence2 } from "./florence2.ts";
import { idefics3 } from "./idefics3.ts";
import { loadLibrary } from "./library.ts";
import { libraryError } from "./library-error.ts";
import { readModelFolder, type TransformersModel } from "./model-folder.ts";
import { qwen2Vl } from "./qwen2-vl.ts";
import { TransformersCaptioner } from "./transformers-captioner.ts";

export const families: Record<TransformersEntry["family"], Family> = {
  florence2,
  idefics3,
  qwen2_vl: qwen2Vl,
};

/**
 * A captioner that @huggingface/transformers runs, from a folder laid out as on the hub.
 * @param threads of one run
 * @throws MODEL_MISSING, MODEL_CORRUPT
 */
export async function openTransformers(
  { entry, directory }: TransformersModel,
  threads: number,
): Promise<Captioner> {
  const family = families[entry.family];
  const { ends, chatTemplate } = await readModelFolder({ entry, directory }, family);
  const library = await loadLibrary();
  const asCoded = (error: unknown): never => {
    throw libraryError(error, entry.name);
  };
  const processor = await library.AutoProcessor.from_pretrained(directory).catch(asCoded);
  const network = await library.AutoModelForImageTextToText.from_pretrained(directory, {
    dtype: entry.dtypes,
    device: "cpu",
    session_options: cpuOptions(threads),
  }).catch(asCoded);
  const asker = { processor, chatTemplate, prompt: entry.generation.prompt };
  return new TransformersCaptioner({ library, entry, family, asker, network, ends });
}
