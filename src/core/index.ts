import { createRouterClient } from "@orpc/server";
import type { ShoeboxClient } from "../contract/index.ts";
import type { MediaKind } from "../contract/media.ts";
import type { TileAddress } from "../contract/tiles.ts";
import { captionsStageName } from "./catalog/captions.ts";
import type { Hindrance } from "./catalog/keeping.ts";
import type { Host } from "./host.ts";
import type { PowerState } from "./ingest/throttle.ts";
import { type MediaAnswer, readMedia } from "./photos/media.ts";
import { router } from "./procedures/index.ts";
import { Services } from "./services.ts";
import { manifestAsRead } from "./switching/installed-source.ts";

export { isShoeboxError, ShoeboxError } from "./errors.ts";
export { defaultLibraryDirectory } from "./files/library-directory.ts";
export { pathToSystem } from "./files/path-bytes.ts";
export type { Host } from "./host.ts";
export type { DemoDrawing } from "./ingest/demo-job.ts";
export type { PowerState } from "./ingest/throttle.ts";
export type { MediaAnswer } from "./photos/media.ts";
export type { Secrets } from "./vector-stores/key-store.ts";

export interface CoreOptions {
  libraryDirectory: string;
  /** Where models/manifest.json lies; this installation's own when left out. */
  modelsDirectory?: string | undefined;
  host?: Host;
}

/** One library, open in this process. */
export interface Core {
  /** For oRPC's handlers: the contract over any transport. Give them `context` with each connection. */
  router: typeof router;
  context: { services: Services };
  /** The same, called directly. */
  client: ShoeboxClient;
  /** The bytes behind an address of contract/media.ts; undefined where there are none. */
  media(kind: MediaKind, assetId: number): Promise<MediaAnswer | undefined>;
  /** Where a photo's file lies, as `node:fs` takes it; undefined for one that this library has not. */
  filePath(assetId: number): string | Uint8Array | undefined;
  /** One tile of a photo's own pixels; undefined where there is none. @throws codes, or the signal's reason */
  tile(address: TileAddress, signal?: AbortSignal): Promise<MediaAnswer | undefined>;
  /** From a shell that knows: the indexing speed "idle" goes by it. */
  setPower(power: PowerState): void;
  /** Compares all photos that were not compared yet; the lists of duplicates are whole then. */
  compareAll(): Promise<void>;
  /** Gives all photos that can be looked at now their vectors of the model in use: they can be found then. */
  embedAll(): Promise<void>;
  /** Writes captions of all photos that are to have one, as far as that can be done now. */
  captionAll(): Promise<void>;
  /** Resolves when the model that is wanted has taken over, or as much is done for it as can be done now. */
  switched(): Promise<void>;
  /** Tells the vector server that is in use of all photos that it takes, as far as that can be done now. */
  sendAll(): Promise<void>;
  /** Resolves when the vector store that is wanted has taken over, or as much is done for it as can be done now. */
  vectorsSwitched(): Promise<void>;
  /** Resolves when it is known whether the vector server in use is there. */
  vectorsTried(): Promise<void>;
  /** Resolves when each saved search is counted as the library is now. */
  countSearches(): Promise<void>;
  /** Why nothing can be kept in this library now: it can only be read, or its disk is full. null where all is well. */
  hindrance(): Hindrance | null;
  /** Goes on with what was being indexed, and with the work in the background, when the last process ended. */
  resumeInterrupted(): Promise<void>;
  /** From here on changes in the folders come in by themselves, until `close`. */
  startWatching(): Promise<void>;
  /** Stops after the batch in hand and writes everything down. */
  close(): Promise<void>;
}

/**
 * Opens a library, making it when it is new. One that can only be read, or whose disk is full, opens for looking and
 * searching: `hindrance` says so, and what would write is refused with that code.
 * @throws CATALOG_LOCKED, CATALOG_NEWER, CATALOG_CORRUPT, PERMISSION_DENIED, DISK_FULL
 */
export async function createCore({
  libraryDirectory,
  modelsDirectory,
  host = {},
}: CoreOptions): Promise<Core> {
  const services = await Services.open(libraryDirectory, await manifestAsRead(modelsDirectory), host);
  const context = { services };
  return {
    router,
    context,
    client: createRouterClient(router, { context }),
    media: async (kind, assetId) => {
      if (assetId > 0)
        return readMedia(services.catalog, services.places, services.decodePool, kind, assetId);
      return kind === "thumbnail" ? services.vectors.sharedThumbnail(assetId) : undefined;
    },
    filePath: (assetId) => services.shownFiles.pathOf(assetId),
    tile: (address, signal) => services.tiles.read(address, signal),
    compareAll: () => services.stages.settled(services.duplicates.finder.name),
    embedAll: () => services.models.filled(),
    captionAll: () => services.stages.settled(captionsStageName),
    switched: () => services.models.switched(),
    sendAll: () => services.vectors.sent(),
    vectorsTried: () => services.vectors.tried(),
    vectorsSwitched: () => services.vectors.switched(),
    countSearches: () => services.savedSearches.counted(),
    setPower: (power) => services.setPower(power),
    resumeInterrupted: () => services.resumeInterrupted(),
    startWatching: () => services.startWatching(),
    hindrance: () => services.catalog.keeping.hindrance,
    close: () => services.close(),
  };
}
