import type { CaptioningMode } from "../../../contract/index.ts";

/** Of which photos captions are written. */
export const modeWords: Record<CaptioningMode, { label: string; description: string }> = {
  off: { label: "Off", description: "No captions are written. Those that are there stay." },
  opened: { label: "What I open, and favourites", description: "Each photo that is looked at gets one." },
  all: { label: "All photos", description: "One by one, in the background, after all other work." },
};

/** A label behind other words: "What I open" -> "what I open". */
export function inASentence(label: string): string {
  return label.charAt(0).toLowerCase() + label.slice(1);
}
