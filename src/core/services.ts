import { statSync } from "node:fs";
import { basename, join } from "node:path";
import type { Job } from "../contract/jobs.ts";
import type { Stats } from "../contract/library.ts";
import { catalogFileName } from "./catalog/database.ts";
import { type Catalog, openCatalog } from "./catalog/index.ts";
import { Cleaner } from "./cleaning/cleaner.ts";
import { type Duplicates, openDuplicates } from "./duplicates/index.ts";
import { ShoeboxError } from "./errors.ts";
import { CoreEvents } from "./events.ts";
import { pathForDisplay } from "./files/path-bytes.ts";
import { isRootOnline } from "./files/root-state.ts";
import { startDemoJob } from "./ingest/demo-job.ts";
import { JobManager } from "./ingest/job-manager.ts";
import type { ClipModel } from "./models/clip-model.ts";
import { describeModel } from "./models/describe.ts";
import { SearchService } from "./search/search-service.ts";
import { VectorIndex } from "./search/vector-index.ts";
import { EmbeddedVectorStore } from "./vectors/embedded-store.ts";
import { type DecodePool, startDecodePool } from "./workers/decode-pool.ts";
import { type InferencePool, startInferencePool } from "./workers/inference-pool.ts";

const indexFileName = "vectors.usearch";

/** What differs between the shells that host a core. */
export interface Host {
  /** Shows a file in the system's file manager. */
  reveal?(path: string): Promise<void>;
  /**
   * Moves a file to the system's trash; rejects when it could not. A host without one leaves it to the core, which
   * knows the freedesktop trash.
   */
  trash?(path: string): Promise<void>;
}

/** One open library and everything that works on it. */
export class Services {
  readonly catalog: Catalog;
  readonly model: ClipModel;
  readonly index: VectorIndex;
  readonly decodePool: DecodePool;
  readonly inferencePool: InferencePool;
  readonly search: SearchService;
  readonly jobs: JobManager;
  readonly events: CoreEvents;
  readonly duplicates: Duplicates;
  readonly cleaner: Cleaner;
  readonly #host: Host;

  constructor(libraryDirectory: string, model: ClipModel, host: Host) {
    this.#host = host;
    this.model = model;
    this.catalog = openCatalog(libraryDirectory);
    const modelId = this.catalog.vectors.modelId(model.key, model.dimensions);
    const store = new EmbeddedVectorStore(join(libraryDirectory, indexFileName), model.dimensions);
    this.index = new VectorIndex(store, this.catalog, { modelId, modelKey: model.key });
    this.decodePool = startDecodePool();
    this.inferencePool = startInferencePool(model);
    const parts = {
      catalog: this.catalog,
      index: this.index,
      model,
      decodePool: this.decodePool,
      inferencePool: this.inferencePool,
    };
    this.search = new SearchService(parts);
    this.events = new CoreEvents((jobId) => this.jobs.get(jobId));
    const onFound = () => this.events.duplicatesChanged();
    this.duplicates = openDuplicates({ ...parts, modelId, onFound });
    this.cleaner = new Cleaner({
      ...parts,
      review: this.duplicates.review,
      systemTrash: host.trash && ((path) => (host.trash as Required<Host>["trash"])(path)),
      onChange: () => {
        this.events.photosChanged();
        this.events.duplicatesChanged();
      },
    });
    this.jobs = new JobManager(parts, {
      photosChanged: () => this.events.photosChanged(),
      photosIndexed: () => this.duplicates.finder.wake(),
      jobChanged: (jobId) => this.events.jobChanged(jobId),
    });
  }

  stats(): Stats {
    const { libraryDirectory } = this.catalog;
    return {
      ...this.catalog.stats.counts(),
      vectors: this.catalog.vectors.count(this.index.modelId),
      libraryBytes:
        sizeOf(join(libraryDirectory, catalogFileName)) + sizeOf(join(libraryDirectory, indexFileName)),
      libraryDirectory,
      model: describeModel(this.model),
      roots: this.catalog.roots.listWithCounts().map(({ rootId, path, addedAt, photos, files }) => ({
        rootId,
        path: pathForDisplay(path),
        name: pathForDisplay(basename(path)) || path,
        state: isRootOnline(path) ? "online" : "offline",
        addedAt: new Date(addedAt).toISOString(),
        photos,
        files,
      })),
    };
  }

  /** Draws demo photos into the library's own folder and indexes them. */
  startDemo(count: number): Job {
    return startDemoJob(this.jobs, this.catalog, count);
  }

  /**
   * Shows a photo's file in the system's file manager.
   * @throws ASSET_NOT_FOUND, NOT_SUPPORTED_HERE
   */
  async reveal(assetId: number): Promise<string> {
    const path = this.catalog.photos.filesOf(assetId)[0]?.path;
    if (path === undefined)
      throw new ShoeboxError("ASSET_NOT_FOUND", `There is no photo ${assetId} in the library.`);
    if (!this.#host.reveal) throw new ShoeboxError("NOT_SUPPORTED_HERE");
    await this.#host.reveal(path);
    return path;
  }

  async close(): Promise<void> {
    await this.jobs.close();
    await Promise.all([this.duplicates.finder.close(), this.cleaner.close()]);
    this.events.close();
    await this.index.close();
    await Promise.all([this.decodePool.close(), this.inferencePool.close()]);
    this.catalog.close();
  }
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
