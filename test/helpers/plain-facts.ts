import { createHash } from "node:crypto";
import type { PhotoFacts } from "../../src/core/vectors/photo-facts.ts";

/** A photo of which little is known, told from others by its number. */
export function plainFacts(number: number, facts: Partial<PhotoFacts> = {}): PhotoFacts {
  return {
    sha256: createHash("sha256").update(`photo ${number}`).digest("hex"),
    files: [{ path: `/photos/${number}.jpg`, folder: "/photos", isPresent: true }],
    format: "jpeg",
    width: 4000,
    height: 3000,
    types: [],
    sizeBytes: 1_000_000 + number,
    takenAt: null,
    camera: null,
    lens: null,
    rating: null,
    isFavorite: false,
    keywords: [],
    people: [],
    title: null,
    description: null,
    caption: null,
    text: null,
    location: null,
    places: [],
    collections: [],
    ...facts,
  };
}
