import { cameraNameOf } from "../../contract/camera-name.ts";
import type { InheritedField } from "../../contract/duplicates.ts";
import type { ReviewedAsset } from "../catalog/duplicate-files.ts";
import { ShoeboxError } from "../errors.ts";
import type { DuplicateReview } from "./review.ts";

type FieldName = InheritedField["field"];

/** Fields that one photo can have and another lack, as a person reads them; null where there is nothing. */
const readers: Record<FieldName, (asset: ReviewedAsset) => string | null> = {
  // A file's own date is no date of the picture: there is nothing to inherit in it.
  takenAt: ({ takenAt, takenAtSource }) => (takenAtSource === "exif" ? takenAt : null),
  location: ({ latitude, longitude }) =>
    latitude === null || longitude === null ? null : `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`,
  camera: ({ camera }) => [cameraNameOf(camera), camera.lens].filter(Boolean).join(" ") || null,
  rating: ({ rating }) => (rating === null || rating === 0 ? null : `${rating} of 5 stars`),
  title: ({ title }) => title,
  description: ({ description }) => description,
  keywords: ({ keywords }) => (JSON.parse(keywords) as string[]).join(", ") || null,
};

/** What the one that stays lacks, or has otherwise. @throws GROUP_NOT_FOUND, ASSET_NOT_FOUND */
export function previewInheritance(
  review: DuplicateReview,
  groupId: string,
  keep: number | undefined,
): { keep: number; fields: InheritedField[] } {
  const { candidates, decision } = review.find(groupId);
  const kept =
    keep === undefined ? decision.kept.asset : candidates.find(({ asset }) => asset.assetId === keep)?.asset;
  if (!kept) throw new ShoeboxError("ASSET_NOT_FOUND", `Photo ${keep} is not in group ${groupId}.`);
  const others = candidates.map(({ asset }) => asset).filter((asset) => asset.assetId !== kept.assetId);
  const fields = (Object.keys(readers) as FieldName[]).flatMap((field): InheritedField[] => {
    const own = readers[field](kept);
    const offered = others.flatMap((asset) => {
      const value = readers[field](asset);
      return value === null || value === own ? [] : [{ assetId: asset.assetId, value }];
    });
    return offered.length === 0 ? [] : [{ field, kept: own, offered }];
  });
  return { keep: kept.assetId, fields };
}
