import type { Timeline } from "../../contract/photos.ts";
import type { Catalog } from "../catalog/index.ts";
import type { CoarseDate } from "../catalog/photos.ts";

const noColumns = {
  assetIds: "",
  takenAtMinutes: "",
  aspectRatios: "",
  placeholderLengths: "",
  placeholders: "",
  removedAssetIds: "",
};

/** All photos, or what changed since a revision, in the columns that contract/photos.ts describes. */
export function readTimeline(catalog: Catalog, since: number | undefined): Timeline {
  const revision = catalog.revision();
  const isDelta = since !== undefined && since <= revision;
  if (isDelta && since === revision) {
    return { count: 0, revision, isDelta, ...noColumns };
  }
  const columns = isDelta ? catalog.photos.timelineSince(since) : catalog.photos.timeline();
  const coarse = catalog.photos.coarseDates(isDelta ? since : undefined);
  const removed = isDelta ? catalog.photos.removedSince(since) : [];
  return {
    ...noColumns,
    count: columns.assetIds.length,
    revision,
    isDelta,
    assetIds: base64(Uint32Array.from(columns.assetIds)),
    takenAtMinutes: base64(Int32Array.from(columns.takenAtMinutes)),
    aspectRatios: base64(Uint16Array.from(columns.aspectRatios, clampRatio)),
    ...(coarse.length > 0 ? encodeCoarse(coarse) : {}),
    ...(columns.assetIds.length > 0 ? encodePlaceholders(columns.placeholders) : {}),
    removedAssetIds: base64(Uint32Array.from(removed)),
  };
}

function encodeCoarse(dates: readonly CoarseDate[]) {
  const idsOf = (isYear: boolean) =>
    base64(
      Uint32Array.from(dates.filter((date) => (date.isYear === 1) === isYear).map(({ assetId }) => assetId)),
    );
  return { yearAssetIds: idsOf(true), monthAssetIds: idsOf(false) };
}

function clampRatio(ratio: number): number {
  return Math.min(65_535, Math.max(1, ratio));
}

function encodePlaceholders(commaSeparatedHex: string) {
  const lengths = Uint8Array.from(commaSeparatedHex.split(","), (hex) => hex.length / 2);
  return {
    placeholderLengths: base64(lengths),
    placeholders: Buffer.from(commaSeparatedHex.replaceAll(",", ""), "hex").toString("base64"),
  };
}

function base64(column: Uint32Array | Int32Array | Uint16Array | Uint8Array): string {
  return Buffer.from(column.buffer, column.byteOffset, column.byteLength).toString("base64");
}
