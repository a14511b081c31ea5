import { statSync } from "node:fs";
import { join } from "node:path";
import type { Job } from "../contract/jobs.ts";
import type { Stats } from "../contract/library.ts";
import type { Settings, SettingsAnswer } from "../contract/settings.ts";
import { catalogFileName } from "./catalog/database.ts";
import { type Catalog, openCatalog } from "./catalog/index.ts";
import { Cleaner } from "./cleaning/cleaner.ts";
import { type Duplicates, openDuplicates } from "./duplicates/index.ts";
import { ShoeboxError } from "./errors.ts";
import { CoreEvents } from "./events.ts";
import { startDemoJob } from "./ingest/demo-job.ts";
import { type MetadataReader, startMetadataReader } from "./ingest/exiftool.ts";
import { identify } from "./ingest/identify.ts";
import { JobManager } from "./ingest/job-manager.ts";
import { retryDelaysMillis } from "./ingest/retry.ts";
import { type PowerState, Throttle } from "./ingest/throttle.ts";
import type { ClipModel } from "./models/clip-model.ts";
import { describeModel } from "./models/describe.ts";
import { RootPlaces } from "./roots/root-places.ts";
import { RootsService } from "./roots/roots-service.ts";
import { SearchService } from "./search/search-service.ts";
import { VectorIndex } from "./search/vector-index.ts";
import { ModelCards } from "./switching/model-cards.ts";
import { ShippedModel } from "./switching/shipped-model.ts";
import { SpeedBook } from "./switching/speed-book.ts";
import { EmbeddedVectorStore } from "./vectors/embedded-store.ts";
import { systemMounts } from "./volumes/index.ts";
import type { MountReader } from "./volumes/mounts.ts";
import { WatchService } from "./watching/watch-service.ts";
import { type DecodePool, startDecodePool } from "./workers/decode-pool.ts";
import { type InferencePool, startInferencePool } from "./workers/inference-pool.ts";

const indexFileName = "vectors.usearch";

/** What differs between the shells that host a core. */
export interface Host {
  /** Shows a file in the system's file manager. */
  reveal?(path: string): Promise<void>;
  /** What is mounted; the system's own word when left out. */
  mounts?: MountReader;
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
  readonly places: RootPlaces;
  readonly roots: RootsService;
  readonly watch: WatchService;
  readonly index: VectorIndex;
  readonly decodePool: DecodePool;
  readonly inferencePool: InferencePool;
  readonly search: SearchService;
  readonly jobs: JobManager;
  readonly throttle: Throttle;
  readonly events: CoreEvents;
  readonly duplicates: Duplicates;
  readonly cleaner: Cleaner;
  readonly modelCards: ModelCards;
  readonly #host: Host;
  readonly metadataReader: MetadataReader;

  constructor(libraryDirectory: string, model: ClipModel, host: Host) {
    this.#host = host;
    this.model = model;
    this.catalog = openCatalog(libraryDirectory);
    this.places = new RootPlaces(this.catalog, host.mounts ?? systemMounts());
    const modelId = this.catalog.vectors.modelId(model.key, model.dimensions);
    const store = new EmbeddedVectorStore(join(libraryDirectory, indexFileName), model.dimensions);
    this.index = new VectorIndex(store, this.catalog, { modelId, modelKey: model.key });
    this.decodePool = startDecodePool();
    this.inferencePool = startInferencePool(model);
    this.metadataReader = startMetadataReader();
    this.throttle = new Throttle(this.catalog.settings.get("indexingSpeed"));
    const parts = {
      catalog: this.catalog,
      places: this.places,
      index: this.index,
      model,
      decodePool: this.decodePool,
      metadataReader: this.metadataReader,
      inferencePool: this.inferencePool,
    };
    this.roots = new RootsService({
      catalog: this.catalog,
      places: this.places,
      index: this.index,
      onChange: () => {
        this.events.photosChanged();
        this.events.rootsChanged();
        void this.watch.sync();
      },
      watchingOf: (rootId) => this.watch.watchingOf(rootId),
    });
    this.search = new SearchService(parts);
    this.events = new CoreEvents((jobId) => this.jobs.get(jobId));
    const onFound = () => this.events.duplicatesChanged();
    this.duplicates = openDuplicates({ ...parts, modelId, onFound });
    this.cleaner = new Cleaner({
      ...parts,
      review: this.duplicates.review,
      systemTrash: host.trash?.bind(host),
      onChange: () => {
        this.events.photosChanged();
        this.events.duplicatesChanged();
      },
    });
    const shipped = new ShippedModel({
      model,
      pool: this.inferencePool,
      countVectors: () => this.#vectors(),
    });
    this.modelCards = new ModelCards({
      installer: shipped,
      service: shipped,
      speeds: new SpeedBook(libraryDirectory),
      countPhotos: () => this.catalog.stats.photos(),
      onChange: () => this.events.modelsChanged(),
    });
    const engine = { ...parts, throttle: this.throttle, identify, retryDelaysMillis };
    this.jobs = new JobManager(engine, {
      photosChanged: () => this.events.photosChanged(),
      problemsChanged: () => this.events.problemsChanged(),
      photosIndexed: () => this.duplicates.finder.wake(),
      jobChanged: (jobId) => this.events.jobChanged(jobId),
    });
    this.watch = new WatchService({
      catalog: this.catalog,
      places: this.places,
      jobs: this.jobs,
      onRootsChanged: () => {
        this.events.rootsChanged();
        this.events.photosChanged();
      },
    });
  }

