import type { CaptioningMode, CaptionsStatus } from "../contract/index.ts";
import { escapeControlCharacters, formatCount } from "./format.ts";

const modeWords: Record<CaptioningMode, string> = {
  off: "of no photos",
  opened: "of favourites and of photos that somebody opened",
  all: "of all photos",
};

const stateWords = {
  idle: "nothing left",
  running: "writing",
  waiting: "waiting",
  paused: "paused",
  failed: "stopped",
};

/** What `captions status` prints. */
export function captionFacts(status: CaptionsStatus): [string, string][] {
  const { mode, captioner, stage, photos, written, own, rejected } = status;
  const facts: [string, string][] = [
    ["Captions are written", modeWords[mode]],
    [
      "By",
      captioner
        ? `${escapeControlCharacters(captioner.name)} (${captioner.revision})`
        : "nothing that is installed",
    ],
    ["Photos", formatCount(photos)],
    ["Written by it or another", formatCount(written)],
    ["People's own", formatCount(own)],
    ["Not wanted", formatCount(rejected)],
  ];
  if (stage) {
    facts.push(["Now", stateWords[stage.state]], ["Left", formatCount(stage.left)]);
    if (stage.failed > 0) facts.push(["Tried in vain", formatCount(stage.failed)]);
  }
  return facts;
}

export function quotedCaption(text: string): string {
  return `“${escapeControlCharacters(text)}”`;
}
