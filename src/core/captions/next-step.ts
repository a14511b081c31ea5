import type { CaptioningMode } from "../../contract/captions.ts";
import { longestCaptionCharacters } from "../../contract/captions.ts";
import type { CaptionSituation } from "../catalog/captions.ts";
import type { CaptioningModel, Sentence } from "../models/captioners/captioner.ts";

/** What is to be done about a photo's caption. */
export type NextStep = "write" | "done" | "unwanted";

/** Another sentence was asked for in the place of the one there is. */
function isAskedAgain({ machine, avoided }: CaptionSituation): boolean {
  return machine?.text != null && avoided.includes(machine.text);
}

/** @param key of the captioner at work */
export function nextStepOf(
  situation: CaptionSituation,
  { mode, key }: { mode: CaptioningMode; key: string },
): NextStep {
  if (situation.ownText !== null) return "done";
  if (isAskedAgain(situation)) return "write";
  if (situation.seenBy === key) return "done";
  return mode === "all" || situation.isCaredFor ? "write" : "unwanted";
}

/**
 * The likeliest of these sentences that may be kept: one that nobody rejected, and of which the model is sure enough.
 * @param sentences the likeliest first
 */
export function sentenceToKeep(
  sentences: readonly Sentence[],
  { rejected, avoided }: Pick<CaptionSituation, "rejected" | "avoided">,
  { entry: { confidence: rule } }: CaptioningModel,
): Sentence | undefined {
  const refused = new Set([...rejected, ...avoided]);
  return sentences
    .map(({ text, confidence }) => ({ text: plain(text), confidence }))
    .find(({ text, confidence }) => {
      const isSure = rule === null || confidence === null || confidence >= rule.least;
      return text !== "" && isSure && !refused.has(text);
    });
}

/** As long as a person's own may be, in one line. */
function plain(text: string): string {
  return text.replace(/\s+/gu, " ").trim().slice(0, longestCaptionCharacters).toWellFormed();
}
