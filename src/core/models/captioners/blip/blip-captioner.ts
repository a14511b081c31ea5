import type { BlipEntry } from "../../manifest/schema.ts";
import type { Captioner, CaptioningModel, Sentence } from "../captioner.ts";
import { confidenceOf } from "../confidence.ts";
import { loadBlipWriter } from "./blip-writer.ts";

/** BLIP (Li et al. 2022, https://arxiv.org/abs/2201.12086) as ONNX files. @throws MODEL_MISSING, MODEL_CORRUPT */
export async function loadBlipCaptioner(
  model: CaptioningModel & { entry: BlipEntry },
  threads: number,
): Promise<Captioner> {
  const writer = await loadBlipWriter(model, threads);
  const rule = model.entry.confidence;
  return {
    close: () => writer.close(),
    async caption(pixels) {
      const written = await writer.write(pixels);
      return written.map((hypotheses) =>
        toldOnce(
          hypotheses.map((hypothesis) => ({
            text: writer.textOf(hypothesis),
            confidence: rule && confidenceOf(writer.evidenceOf(hypothesis), rule),
          })),
        ),
      );
    },
  };
}

/** Other tokens may read the same; and the end alone says nothing. */
function toldOnce(sentences: readonly Sentence[]): Sentence[] {
  const texts = sentences.map(({ text }) => text);
  return sentences.filter(({ text }, place) => text !== "" && texts.indexOf(text) === place);
}
