import type { SearchAnswer, SearchResult } from "../../contract/search.ts";
import type { SortOrder } from "../../contract/sort-order.ts";
import type { Catalog } from "../catalog/index.ts";
import { isShoeboxError, ShoeboxError } from "../errors.ts";
import { pathForDisplay } from "../files/path-bytes.ts";
import type { RootPlaces } from "../roots/root-places.ts";
import { thereFirst } from "../roots/there-first.ts";
import type { ModelService } from "../switching/model-service.ts";
import type { OpenModel } from "../switching/open-model.ts";
import { fromHalfFloats } from "../vectors/half-float.ts";
import { matchedTexts } from "../words/matched-texts.ts";
import type { QueryTerm } from "../words/query-terms.ts";
import type { DecodePool } from "../workers/decode-pool.ts";
import { foundPhotos } from "./found-photos.ts";
import { fuse, type Ranked } from "./fuse.ts";
import { embedGivenPicture, readGivenPicture } from "./given-picture.ts";
import { dotProduct, type LookAlikes, lookAlike } from "./look-alikes.ts";
import { late, orLate } from "./or-late.ts";
import { type SearchScope, scopeOf, withinScope } from "./scope.ts";
import { looksLikeIt, sharedResult } from "./shared-result.ts";
import type { VectorFinder } from "./vector-finder.ts";
import { findWords, type WordHit, type WordHits } from "./word-hits.ts";

export interface Page {
  limit: number;
  offset: number;
}

interface SearchParts {
  catalog: Catalog;
  places: RootPlaces;
  models: ModelService;
  /** Where vectors are looked up. */
  finder: VectorFinder;
  decodePool: DecodePool;
}

interface Scope {
  /** Only photos of this collection. */
  collectionId?: number | undefined;
}

interface TextQuery extends Page, Scope {
  query: string;
  likePaths?: readonly string[] | undefined;
  sort?: SortOrder | undefined;
  /** false: what is found by words is answered when it is known, though the model be loading. */
  waitForModel: boolean;
}

/** What else is like what is meant, and what is not. */
interface Examples extends Page, Scope {
  alsoLike?: readonly number[] | undefined;
  unlike?: readonly number[] | undefined;
}

/** How long what was found by words waits for what looks alike, where it need not. */
const patienceMillis = 250;

/** Look-alikes that are ranked beside hits by words, whatever page is asked for: so that pages fit together. */
const looksBesideWords = 1000;

/** Of more hits by words only those that are among the look-alikes are put in order by their looks. */
const mostCompared = 200;

/** The photos of an answer, in order, and who put them there. */
interface Ranking {
  query: string;
  started: number;
  page: Page;
  ranked: readonly Ranked[];
  total: number;
  withWords: number;
  looks: LookAlikes | undefined;
  isModelLoading: boolean;
  terms: readonly QueryTerm[];
}

/** Words and pictures -> ranked photos, with what a page shows of each and why it is there. */
export class SearchService {
  readonly #parts: SearchParts;

  constructor(parts: SearchParts) {
    this.#parts = parts;
  }

  /**
   * Photos in whose texts every word stands, then those that look like what is described. Without a model, or with one
   * that cannot be used, only what is written is searched.
   * @throws MODEL_MISSING, MODEL_CORRUPT where nothing is written either
   */
  async text({ query, waitForModel, collectionId, ...page }: TextQuery): Promise<SearchAnswer> {
    const started = performance.now();
    const scope = this.#scopeOf(collectionId);
    const hits = withinScope(findWords(this.#parts.catalog, query), scope);
    const hasHits = hits.exact.length + hits.loose.length > 0;
    const asked = page.offset + page.limit;
    const looking = lookAlike(this.#parts, {
      queryOf: (open) => open.embedText(query),
      limit: hasHits ? Math.max(looksBesideWords, asked) : asked,
      ...scope?.within,
    }).catch((error: unknown) => {
      if (!hasHits || !isShoeboxError(error)) throw error;
      return undefined;
    });
    const looks = waitForModel ? await looking : await orLate(looking, patienceMillis);
    const isModelLoading = looks === late;
    const known = isModelLoading ? undefined : looks;
    const ranked = fuse(hits, known?.matches ?? [], this.#similarities(hits.exact, known));
    return this.#answer({
      query,
      started,
      page,
      ranked,
      total: this.#countRanked(hits, known),
      withWords: hits.exact.length,
      looks: known,
      isModelLoading,
      terms: hits.terms,
    });
  }

  /** @throws COLLECTION_NOT_FOUND */
  #scopeOf(collectionId: number | undefined): SearchScope | undefined {
    return collectionId === undefined ? undefined : scopeOf(this.#parts.catalog, collectionId);
  }

  /** Everything that a query finds at this moment, as ids alone: `found-photos.ts`. */
  found(query: string, limit: number): Promise<number[]> {
    return foundPhotos(this.#parts, query, limit);
  }

  #similarities(hits: readonly WordHit[], looks: LookAlikes | undefined): Map<number, number> {
    if (!looks) return new Map();
    const known = new Map(looks.matches.map(({ assetId, score }) => [assetId, score]));
    if (hits.length > mostCompared) return known;
    for (const { assetId } of hits.filter((hit) => !known.has(hit.assetId))) {
      const score = this.#scoreOf(assetId, looks);
      if (score !== undefined) known.set(assetId, score);
    }
    return known;
  }

