import type { Reason, SearchResult } from "../../contract/search.ts";
import type { Catalog } from "../catalog/index.ts";
import { pathForDisplay } from "../files/path-bytes.ts";
import type { RootPlaces } from "../roots/root-places.ts";
import { thereFirst } from "../roots/there-first.ts";
import type { SharedPhoto } from "../vectors/shared-photo.ts";

/** What an answer knows of a photo beside what the catalog does. */
export type Placed = Pick<SearchResult, "assetId" | "rank" | "score" | "isLikely">;

/** A photo of the library as a result; undefined for one that is gone. */
export function ownResult(
  { catalog, places }: { catalog: Catalog; places: RootPlaces },
  placed: Placed,
  why: () => Reason[],
): SearchResult | undefined {
  const photo = catalog.photos.get(placed.assetId);
  // Where it is now, if it can be reached.
  const path = photo && thereFirst(places, catalog.photos.filesOf(placed.assetId))[0]?.path;
  if (!photo || path === undefined) return undefined;
  const { width, height, taken_at: takenAt, taken_at_source: takenAtSource, placeholder } = photo;
  return {
    ...placed,
    why: why(),
    path: pathForDisplay(path),
    owner: null,
    width,
    height,
    takenAt,
    takenAtSource,
    placeholder: placeholder?.toString("base64") ?? null,
  };
}

/** A photo of another library as a result: whose it is, and which machine has the file. */
export function sharedResult(
  { copies, width, height, takenAt }: SharedPhoto,
  placed: Placed,
  why: Reason[],
): SearchResult {
  const copy = copies.find(({ files }) => files.some(({ isPresent }) => isPresent)) ?? copies[0];
  const file = copy?.files.find(({ isPresent }) => isPresent) ?? copy?.files[0];
  return {
    ...placed,
    why,
    path: file?.path ?? "",
    owner: { library: copy?.libraryName ?? "another library", machine: copy?.machine ?? "another machine" },
    width,
    height,
    takenAt,
    takenAtSource: null,
    placeholder: null,
  };
}
