import type { InstalledModels, TryOut } from "../models/installing/index.ts";
import type { ModelShelf } from "../shelf/model-shelf.ts";
import { startCaptioner } from "../workers/captioner-process.ts";
import { CaptionerCards } from "./captioner-cards.ts";
import { CaptionerChoice } from "./captioner-choice.ts";
import { captionerTrial } from "./captioner-trial.ts";
import { type CaptionsParts, CaptionsService } from "./captions-service.ts";

interface OpenCaptionsParts extends Omit<CaptionsParts, "choice" | "start"> {
  installed: InstalledModels;
}

/** A library's captions, and what belongs to the models that write them. */
export interface OpenCaptions {
  /** Which model writes. */
  choice: CaptionerChoice;
  captions: CaptionsService;
  /** How such a model is tried. */
  trial: TryOut;
  cardsOf(shelf: ModelShelf): CaptionerCards;
}

export function openCaptions({ installed, ...parts }: OpenCaptionsParts): OpenCaptions {
  const { catalog, decodePool, onChange } = parts;
  const choice = new CaptionerChoice({
    installed,
    chosenId: () => catalog.captionerChoice.get().captionerId,
    choose: (id) => catalog.transaction(() => catalog.captionerChoice.choose(id)),
  });
  choice.onChange(onChange);
  const captions = new CaptionsService({ ...parts, choice, start: startCaptioner });
  return {
    choice,
    captions,
    trial: captionerTrial({ decodePool, start: startCaptioner }),
    cardsOf: (shelf) =>
      new CaptionerCards({
        shelf,
        choice,
        captionsOf: (id) => captions.countOf(id),
        troubleAtWork: () => captions.status().stage?.error ?? null,
        onChange,
      }),
  };
}
