import type { Catalog } from "../../catalog/index.ts";
import { ShoeboxError } from "../../errors.ts";
import { pathForDisplay } from "../../files/path-bytes.ts";
import { readPicture } from "../../photos/picture-file.ts";
import type { Example } from "../../query/index.ts";
import type { OpenModel } from "../../switching/open-model.ts";
import type { DecodePool } from "../../workers/decode-pool.ts";
import type { Asked } from "../asked.ts";
import { embedPicture } from "../given/embed-picture.ts";
import type { GivenPictures } from "../given/index.ts";

export interface ExampleParts {
  catalog: Catalog;
  decodePool: DecodePool;
  given: GivenPictures;
}

/** What a search goes by beside words. */
export interface Examples {
  /** float32 [dimensions] each, of length 1. */
  likes: readonly Float32Array[];
  unlikes: readonly Float32Array[];
  /** Those that are photos of the library: they are no answer. */
  assetIds: ReadonlySet<number>;
}

interface Seen {
  vector: Float32Array;
  assetId: number | undefined;
}

/**
 * The examples of a query by one model.
 * @throws ASSET_NOT_FOUND for a photo or a file that is not there or has no embedding yet; UNSUPPORTED_FORMAT and the codes
 *   of decoding
 */
export async function examplesOf(
  open: OpenModel,
  parts: ExampleParts,
  { plan, likePaths }: Asked,
): Promise<Examples> {
  const look = (example: Example) => lookAtExample(open, parts, example);
  const [likes, files, unlikes] = await Promise.all([
    Promise.all(plan.likes.map(look)),
    Promise.all(likePaths.map((path) => lookAtFile(open, parts, path))),
    Promise.all(plan.unlikes.map(look)),
  ]);
  const vectorsOf = (seen: readonly Seen[]) => seen.map(({ vector }) => vector);
  const assetIds = [...likes, ...files, ...unlikes].flatMap(({ assetId }) => assetId ?? []);
  return {
    likes: vectorsOf([...likes, ...files]),
    unlikes: vectorsOf(unlikes),
    assetIds: new Set(assetIds),
  };
}

async function lookAtExample(open: OpenModel, parts: ExampleParts, example: Example): Promise<Seen> {
  if (example.kind === "asset") return lookAtPhoto(open, parts, example.assetId);
  return { vector: await parts.given.vectorOf(open, example.givenId), assetId: undefined };
}

function lookAtPhoto({ index }: OpenModel, { catalog }: ExampleParts, assetId: number): Seen {
  const vector = index.vectorOf(assetId);
  if (vector && catalog.assets.isPresent(assetId)) return { vector, assetId };
  throw new ShoeboxError("ASSET_NOT_FOUND", `There is no photo ${assetId} that can be compared.`);
}

async function lookAtFile(
  open: OpenModel,
  { catalog, decodePool }: ExampleParts,
  path: string,
): Promise<Seen> {
  const bytes = await readPicture(path);
  const sha256 = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const assetId = catalog.assets.idOf(sha256);
  const known = assetId === undefined ? undefined : open.index.vectorOf(assetId);
  return {
    vector: known ?? (await embedPicture(open, decodePool, { bytes, name: pathForDisplay(path) })),
    assetId,
  };
}
