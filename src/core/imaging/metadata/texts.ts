import { isBoilerplate, isProgramsOwn } from "./boilerplate.ts";
import { readKeywords } from "./keywords.ts";
import { descriptionFields, lastDescriptionFields, titleFields } from "./precedence.ts";
import { readRating } from "./rating.ts";
import { text, type WrittenTags } from "./written-tags.ts";

/** What people and programs wrote about a picture. */
export interface PictureTexts {
  title: string | null;
  description: string | null;
  keywords: string[];
  /** 0 to 5 stars; null where nobody gave any. */
  rating: number | null;
  /** Somebody discarded it, in a program that keeps what is discarded. */
  isRejected: boolean;
}

export const noTexts: PictureTexts = {
  title: null,
  description: null,
  keywords: [],
  rating: null,
  isRejected: false,
};

export function readTexts(tags: WrittenTags): PictureTexts {
  return {
    title: firstOf(tags, titleFields, isBoilerplate),
    description:
      firstOf(tags, descriptionFields, isBoilerplate) ?? firstOf(tags, lastDescriptionFields, isProgramsOwn),
    keywords: readKeywords(tags),
    ...readRating(tags),
  };
}

function firstOf(
  tags: WrittenTags,
  fields: readonly Parameters<typeof text>[1][],
  isNone: (found: string) => boolean,
): string | null {
  for (const field of fields) {
    const found = text(tags, field);
    if (found !== undefined && !isNone(found)) return found;
  }
  return null;
}
