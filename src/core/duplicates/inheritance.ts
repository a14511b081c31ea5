import { cameraNameOf } from "../../contract/camera-name.ts";
import {
  type InheritableField,
  inheritableFields,
  type TakeOver,
  type TakeOverRule,
} from "../../contract/cleaning.ts";
import type { InheritedField } from "../../contract/duplicates.ts";
import type { ReviewedAsset } from "../catalog/duplicate-files.ts";
import type { OwnValue, OwnValues, PlannedInheritance } from "../catalog/own-values.ts";
import { ShoeboxError } from "../errors.ts";
import { datesReadSame, fold, placesReadSame, visible } from "./read-same.ts";

type FieldName = InheritedField["field"];

const keywordsOf = ({ keywords }: ReviewedAsset) => JSON.parse(keywords) as string[];

function textOf(text: string | null): string | undefined {
  return text !== null && visible(text) !== "" ? text : undefined;
}

/** By the metre, and never "-0". */
function degrees(value: number): string {
  return (Math.round(value * 1e5) / 1e5 || 0).toFixed(5);
}

/** What a photo has in a field; undefined where there is nothing. */
const values: { [Field in InheritableField]: (asset: ReviewedAsset) => OwnValues[Field] } = {
  // A file's own date is no date of the picture: there is nothing to inherit in it.
  takenAt: ({ takenAt, takenAtSource }) => (takenAtSource === "exif" ? (takenAt ?? undefined) : undefined),
  location: ({ latitude, longitude }) =>
    latitude === null || longitude === null ? undefined : { latitude, longitude },
  rating: ({ rating }) => (rating === null || rating <= 0 ? undefined : rating),
  title: ({ title }) => textOf(title),
  description: ({ description }) => textOf(description),
  keywords: (asset) => {
    const keywords = keywordsOf(asset);
    return keywords.length === 0 ? undefined : keywords;
  },
};

/** As a person reads it; null where there is nothing. */
const words: Record<FieldName, (asset: ReviewedAsset) => string | null> = {
  takenAt: (asset) => values.takenAt(asset) ?? null,
  location: ({ latitude, longitude }) =>
    latitude === null || longitude === null ? null : `${degrees(latitude)}, ${degrees(longitude)}`,
  camera: ({ camera }) => [cameraNameOf(camera), camera.lens].filter(Boolean).join(" ") || null,
  rating: (asset) => (values.rating(asset) === undefined ? null : `${asset.rating} of 5 stars`),
  title: ({ title }) => textOf(title) ?? null,
  description: ({ description }) => textOf(description) ?? null,
  keywords: (asset) => keywordsOf(asset).join(", ") || null,
};

/**
 * Whether two values of a field read the same to a person, whatever sets them apart: seconds and zones of a date,
 * centimetres of a place, the order and case of keywords, what cannot be seen of a text.
 */
function readSame(field: FieldName, one: ReviewedAsset, other: ReviewedAsset): boolean {
  if (field === "takenAt") return datesReadSame(words.takenAt(one) ?? "", words.takenAt(other) ?? "");
  if (field === "location") return placesReadSame(one, other);
  if (field === "keywords")
    return newKeywords(one, other).length === 0 && newKeywords(other, one).length === 0;
  const [own, others] = [words[field](one) ?? "", words[field](other) ?? ""];
  return field === "camera" ? fold(own) === fold(others) : visible(own) === visible(others);
}

/** The photo as it is known with what it took over. */
export function withOwnValues(asset: ReviewedAsset, own: OwnValues): ReviewedAsset {
  const { takenAt, location, rating, title, description, keywords } = own;
  return {
    ...asset,
    ...(takenAt !== undefined && { takenAt, takenAtSource: "exif" as const }),
    ...location,
    ...(rating !== undefined && { rating }),
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    ...(keywords !== undefined && { keywords: JSON.stringify(keywords) }),
  };
}

/** What another photo has in a field that this one lacks, or has otherwise, as text. */
function offerOf(field: FieldName, kept: ReviewedAsset, other: ReviewedAsset): string | null {
  if (field === "keywords") return newKeywords(kept, other).join(", ") || null;
  const value = words[field](other);
  return value === null || readSame(field, kept, other) ? null : value;
}

/** Each once, in whatever case it is written. */
function newKeywords(kept: ReviewedAsset, other: ReviewedAsset): string[] {
  const known = new Set(["", ...keywordsOf(kept).map(fold)]);
  return keywordsOf(other).filter((keyword) => {
    const isNew = !known.has(fold(keyword));
    known.add(fold(keyword));
    return isNew;
  });
}

/** What the one that stays lacks, or has otherwise. */
export function offersFor(kept: ReviewedAsset, others: readonly ReviewedAsset[]): InheritedField[] {
  return [...inheritableFields, "camera" as const].flatMap((field): InheritedField[] => {
    const offering = others.flatMap((other) => {
      const value = offerOf(field, kept, other);
      return value === null ? [] : [{ other, value }];
    });
    // What reads the same is offered in the same words, and so once.
    const offered = offering.map(({ other }) => {
      const first = offering.find((earlier) => readSame(field, earlier.other, other));
      return { assetId: other.assetId, value: first?.value ?? "" };
    });
    return offered.length === 0 ? [] : [{ field, kept: words[field](kept), offered }];
  });
}

/** Of one group: who stays and who goes. */
export interface Inheriting {
  kept: ReviewedAsset;
  going: readonly ReviewedAsset[];
}

/** What rules take over: of several that offer something the first gives it; of keywords all give theirs. */
export function takeOversOf({ kept, going }: Inheriting, rules: readonly TakeOverRule[]): TakeOver[] {
  return offersFor(kept, going).flatMap(({ field, kept: own, offered }) => {
    const where = own === null ? "empty" : "different";
    const isWanted = rules.some((rule) => rule.field === field && rule.where === where);
    if (field === "camera" || !isWanted) return [];
    const giving = field === "keywords" ? offered : offered.slice(0, 1);
    return giving.map(({ assetId }) => ({ keep: kept.assetId, from: assetId, field }));
  });
}

/**
 * What a person accepted, as it is written into the library.
 * @param members of the group
 * @throws QUERY_INVALID for what none of them offers
 */
export function planInheritance(
  accepted: readonly TakeOver[],
  members: readonly ReviewedAsset[],
): PlannedInheritance[] {
  // Keywords of several add up.
  const known = new Map(members.map((asset) => [asset.assetId, asset]));
  return accepted.map(({ keep, from, field }) => {
    const [kept, donor] = [known.get(keep), known.get(from)];
    const value = kept && donor && valueToTake(field, kept, donor);
    if (!kept || !donor || value === undefined || keep === from) {
      throw new ShoeboxError(
        "QUERY_INVALID",
        `Photo ${from} has no ${field} that photo ${keep} could take over.`,
      );
    }
    known.set(keep, withOwnValues(kept, { [field]: value }));
    const [sha256, donorSha256] = [Buffer.from(kept.sha256, "hex"), Buffer.from(donor.sha256, "hex")];
    return { sha256, donor: donorSha256, field, value };
  });
}

function valueToTake(
  field: InheritableField,
  kept: ReviewedAsset,
  donor: ReviewedAsset,
): OwnValue | undefined {
  if (field !== "keywords") return values[field](donor);
  return values.keywords(donor) && [...keywordsOf(kept), ...newKeywords(kept, donor)];
}
