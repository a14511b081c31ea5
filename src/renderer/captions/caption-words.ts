import type { Caption, CaptionsStatus } from "../../contract/index.ts";
import { count, photos } from "../words/quantities.ts";

/** "Fairly sure, 62 %": how likely the sentence names what can be seen; undefined where nobody said. */
export function confidenceWords({ confidence }: Pick<Caption, "confidence">): string | undefined {
  if (confidence === null) return undefined;
  const words = confidence >= 0.8 ? "Quite sure" : confidence >= 0.5 ? "Fairly sure" : "Not very sure";
  return `${words}, ${Math.round(confidence * 100)} %`;
}

/** "Written by Starter captions"; undefined for a person's own. */
export function writerWords({ isOwn, model }: Pick<Caption, "isOwn" | "model">): string | undefined {
  if (isOwn) return undefined;
  return model ? `Written by ${model.name}` : "Written by a machine";
}

/** "the caption", "the captions of 3 photos". */
export function theCaptions(number: number): string {
  return number > 1 ? `the captions of ${photos(number)}` : "the caption";
}

/** "1,204 of 12,400 photos have a caption, 12 of them one of yours. 3 were not wanted." */
export function countWords({ photos: total, written, own, rejected }: CaptionsStatus): string {
  if (total === 0) return "There are no photos yet.";
  const captioned = written + own;
  const yours = own === 0 ? "" : `, ${count(own)} of them written by you`;
  const unwanted = rejected === 0 ? "" : ` ${count(rejected)} ${rejected === 1 ? "was" : "were"} not wanted.`;
  return `${count(captioned)} of ${photos(total)} ${captioned === 1 ? "has" : "have"} a caption${yours}.${unwanted}`;
}

/** Of pictures side by side: what was said of one before it is not said again. */
export function saidOnce(sentences: readonly (string | undefined)[]): (string | undefined)[] {
  return sentences.map((sentence, at) => (sentences.indexOf(sentence) === at ? sentence : undefined));
}
