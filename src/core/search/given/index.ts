import type { GivenPicture } from "../../../contract/search.ts";
import type { Catalog } from "../../catalog/index.ts";
import { ShoeboxError } from "../../errors.ts";
import { formatOf } from "../../photos/picture-file.ts";
import type { OpenModel } from "../../switching/open-model.ts";
import type { DecodePool } from "../../workers/decode-pool.ts";
import { QueryCache } from "../query-cache.ts";
import { embedPicture } from "./embed-picture.ts";
import { keptPictureOf } from "./kept-picture.ts";

/** Beside those that saved searches name: a few dozen MB. */
const mostKept = 200;

/** Digits of a SHA-256 that name a picture: among a few hundred no two are alike. */
const idDigits = 12;

interface GivenParts {
  catalog: Catalog;
  decodePool: DecodePool;
}

/** Pictures that have no path here, kept so that a query can name them. */
export class GivenPictures {
  readonly #parts: GivenParts;
  /** A page asks for the next photos with the same pictures in its query. */
  readonly #vectors = new WeakMap<OpenModel, QueryCache>();

  constructor(parts: GivenParts) {
    this.#parts = parts;
  }

  /**
   * Keeps a picture, smaller; one of the library is named by its number instead.
   * @throws EMPTY_FILE, UNSUPPORTED_FORMAT, TOO_LARGE, CORRUPT and further codes of decoding; LIBRARY_READ_ONLY, DISK_FULL
   */
  async give({ name, base64 }: { name: string; base64: string }): Promise<GivenPicture> {
    const shown = name.trim() === "" ? "The picture" : name.trim();
    const bytes = new Uint8Array(Buffer.from(base64, "base64"));
    const format = formatOf({ bytes, name: shown });
    const { catalog, decodePool } = this.#parts;
    const sha256 = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    const assetId = catalog.assets.idOf(sha256);
    if (assetId !== undefined && catalog.assets.isPresent(assetId)) {
      return { term: `like:#${assetId}`, assetId };
    }
    const webp = await keptPictureOf(decodePool, { bytes, name: shown, format });
    const givenId = Buffer.from(sha256).toString("hex").slice(0, idDigits);
    catalog.transaction(() => {
      catalog.givenPictures.put({ givenId, sha256, name: shown, webp }, Date.now());
      catalog.givenPictures.keepNewest(mostKept);
    });
    return { term: `like:@${givenId}`, assetId: null };
  }

  /** float32 [dimensions]. @throws ASSET_NOT_FOUND for a picture that is not kept (any more) */
  vectorOf(open: OpenModel, givenId: string): Promise<Float32Array> {
    const known = this.#vectors.get(open) ?? new QueryCache((id) => this.#embed(open, id));
    this.#vectors.set(open, known);
    return known.embed(givenId);
  }

  async #embed(open: OpenModel, givenId: string): Promise<Float32Array> {
    const { catalog, decodePool } = this.#parts;
    const kept = catalog.givenPictures.get(givenId);
    if (kept) return embedPicture(open, decodePool, { bytes: new Uint8Array(kept.webp), name: kept.name });
    throw new ShoeboxError("ASSET_NOT_FOUND", `The picture @${givenId} is not kept any more: give it again.`);
  }
}
