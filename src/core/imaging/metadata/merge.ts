import { undated } from "./date.ts";
import { joinPeople } from "./people.ts";
import type { PictureMetadata } from "./picture-metadata.ts";
import type { DateKind } from "./precedence.ts";
import { noTexts } from "./texts.ts";
import { offsetBetween } from "./utc-offsets.ts";

export const noMetadata: PictureMetadata = {
  ...undated,
  ...noTexts,
  camera: {},
  software: null,
  location: null,
  people: [],
  isFavorite: false,
  oddities: [],
};

/** What the sidecar says where it says something, the picture's own elsewhere; people of both. */
export function mergedWith(picture: PictureMetadata, sidecar: PictureMetadata): PictureMetadata {
  const { takenAt, takenAtMinutes, takenAtKind } = dateOf(picture, sidecar);
  return {
    takenAt,
    takenAtMinutes,
    takenAtKind,
    camera: { ...sidecar.camera, ...picture.camera },
    software: picture.software,
    location: sidecar.location ?? picture.location,
    title: sidecar.title ?? picture.title,
    description: sidecar.description ?? picture.description,
    keywords: sidecar.keywords.length > 0 ? sidecar.keywords : picture.keywords,
    rating: sidecar.rating ?? picture.rating,
    // Somebody who discarded it and gave it stars later wants it.
    isRejected: sidecar.isRejected || (picture.isRejected && sidecar.rating === null),
    people: joinPeople(sidecar.people, picture.people),
    isFavorite: sidecar.isFavorite || picture.isFavorite,
    oddities: [...new Set([...picture.oddities, ...sidecar.oddities])],
  };
}

const directness: Record<DateKind, number> = { taken: 2, digitized: 1, changed: 0 };

/** A sidecar's date of scanning does not replace the picture's of taking. */
function dateOf(picture: PictureMetadata, sidecar: PictureMetadata): PictureMetadata {
  if (sidecar.takenAtKind === null) return picture;
  if (picture.takenAtKind === null) return sidecar;
  if (directness[sidecar.takenAtKind] < directness[picture.takenAtKind]) return picture;
  return isSameMoment(picture.takenAt ?? "", sidecar.takenAt ?? "") ? picture : sidecar;
}

/** A moment in UTC and a wall clock that showed just it somewhere: the wall clock says more. */
function isSameMoment(wallClock: string, instant: string): boolean {
  if (!instant.endsWith("Z") || wallClock.endsWith("Z") || !wallClock.includes("T")) return false;
  const utcMillis = wholeSeconds(Date.parse(instant));
  const hasOffset = /[+-]\d\d:\d\d$/.test(wallClock);
  if (hasOffset) return wholeSeconds(Date.parse(wallClock)) === utcMillis;
  const wallMillis = wholeSeconds(Date.parse(`${wallClock.slice(0, 19)}Z`));
  const offset = offsetBetween(wallMillis, utcMillis);
  return offset !== "" && wholeSeconds(Date.parse(`${wallClock.slice(0, 19)}${offset}`)) === utcMillis;
}

const wholeSeconds = (millis: number) => Math.floor(millis / 1000) * 1000;
