import type { ModelCard } from "../../../src/contract/index.ts";

/** A model that can be had, with what a test is about. */
export function modelCard(parts: Partial<ModelCard> = {}): ModelCard {
  return {
    id: "large",
    name: "Large",
    revision: "1",
    summary: "Finds nearly everything.",
    languages: ["en"],
    licence: { name: "MIT", url: null, isNonCommercial: false },
    origin: "published",
    isRecommended: false,
    isVerified: true,
    dimensions: 512,
    inputSizePixels: 224,
    sizeBytes: 605_000_000,
    quality: null,
    speed: null,
    isInstalled: false,
    isInUse: false,
    isWanted: false,
    vectors: 0,
    download: null,
    filling: null,
    trouble: null,
    ...parts,
  };
}

export const filling = {
  state: "running",
  photosDone: 3120,
  photosTotal: 12_400,
  photosFailed: 0,
  waitsFor: null,
  perSecond: 31.4,
  secondsLeft: 295,
} as const;

export const download = {
  bytesDone: 210_000_000,
  bytesTotal: 605_000_000,
  bytesPerSecond: 12_000_000,
  secondsLeft: 33,
};
