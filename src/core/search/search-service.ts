import type { GivenPicture, SearchAnswer } from "../../contract/search.ts";
import type { SortOrder } from "../../contract/sort-order.ts";
import type { Catalog } from "../catalog/index.ts";
import type { AssetSet } from "../facts/asset-set.ts";
import { assetSetOf } from "../facts/id-set.ts";
import type { Facts } from "../facts/index.ts";
import { pathForDisplay } from "../files/path-bytes.ts";
import type { SearchPlan } from "../query/index.ts";
import type { RootPlaces } from "../roots/root-places.ts";
import { thereFirst } from "../roots/there-first.ts";
import type { ModelService } from "../switching/model-service.ts";
import type { DecodePool } from "../workers/decode-pool.ts";
import { answerOf, type Page } from "./answer.ts";
import { type Asked, askedByPlan, askedOf, type TextQuery } from "./asked.ts";
import { HonestEnd } from "./end/index.ts";
import { LibrarySamples } from "./end/library-sample.ts";
import { GivenPictures } from "./given/index.ts";
import { rank } from "./rank.ts";
import type { Ranking } from "./ranking.ts";
import { Snapshots } from "./snapshots.ts";
import type { VectorFinder } from "./vector-finder.ts";

export type { Page } from "./answer.ts";
export type { TextQuery } from "./asked.ts";

export interface SearchParts {
  catalog: Catalog;
  places: RootPlaces;
  models: ModelService;
  facts: Facts;
  /** Where vectors are looked up. */
  finder: VectorFinder;
  decodePool: DecodePool;
}

interface PageQuery extends TextQuery, Page {
  waitForModel?: boolean | undefined;
  /** Names the order that the page before was made of. */
  snapshot?: string | undefined;
}

/** What else is like what is meant, and what is not. */
interface Examples extends Page {
  alsoLike?: readonly number[] | undefined;
  unlike?: readonly number[] | undefined;
  collectionId?: number | undefined;
}

/** Queries and pictures -> ranked photos, with what a page shows of each and why it is there. */
export class SearchService {
  readonly #parts: SearchParts & { end: HonestEnd; given: GivenPictures; samples: LibrarySamples };
  readonly #snapshots = new Snapshots();

