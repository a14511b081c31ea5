import { join } from "node:path";
import type { TileAddress, TileDescription } from "../../contract/tiles.ts";
import type { Catalog } from "../catalog/index.ts";
import type { PhotoRow } from "../catalog/photos.ts";
import { ShoeboxError } from "../errors.ts";
import { pathToSystem } from "../files/path-bytes.ts";
import { levelsOf, storedRectangle, tileRectangle, uprightSize } from "../imaging/tiles/geometry.ts";
import { tileVersion } from "../imaging/versions.ts";
import type { RootPlaces } from "../roots/root-places.ts";
import { startTilePool, type TilePool } from "../workers/tile-pool.ts";
import { type FileThatIsThere, fileThatIsThere } from "./file-that-is-there.ts";
import { isPreviewOriginal, type MediaAnswer } from "./media.ts";
import { type PyramidSource, Pyramids } from "./pyramids.ts";

interface TilesParts {
  catalog: Catalog;
  places: RootPlaces;
}

/** Photos' own pixels, a tile at a time. */
export class Tiles {
  readonly #parts: TilesParts;
  readonly #pool: TilePool;
  readonly #pyramids: Pyramids;

  constructor(parts: TilesParts) {
    this.#parts = parts;
    this.#pool = startTilePool();
    const directory = join(parts.catalog.libraryDirectory, "tiles");
    this.#pyramids = new Pyramids({ directory, pool: this.#pool });
  }

  /**
   * Which tiles a photo has, once they can be asked for.
   * @throws ASSET_NOT_FOUND, ROOT_OFFLINE, VANISHED, what `Pyramids.open` throws
   */
  async describe(assetId: number, signal?: AbortSignal): Promise<TileDescription> {
    const photo = this.#parts.catalog.photos.get(assetId);
    if (!photo) throw new ShoeboxError("ASSET_NOT_FOUND", `There is no photo ${assetId} in the library.`);
    const key = keyOf(photo);
    const file = this.#pyramids.get(key) ? undefined : await this.#fileOf(photo);
    if (file && (await isPreviewOriginal(photo, file))) return { key, levels: [] };
    const pyramid = await this.#pyramidOf(photo, key, signal);
    return { key, levels: levelsOf(uprightSize(pyramid, pyramid.orientation)) };
  }

  /** A tile; undefined where there is none. Its pyramid is made anew where it had to make room meanwhile. */
  async read(address: TileAddress, signal?: AbortSignal): Promise<MediaAnswer | undefined> {
    const { assetId, key, level, column, row } = address;
    const photo = this.#parts.catalog.photos.get(assetId);
    if (!photo || keyOf(photo) !== key) return undefined;
    const pyramid = await this.#pyramidOf(photo, key, signal);
    const { file, orientation } = pyramid;
    const size = levelsOf(uprightSize(pyramid, orientation))[level];
    const upright = size && tileRectangle(size, column, row);
    if (!upright) return undefined;
    const part = storedRectangle(upright, size, orientation);
    const body = await this.#pool.cut({ file, level, part, orientation }, signal);
    return { contentType: "image/png", etag: `"${key}-${level}-${column}-${row}"`, body };
  }

  /** What was made once is shown as long as it is kept, wherever the original is now. */
  async #pyramidOf(photo: PhotoRow, key: string, signal: AbortSignal | undefined) {
    return this.#pyramids.get(key) ?? this.#pyramids.open(await this.#sourceOf(photo, key), signal);
  }

  async #sourceOf(photo: PhotoRow, key: string): Promise<PyramidSource> {
    const { filePath } = await this.#fileOf(photo);
    const { format, width, height } = photo;
    return { key, path: pathToSystem(filePath), format, size: { width, height } };
  }

  /** @throws ROOT_OFFLINE, VANISHED */
  async #fileOf(photo: PhotoRow): Promise<FileThatIsThere> {
    const { catalog, places } = this.#parts;
    const file = await fileThatIsThere(catalog, places, photo.asset_id);
    if (file) return file;
    for (const { rootId } of catalog.photos.filesOf(photo.asset_id)) {
      const root = catalog.roots.get(rootId);
      if (root) places.assertOnline(root);
    }
    throw new ShoeboxError("VANISHED");
  }

  async close(): Promise<void> {
    await this.#pyramids.close();
    await this.#pool.close();
  }
}

function keyOf({ sha256 }: PhotoRow): string {
  return `${sha256.toString("hex").slice(0, 32)}-${tileVersion}`;
}
