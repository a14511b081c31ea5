import { readFile, realpath } from "node:fs/promises";
import type { SearchAnswer, SearchResult } from "../../contract/search.ts";
import type { Catalog } from "../catalog/index.ts";
import { fromSystemError, ShoeboxError } from "../errors.ts";
import { pathForDisplay, pathToSystem } from "../files/path-bytes.ts";
import { formatName, pictureFormatOf } from "../imaging/format.ts";
import { describeModel } from "../models/runtime/describe.ts";
import type { RootPlaces } from "../roots/root-places.ts";
import { thereFirst } from "../roots/there-first.ts";
import type { ModelService } from "../switching/model-service.ts";
import type { OpenModel } from "../switching/open-model.ts";
import type { VectorMatch } from "../vectors/vector-store.ts";
import type { DecodePool } from "../workers/decode-pool.ts";
import { embedPictures } from "../workers/embed-pictures.ts";

export interface Page {
  limit: number;
  offset: number;
}

interface SearchParts {
  catalog: Catalog;
  places: RootPlaces;
  models: ModelService;
  decodePool: DecodePool;
}

/** Query -> embedding -> nearest photos, with what a page shows of each. */
export class SearchService {
  readonly #parts: SearchParts;

  constructor(parts: SearchParts) {
    this.#parts = parts;
  }

  /** @throws MODEL_MISSING, MODEL_CORRUPT */
  text(query: string, page: Page): Promise<SearchAnswer> {
    const started = performance.now();
    return this.#parts.models.using(async (open) => {
      const vector = await open.embedText(query);
      return this.#answer(open, { query, started, vector, page });
    });
  }

  /** @throws ASSET_NOT_FOUND for a photo that is not in the library or has no embedding yet */
  similarToAsset(assetId: number, page: Page): Promise<SearchAnswer> {
    const started = performance.now();
    return this.#parts.models.using(async (open) => {
      const vector = open.index.vectorOf(assetId);
      const path = this.#pathOf(assetId);
      if (!vector || path === undefined) {
        throw new ShoeboxError("ASSET_NOT_FOUND", `There is no photo ${assetId} that can be compared.`);
      }
      return this.#answer(open, { query: pathForDisplay(path), started, vector, page, except: assetId });
    });
  }

  /**
   * Any picture on disk, in the library or not.
   * @throws DIR_NOT_FOUND, PERMISSION_DENIED, UNSUPPORTED_FORMAT and the codes of decoding
   */
  async similarToFile(path: string, page: Page): Promise<SearchAnswer> {
    const started = performance.now();
    const shown = pathForDisplay(path);
    const bytes = await readPicture(path);
    const sha256 = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    const known = this.#parts.catalog.assets.idOf(sha256);
    return this.#parts.models.using(async (open) => {
      const stored = known === undefined ? undefined : open.index.vectorOf(known);
      const vector = stored ?? (await this.#embedPicture(open, bytes, shown));
      return this.#answer(open, { query: shown, started, vector, page, except: known });
    });
  }

  async #embedPicture(
    { model, inferencePool }: OpenModel,
    bytes: Uint8Array<ArrayBuffer>,
    path: string,
  ): Promise<Float32Array> {
    const format = pictureFormatOf(bytes);
    if (!format)
      throw new ShoeboxError("UNSUPPORTED_FORMAT", `${path} is not a picture that Shoebox reads.`, { path });
    const answer = await this.#parts.decodePool.decode({ bytes, format, shape: model.input });
    if ("problem" in answer) {
      const message = `${path} (${formatName(format)}): ${answer.problem.message}`;
      throw new ShoeboxError(answer.problem.code, message, { path });
    }
    return embedPictures([answer.picture], inferencePool);
  }

  async #answer(
    { index, model }: OpenModel,
    search: {
      query: string;
      started: number;
      vector: Float32Array;
      page: Page;
      except?: number | undefined;
    },
  ): Promise<SearchAnswer> {
    const { page, except } = search;
    const spare = except === undefined ? 0 : 1;
    const matches = await index.search(search.vector, page.offset + page.limit + spare);
    const wanted = matches
      .filter(({ assetId }) => assetId !== except)
      .slice(page.offset, page.offset + page.limit);
    const total = Math.max(0, (await index.count()) - spare);
    return {
      query: search.query,
      tookMs: performance.now() - search.started,
      total,
      model: describeModel(model),
      photosWaiting: this.#parts.models.photosWaiting,
      results: wanted.flatMap((match, position) => this.#result(match, page.offset + position + 1) ?? []),
    };
  }

  #result({ assetId, score }: VectorMatch, rank: number): SearchResult | undefined {
    const photo = this.#parts.catalog.photos.get(assetId);
    const path = this.#pathOf(assetId);
    if (!photo || path === undefined) return undefined;
    const { width, height, taken_at: takenAt, placeholder } = photo;
    return {
      rank,
      score,
      path: pathForDisplay(path),
      assetId,
      width,
      height,
      takenAt,
      placeholder: placeholder?.toString("base64") ?? null,
    };
  }

  /** Where the photo is now, if it can be reached. */
  #pathOf(assetId: number): string | undefined {
    const { catalog, places } = this.#parts;
    return thereFirst(places, catalog.photos.filesOf(assetId))[0]?.path;
  }

  /** A few queries that this model answers well. */
  suggestions(): string[] {
    return [...(this.#parts.models.inUse?.suggestions ?? [])];
  }
}

async function readPicture(path: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await readFile(await realpath(pathToSystem(path))));
  } catch (error) {
    const shown = pathForDisplay(path);
    const { code } = fromSystemError(error, shown);
    if (code !== "VANISHED") throw fromSystemError(error, shown);
    throw new ShoeboxError("ASSET_NOT_FOUND", `There is no file ${shown}.`, { path: shown, cause: error });
  }
}