  constructor(parts: SearchParts) {
    this.#parts = {
      ...parts,
      end: new HonestEnd(parts),
      given: new GivenPictures(parts),
      samples: new LibrarySamples(parts.catalog),
    };
  }

  /**
   * Photos by what is written about them and what they look like, of those that the filters let through: first those above
   * the line, then the others, less and less likely.
   * @throws QUERY_INVALID with the place in the query; COLLECTION_NOT_FOUND; what `rank` throws
   */
  async text(input: PageQuery): Promise<SearchAnswer> {
    const started = performance.now();
    const { query, limit, offset, snapshot } = input;
    const key = keyOf(input);
    const known = snapshot === undefined ? undefined : this.#snapshots.find(snapshot, key);
    const ranking = known ?? (await this.#rankText(input));
    const name = known && snapshot !== undefined ? snapshot : this.#keep(key, ranking);
    return this.#answer(ranking, { query, page: { limit, offset }, snapshot: name, started });
  }

  /**
   * The ids of all that `text` finds, in its order; photos of other libraries are none of it.
   * @throws as `text`
   */
  async assetIds(
    input: TextQuery & { snapshot?: string | undefined; isWithLessLikely?: boolean | undefined },
  ): Promise<number[]> {
    const { snapshot, isWithLessLikely = false } = input;
    const known = snapshot === undefined ? undefined : this.#snapshots.find(snapshot, keyOf(input));
    const { order, likelyCount } = known ?? (await this.#rankText(input));
    const assetIds = isWithLessLikely ? await order.all() : await order.slice(0, likelyCount);
    return this.#ownAndThere(assetIds);
  }

  #ownAndThere(assetIds: readonly number[]): number[] {
    return assetIds.filter((assetId) => assetId > 0 && this.#parts.catalog.assets.isPresent(assetId));
  }

  /**
   * Everything above the line at this moment, the best first; photos of other libraries are none of it.
   * @param limit of what is there by its looks alone
   * @throws as `text`
   */
  async found(query: string, limit: number): Promise<number[]> {
    const { order, likelyCount, withWords, looks } = await this.#rankText({ query });
    const count = looks?.found ? Math.min(likelyCount, withWords + limit) : likelyCount;
    return this.#ownAndThere(await order.slice(0, count));
  }

  /** How many photos are above the line, those of other libraries included. @throws as `text` */
  async count(query: string): Promise<number> {
    const asked = await askedOf(this.#parts, { query });
    // Where nothing is better than another they are counted without being put in order.
    if (!isRanking(asked)) return (await this.#parts.facts.select(asked.filter)).size;
    return (await rank(this.#parts, asked, { sort: "relevance", waitForModel: true })).likelyCount;
  }

  /**
   * The library's photos above the line by a plan; undefined where that is all that its filter lets through, since nothing
   * in it ranks.
   * @throws COLLECTION_NOT_FOUND; what `rank` throws
   */
  async likely(
    plan: SearchPlan,
    beside: { likePaths?: readonly string[]; collectionId?: number | undefined } = {},
  ): Promise<AssetSet | undefined> {
    const asked = askedByPlan(this.#parts.catalog, { ...beside, plan });
    if (!isRanking(asked)) return undefined;
    const { order, likelyCount } = await rank(this.#parts, asked, { sort: "relevance", waitForModel: true });
    const assetIds = (await order.slice(0, likelyCount)).filter((assetId) => assetId > 0);
    return assetSetOf(assetIds.sort((left, right) => left - right));
  }

  /** @throws EMPTY_FILE, UNSUPPORTED_FORMAT, TOO_LARGE, CORRUPT and further codes of decoding */
  givePicture(picture: { name: string; base64: string }): Promise<GivenPicture> {
    return this.#parts.given.give(picture);
  }

  /** @throws ASSET_NOT_FOUND for a photo that is not in the library or has no embedding yet */
  similarToAsset(assetId: number, examples: Examples): Promise<SearchAnswer> {
    const { catalog, places } = this.#parts;
    const path = thereFirst(places, catalog.photos.filesOf(assetId))[0]?.path;
    return this.#similar(pathForDisplay(path ?? ""), { ...examples, likes: [assetId], likePaths: [] });
  }

  /**
   * Any picture on disk, in the library or not.
   * @throws ASSET_NOT_FOUND, PERMISSION_DENIED, UNSUPPORTED_FORMAT and the codes of decoding
   */
  similarToFile(path: string, examples: Examples): Promise<SearchAnswer> {
    return this.#similar(pathForDisplay(path), { ...examples, likes: [], likePaths: [path] });
  }

  async #similar(
    query: string,
    {
      likes,
      likePaths,
      alsoLike = [],
      unlike = [],
      collectionId,
      ...page
    }: Examples & { likes: number[]; likePaths: string[] },
  ): Promise<SearchAnswer> {
    const started = performance.now();
    const assets = (ids: readonly number[]) => ids.map((assetId) => ({ kind: "asset" as const, assetId }));
    const plan: SearchPlan = {
      description: "",
      excluded: [],
      likes: assets([...likes, ...alsoLike]),
      unlikes: assets(unlike),
      filter: undefined,
      contradiction: null,
      terms: [],
    };
    const asked = askedByPlan(this.#parts.catalog, { plan, likePaths, collectionId });
    const ranking = await rank(this.#parts, asked, { sort: "relevance", waitForModel: true });
    // Its pages name no order to go on with.
    return this.#answer(ranking, { query, page, snapshot: "", started });
  }

  async #rankText(input: TextQuery & { waitForModel?: boolean | undefined }): Promise<Ranking> {
    const { sort = "relevance", waitForModel = true } = input;
    const asked: Asked = await askedOf(this.#parts, input);
    return rank(this.#parts, asked, { sort, waitForModel });
  }

  /** An order without what is still to come is none to go on with. */
  #keep(key: string, ranking: Ranking): string {
    return ranking.isModelLoading ? "" : this.#snapshots.keep(key, ranking);
  }

  #answer(ranking: Ranking, asking: Parameters<typeof answerOf>[2]): Promise<SearchAnswer> {
    return answerOf(this.#parts, ranking, asking);
  }

  /** A few queries that this model answers well. */
  suggestions(): string[] {
    return [...(this.#parts.models.inUse?.suggestions ?? [])];
  }
}

/** Whether anything but the filter says which photos are above the line, or that none is. */
function isRanking({ plan, likePaths }: Asked): boolean {
  const { description, likes, unlikes, excluded, contradiction } = plan;
  const others = [...likes, ...unlikes, ...excluded, ...likePaths];
  return description !== "" || others.length > 0 || contradiction !== null;
}

/** Of two searches with the same key the pages fit together. */
function keyOf({
  query,
  likePaths = [],
  sort = "relevance",
  collectionId,
}: TextQuery & { sort?: SortOrder | undefined }) {
  return JSON.stringify([query, likePaths, sort, collectionId ?? null]);
}
