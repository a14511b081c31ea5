import { loadBlipCaptioner } from "./blip/blip-captioner.ts";
import type { Captioner, CaptioningModel } from "./captioner.ts";

/**
 * Loads a captioner, whatever runs it.
 * @param threads of one run
 * @throws MODEL_MISSING, MODEL_CORRUPT
 */
export async function openCaptioner(
  { entry, directory }: CaptioningModel,
  threads: number,
): Promise<Captioner> {
  if (entry.adapter === "blip") return loadBlipCaptioner({ entry, directory }, threads);
  // A library of some size, that only these need.
  const { openTransformers } = await import("./transformers/open-transformers.ts");
  return openTransformers({ entry, directory }, threads);
}
