import type { PhotoType } from "../../vectors/photo-filter.ts";
import { type Choice, choiceKind } from "./choices.ts";

const type = (name: PhotoType, aliases: string[], label: string): Choice => ({
  name,
  aliases,
  label,
  filter: { kind: "is", field: "type", values: [name] },
});

export const photoType = choiceKind({
  name: "type",
  aliases: ["kind"],
  purpose: "RAW, live photo, animated, panorama, screenshot",
  expected: "raw, live, animated, panorama or screenshot",
  isOfferedForWords: true,
  choices: [
    type("raw", ["raws", "dng"], "camera RAW"),
    type("live", ["motion", "livephoto", "live photo", "motion photo"], "live photos"),
    type("animated", ["animation", "moving"], "animated pictures"),
    type("panorama", ["pano", "panoramas", "panoramic"], "panoramas"),
    type("screenshot", ["screenshots", "screen", "screencapture"], "screenshots"),
  ],
});
