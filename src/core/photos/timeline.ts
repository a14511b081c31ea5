import type { Timeline } from "../../contract/photos.ts";
import type { Catalog } from "../catalog/index.ts";
import type { TimelineRow } from "../catalog/photos.ts";

const noColumns = {
  assetIds: "",
  takenAtMinutes: "",
  aspectRatios: "",
  placeholderLengths: "",
  placeholders: "",
};

/** All photos, or what changed since a revision, in the columns that contract/photos.ts describes. */
export function readTimeline(catalog: Catalog, since: number | undefined): Timeline {
  const revision = catalog.revision();
  const isDelta = since !== undefined && since <= revision;
  if (isDelta && since === revision) {
    return { count: 0, revision, isDelta, ...noColumns, removedAssetIds: "" };
  }
  const rows = isDelta ? catalog.photos.timelineSince(since) : catalog.photos.timeline();
  const removed = isDelta ? catalog.photos.removedSince(since) : [];
  return {
    count: rows.length,
    revision,
    isDelta,
    ...toColumns(rows),
    removedAssetIds: base64(Uint32Array.from(removed)),
  };
}

function toColumns(rows: readonly TimelineRow[]): typeof noColumns {
  const assetIds = new Uint32Array(rows.length);
  const takenAtMinutes = new Int32Array(rows.length);
  const aspectRatios = new Uint16Array(rows.length);
  const placeholderLengths = new Uint8Array(rows.length);
  const placeholders: Buffer[] = [];
  rows.forEach(([assetId, minutes, width, height, placeholder], row) => {
    assetIds[row] = assetId;
    takenAtMinutes[row] = minutes;
    aspectRatios[row] = Math.min(65_535, Math.max(1, Math.round((width / height) * 1000)));
    placeholderLengths[row] = placeholder?.length ?? 0;
    if (placeholder) placeholders.push(placeholder);
  });
  return {
    assetIds: base64(assetIds),
    takenAtMinutes: base64(takenAtMinutes),
    aspectRatios: base64(aspectRatios),
    placeholderLengths: base64(placeholderLengths),
    placeholders: Buffer.concat(placeholders).toString("base64"),
  };
}

function base64(column: Uint32Array | Int32Array | Uint16Array | Uint8Array): string {
  return Buffer.from(column.buffer, column.byteOffset, column.byteLength).toString("base64");
}