  /** Cosine similarity; undefined for a photo without a vector. */
  #scoreOf(assetId: number, { modelId, vector }: LookAlikes): number | undefined {
    const bytes = this.#parts.catalog.vectors.get(modelId, assetId);
    return bytes && dotProduct(fromHalfFloats(bytes), vector);
  }

  /** Photos that have a vector, and hits by words that have none. */
  #countRanked({ exact, loose }: WordHits, looks: LookAlikes | undefined): number {
    const assetIds = [...exact, ...loose].map(({ assetId }) => assetId);
    if (!looks) return assetIds.length;
    return looks.count + this.#parts.catalog.vectors.countWithout(looks.modelId, assetIds);
  }

  /** @throws ASSET_NOT_FOUND for a photo that is not in the library or has no embedding yet */
  similarToAsset(assetId: number, examples: Examples): Promise<SearchAnswer> {
    const path = this.#pathOf(assetId);
    const vectorOf = async (open: OpenModel) => this.#vectorOf(open, assetId);
    return this.#similar({ query: pathForDisplay(path ?? ""), vectorOf, examples, except: assetId });
  }

  /** float32 [dimensions]. @throws ASSET_NOT_FOUND */
  #vectorOf({ index }: OpenModel, assetId: number): Float32Array {
    const vector = index.vectorOf(assetId);
    if (vector && this.#pathOf(assetId) !== undefined) return vector;
    throw new ShoeboxError("ASSET_NOT_FOUND", `There is no photo ${assetId} that can be compared.`);
  }

  /**
   * Any picture on disk, in the library or not.
   * @throws DIR_NOT_FOUND, PERMISSION_DENIED, UNSUPPORTED_FORMAT and the codes of decoding
   */
  async similarToFile(path: string, examples: Examples): Promise<SearchAnswer> {
    const shown = pathForDisplay(path);
    const bytes = await readGivenPicture(path);
    const sha256 = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    const known = this.#parts.catalog.assets.idOf(sha256);
    const vectorOf = async (open: OpenModel) =>
      (known === undefined ? undefined : open.index.vectorOf(known)) ??
      (await embedGivenPicture(open, this.#parts.decodePool, { bytes, path: shown }));
    return this.#similar({ query: shown, vectorOf, examples, except: known });
  }

  async #similar({
    query,
    vectorOf,
    examples: { alsoLike = [], unlike = [], collectionId, ...page },
    except,
  }: {
    query: string;
    vectorOf: (open: OpenModel) => Promise<Float32Array>;
    examples: Examples;
    except: number | undefined;
  }): Promise<SearchAnswer> {
    const started = performance.now();
    // What was given as an example is no answer.
    const given = new Set([...alsoLike, ...unlike, ...(except === undefined ? [] : [except])]);
    const scope = this.#scopeOf(collectionId);
    const givenThere = scope ? [...given].filter(scope.has).length : given.size;
    const looks = await lookAlike(this.#parts, {
      queryOf: async (open) => {
        const vector = await vectorOf(open);
        if (alsoLike.length + unlike.length === 0) return vector;
        const vectorsOf = (assetIds: readonly number[]) => assetIds.map((id) => this.#vectorOf(open, id));
        return { positive: [vector, ...vectorsOf(alsoLike)], negative: vectorsOf(unlike) };
      },
      limit: page.offset + page.limit + given.size,
      ...scope?.within,
    });
    const others = looks.matches.filter(({ assetId }) => !given.has(assetId));
    return this.#answer({
      query,
      started,
      page,
      ranked: others.map(({ assetId }) => ({ assetId, by: "picture" })),
      total: Math.max(0, looks.count - givenThere),
      withWords: 0,
      looks,
      isModelLoading: false,
      terms: [],
    });
  }

  #answer({ query, started, page, ranked, terms, looks, ...counts }: Ranking): SearchAnswer {
    const { offset, limit } = page;
    const scores = new Map(looks?.matches.map(({ assetId, score }) => [assetId, score]));
    const results = ranked.slice(offset, offset + limit).flatMap((one, position) => {
      const score = scores.get(one.assetId) ?? (looks && this.#scoreOf(one.assetId, looks)) ?? null;
      const rank = offset + position + 1;
      const shared = looks?.shared.get(one.assetId);
      if (shared) return sharedResult(one.assetId, shared, { rank, score: score ?? 0 });
      return this.#result(one, { rank, score, terms }) ?? [];
    });
    return {
      query,
      tookMs: performance.now() - started,
      ...counts,
      ranked: counts.total,
      terms: [],
      contradiction: null,
      sort: "relevance",
      snapshot: "",
      model: looks?.model ?? null,
      photosWaiting: looks ? this.#parts.models.photosWaiting : 0,
      answeredBy: looks?.answeredBy ?? null,
      results,
    };
  }

  #result(
    { assetId, by }: Ranked,
    { rank, score, terms }: { rank: number; score: number | null; terms: readonly QueryTerm[] },
  ): SearchResult | undefined {
    const { catalog } = this.#parts;
    const photo = catalog.photos.get(assetId);
    const path = this.#pathOf(assetId);
    if (!photo || path === undefined) return undefined;
    const { width, height, taken_at: takenAt, placeholder } = photo;
    const matched =
      by === "picture"
        ? []
        : matchedTexts(catalog.words.textsOf(assetId), terms).map((text) => ({ ...text, marks: [] }));
    return {
      rank,
      score,
      isLikely: true,
      why: matched.length > 0 ? matched : [looksLikeIt],
      path: pathForDisplay(path),
      assetId,
      owner: null,
      width,
      height,
      takenAt,
      takenAtSource: photo.taken_at_source,
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