  stats(): Stats {
    const { libraryDirectory } = this.catalog;
    return {
      ...this.catalog.stats.counts(),
      vectors: this.#vectors(),
      libraryBytes:
        sizeOf(join(libraryDirectory, catalogFileName)) + sizeOf(join(libraryDirectory, indexFileName)),
      libraryDirectory,
      model: describeModel(this.model),
      roots: this.roots.list(),
    };
  }

  #vectors(): number {
    return this.catalog.vectors.count(this.index.modelId);
  }

  settings(): SettingsAnswer {
    return { settings: this.catalog.settings.all(), isPowerKnown: this.throttle.isPowerKnown };
  }

  changeSettings(changes: { [Key in keyof Settings]?: Settings[Key] | undefined }): SettingsAnswer {
    this.catalog.transaction(() => this.catalog.settings.set(changes));
    this.throttle.speed = this.catalog.settings.get("indexingSpeed");
    this.events.settingsChanged();
    if (changes.leaveOut !== undefined) void this.watch.restart();
    return this.settings();
  }

  /** Draws demo photos into the library's own folder and indexes them. */
  startDemo(count: number): Job {
    return startDemoJob(this.jobs, this.catalog, this.places, count);
  }

  /**
   * Shows a photo's file in the system's file manager.
   * @throws ASSET_NOT_FOUND, ROOT_OFFLINE, NOT_SUPPORTED_HERE
   */
  async reveal(assetId: number): Promise<string> {
    const files = this.catalog.photos.filesOf(assetId);
    const { path, rootId } = files.find((file) => this.places.isRootOnline(file.rootId)) ?? files[0] ?? {};
    if (path === undefined || rootId === undefined)
      throw new ShoeboxError("ASSET_NOT_FOUND", `There is no photo ${assetId} in the library.`);
    const root = this.catalog.roots.get(rootId);
    if (root) this.places.assertOnline(root);
    return this.#show(path);
  }

  /**
   * The same for a file of the list of problems.
   * @throws QUERY_INVALID, NOT_SUPPORTED_HERE
   */
  async revealFile(fileId: number): Promise<string> {
    const path = this.catalog.problems.pathOf(fileId);
    if (path === undefined) throw new ShoeboxError("QUERY_INVALID", `There is no file ${fileId}.`);
    return this.#show(path);
  }

  async #show(path: string): Promise<string> {
    if (!this.#host.reveal) throw new ShoeboxError("NOT_SUPPORTED_HERE");
    await this.#host.reveal(path);
    return path;
  }

  /** What a shell tells of the machine's power. */
  setPower(power: PowerState): void {
    const wasKnown = this.throttle.isPowerKnown;
    this.throttle.power = power;
    if (!wasKnown) this.events.settingsChanged();
    this.jobs.changed();
  }

  async close(): Promise<void> {
    await this.watch.close();
    await this.jobs.close();
    await Promise.all([this.duplicates.finder.close(), this.cleaner.close()]);
    this.events.close();
    await this.index.close();
    await Promise.all([this.decodePool.close(), this.inferencePool.close(), this.metadataReader.close()]);
    this.catalog.close();
  }
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
