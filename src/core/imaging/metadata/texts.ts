import type { ExpandedTags } from "exifreader";
import { number, text, texts } from "./tags.ts";

/** What people and programs wrote about a picture. */
export interface PictureTexts {
  title: string | null;
  description: string | null;
  keywords: string[];
  /** 0 to 5 stars; null where nobody gave any. */
  rating: number | null;
}

export const noTexts: PictureTexts = { title: null, description: null, keywords: [], rating: null };

/** What cameras write into every picture's description. */
const cameraNoise =
  /^(OLYMPUS DIGITAL CAMERA|SONY DSC|KODAK Digital Still Camera|DCIM[\\/].*|Exif_JPEG_PICTURE|default)$/i;

export function readTexts(tags: ExpandedTags): PictureTexts {
  const descriptions = [
    text(tags, "xmp", "description"),
    text(tags, "iptc", "Caption/Abstract"),
    text(tags, "exif", "ImageDescription"),
  ];
  const keywords = [...texts(tags, "xmp", "subject"), ...texts(tags, "iptc", "Keywords")];
  return {
    title: text(tags, "xmp", "title") ?? text(tags, "iptc", "Object Name") ?? null,
    description: descriptions.find((each) => each !== undefined && !cameraNoise.test(each)) ?? null,
    keywords: [...new Set(keywords)],
    rating: stars(number(tags, "xmp", "Rating") ?? number(tags, "exif", "Rating")),
  };
}

/** -1 is what some programs write for "rejected". */
function stars(rating: number | undefined): number | null {
  return rating !== undefined && rating >= 0 && rating <= 5 ? Math.round(rating) : null;
}
