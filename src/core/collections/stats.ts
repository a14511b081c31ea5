import { cameraNameOf } from "../../contract/camera-name.ts";
import type { CollectionStats } from "../../contract/collections.ts";
import type { Camera } from "../../contract/photos.ts";
import type { Tally } from "../catalog/collection-sums.ts";
import type { CollectionRow } from "../catalog/collections.ts";
import type { Catalog } from "../catalog/index.ts";
import type { CollectionDescriber } from "./describe.ts";

export interface StatsParts {
  catalog: Catalog;
  describer: CollectionDescriber;
  /** Groups of photos that are the same picture. */
  samePictures: () => readonly (readonly number[])[];
}

export function statsOf(row: CollectionRow, parts: StatsParts): CollectionStats {
  const { collectionId } = row;
  const { catalog, describer } = parts;
  const { sums } = describer.count(row);
  const { cameras, vectors, ...tallies } = catalog.collectionSums.tallies(collectionId);
  return {
    collection: describer.describe(row),
    files: sums.files,
    ...tallies,
    cameras: camerasOf(cameras),
    vectors: vectors.map(({ value, photos }) => ({ model: value, photos })),
    duplicates: countDuplicates(row, parts),
    absent: catalog.collections.countMembers(collectionId) - sums.photos,
  };
}

/** What makers wrote differently can be one name. */
function camerasOf(tallies: readonly Tally[]): Tally[] {
  const byName = new Map<string, number>();
  for (const { value, photos } of tallies) {
    const { make, model } = JSON.parse(value) as { make: string | null; model: string | null };
    const camera: Camera = { ...(make !== null && { make }), ...(model !== null && { model }) };
    const name = cameraNameOf(camera);
    byName.set(name, (byName.get(name) ?? 0) + photos);
  }
  return [...byName]
    .map(([value, photos]) => ({ value, photos }))
    .sort((left, right) => right.photos - left.photos || (left.value < right.value ? -1 : 1));
}

/** Photos that lie there twice, and photos beside which another one is the same picture. */
function countDuplicates(row: CollectionRow, { catalog, describer, samePictures }: StatsParts): number {
  const duplicates = new Set(catalog.collectionSums.copied(row.collectionId));
  const groups = samePictures();
  if (groups.length === 0) return duplicates.size;
  const members = new Set(describer.assetIds(row));
  for (const group of groups) {
    const inside = group.filter((assetId) => members.has(assetId));
    if (inside.length > 1) for (const assetId of inside) duplicates.add(assetId);
  }
  return duplicates.size;
}
