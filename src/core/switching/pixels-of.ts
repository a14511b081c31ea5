import { readFile } from "node:fs/promises";
import type { Catalog } from "../catalog/index.ts";
import type { PhotoFile, PhotoRow } from "../catalog/photos.ts";
import { fromSystemError } from "../errors.ts";
import { pathForDisplay, pathToSystem } from "../files/path-bytes.ts";
import type { ModelPixels } from "../imaging/decode.ts";
import type { ModelInputShape } from "../imaging/preprocess.ts";
import { thumbnailServes } from "../imaging/thumbnail-serves.ts";
import { isTransient } from "../ingest/retry.ts";
import { isAsRead } from "../ingest/same-file.ts";
import type { RootPlaces } from "../roots/root-places.ts";
import type { Outcome } from "../stages/queued-stage.ts";
import type { DecodePool } from "../workers/decode-pool.ts";
import type { PixelsAnswer, PixelsTask } from "../workers/messages.ts";

export interface PixelsParts {
  catalog: Catalog;
  places: RootPlaces;
  decodePool: DecodePool;
}

/** What a model looks at, or why there is nothing. */
export type Pixels = { pixels: ModelPixels } | { outcome: Outcome };

const gone: Pixels = { outcome: { kind: "unwanted" } };

/** A photo as a model wants to see it: from its thumbnail where that serves, else from a file that can be reached. */
export async function pixelsOf(
  { catalog, places, decodePool }: PixelsParts,
  assetId: number,
  shape: ModelInputShape,
): Promise<Pixels> {
  const photo = catalog.photos.get(assetId);
  if (!photo) return gone;
  if (thumbnailServes(photo, shape)) {
    const webp = catalog.assets.thumbnail(assetId);
    const { width, height } = photo;
    const task = { format: "webp", shape, size: { width, height } } as const;
    const answer = webp && (await decode(decodePool, task, async () => new Uint8Array(webp)));
    // A thumbnail that cannot be read is no reason to do without the photo.
    if (answer && "pixels" in answer) return answer;
  }
  return pixelsOfOriginal({ catalog, places, decodePool }, photo, shape);
}

async function pixelsOfOriginal(
  { catalog, places, decodePool }: PixelsParts,
  photo: PhotoRow,
  shape: ModelInputShape,
): Promise<Pixels> {
  const files = catalog.photos.filesOf(photo.asset_id);
  let outcome: Outcome | undefined;
  for (const file of files) {
    if (!places.isRootOnline(file.rootId)) continue;
    const trouble = await whyNotRead(file, places);
    if (trouble) {
      outcome ??= trouble;
      continue;
    }
    const read = async () => new Uint8Array(await readFile(pathToSystem(file.path)));
    try {
      const answer = await decode(decodePool, { format: photo.format, shape }, read);
      if ("pixels" in answer) return answer;
      outcome = { kind: "failed", problem: answer.problem };
    } catch (error) {
      outcome ??= outcomeOf(error, file);
    }
  }
  return { outcome: outcome ?? away(catalog, places, files) };
}

/** Only what was indexed may be taken for it. */
async function whyNotRead(file: PhotoFile, places: RootPlaces): Promise<Outcome | undefined> {
  try {
    if ((await isAsRead(file, places.traitsAt(file.path))) && file.isAsIndexed) return undefined;
    const message = `The file ${pathForDisplay(file.path)} changed since it was indexed.`;
    return { kind: "busy", problem: { code: "CHANGED_SINCE_INDEXED", message } };
  } catch (error) {
    return outcomeOf(error, file);
  }
}

/** What is gone may be on its way back: whoever looks after the folder says so soon. */
function outcomeOf(error: unknown, { path }: PhotoFile): Outcome {
  const { code, message } = fromSystemError(error, pathForDisplay(path));
  return { kind: isTransient(error) || code === "VANISHED" ? "busy" : "failed", problem: { code, message } };
}

/** No file of the photo can be reached. */
function away(catalog: Catalog, places: RootPlaces, files: readonly PhotoFile[]): Outcome {
  const root = files[0] && catalog.roots.get(files[0].rootId);
  const message = root ? places.offlineMessage(root) : "No file of this photo is there now.";
  return { kind: "away", problem: { code: "ROOT_OFFLINE", message } };
}

/**
 * A worker that died is replaced by its pool, and the photo tried once more; the second time it is the photo's fault.
 * @throws what reading threw
 */
async function decode(
  pool: DecodePool,
  task: Omit<PixelsTask, "bytes">,
  read: () => Promise<Uint8Array<ArrayBuffer>>,
): Promise<PixelsAnswer> {
  for (let isLastTry = false; ; isLastTry = true) {
    const bytes = await read();
    try {
      return await pool.pixels({ ...task, bytes });
    } catch (error) {
      if (error instanceof Error && error.name === "AbortError") {
        const message = "Decoding took too long: its worker was ended.";
        return { problem: { code: "DECODE_TIMEOUT", message } };
      }
      const message = `Decoding the file ended its worker: ${String(error)}`;
      if (isLastTry) return { problem: { code: "WORKER_CRASHED", message } };
    }
  }
}
