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

type FieldName = InheritedField["field"];

const keywordsOf = ({ keywords }: ReviewedAsset) => JSON.parse(keywords) as string[];

/** What a photo has in a field; undefined where there is nothing. */
const values: { [Field in InheritableField]: (asset: ReviewedAsset) => OwnValues[Field] } = {
  // A file's own date is no date of the picture: there is nothing to inherit in it.
  takenAt: ({ takenAt, takenAtSource }) => (takenAtSource === "exif" ? (takenAt ?? undefined) : undefined),
  location: ({ latitude, longitude }) =>
    latitude === null || longitude === null ? undefined : { latitude, longitude },
  rating: ({ rating }) => (rating === null || rating === 0 ? undefined : rating),
  title: ({ title }) => title || undefined,
  description: ({ description }) => description || undefined,
  keywords: (asset) => {
    const keywords = keywordsOf(asset);
    return keywords.length === 0 ? undefined : keywords;
  },
};

/** As a person reads it; null where there is nothing. */
const words: Record<FieldName, (asset: ReviewedAsset) => string | null> = {
  takenAt: (asset) => values.takenAt(asset) ?? null,
  location: ({ latitude, longitude }) =>
    latitude === null || longitude === null ? null : `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`,
  camera: ({ camera }) => [cameraNameOf(camera), camera.lens].filter(Boolean).join(" ") || null,
  rating: (asset) => (values.rating(asset) === undefined ? null : `${asset.rating} of 5 stars`),
  title: ({ title }) => title || null,
  description: ({ description }) => description || null,
  keywords: (asset) => keywordsOf(asset).join(", ") || null,
};

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
  return value === words[field](kept) ? null : value;
}

function newKeywords(kept: ReviewedAsset, other: ReviewedAsset): string[] {
  const own = new Set(keywordsOf(kept));
  return keywordsOf(other).filter((keyword) => !own.has(keyword));
}

/** What the one that stays lacks, or has otherwise. */
export function offersFor(kept: ReviewedAsset, others: readonly ReviewedAsset[]): InheritedField[] {
  return [...inheritableFields, "camera" as const].flatMap((field): InheritedField[] => {
    const offered = others.flatMap((other) => {
      const value = offerOf(field, kept, other);
      return value === null ? [] : [{ assetId: other.assetId, value }];
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
