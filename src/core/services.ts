import type { Job } from "../contract/jobs.ts";
import type { Settings, SettingsAnswer } from "../contract/settings.ts";
import type { CaptionerCards } from "./captions/captioner-cards.ts";
import type { CaptionerChoice } from "./captions/captioner-choice.ts";
import type { CaptionsService } from "./captions/captions-service.ts";
import { openCaptions } from "./captions/open-captions.ts";
import { type Catalog, openCatalog } from "./catalog/index.ts";
import { RoomWatch } from "./catalog/room-watch.ts";
import { Cleaner } from "./cleaning/cleaner.ts";
import { Collections } from "./collections/index.ts";
import { type Duplicates, openDuplicates } from "./duplicates/index.ts";
import { CoreEvents } from "./events.ts";
import { Facts } from "./facts/index.ts";
import { History } from "./history/history.ts";
import type { Host } from "./host.ts";
import { startDemoJob } from "./ingest/demo-job.ts";
import { type MetadataReader, startMetadataReader } from "./ingest/exiftool.ts";
import { identify } from "./ingest/identify.ts";
import { JobManager } from "./ingest/job-manager.ts";
import { retryDelaysMillis } from "./ingest/retry.ts";
import { type PowerState, Throttle } from "./ingest/throttle.ts";
import { addLibraryStages, readRestOfWords } from "./library-stages.ts";
import { InstalledModels, ModelInstaller } from "./models/installing/index.ts";
import { ShownFiles } from "./photos/shown-files.ts";
import { Tiles } from "./photos/tiles.ts";
import { RootPlaces } from "./roots/root-places.ts";
import { RootsService } from "./roots/roots-service.ts";
import { SavedSearches } from "./saved-searches/index.ts";
import { SearchService } from "./search/search-service.ts";
import { LibraryShelf } from "./shelf/library-shelf.ts";
import { StageScheduler } from "./stages/scheduler.ts";
import { installedSource, type ManifestAsRead } from "./switching/installed-source.ts";
import type { ModelCards } from "./switching/model-cards.ts";
import { embeddingTrialWith, modelCardsOf } from "./switching/model-cards-of.ts";
import { ModelService } from "./switching/model-service.ts";
import { KeyStore } from "./vector-stores/key-store.ts";
import { VectorsService } from "./vector-stores/vectors-service.ts";
import { systemMounts } from "./volumes/index.ts";
import { WatchService } from "./watching/watch-service.ts";
import { type DecodePool, startDecodePool } from "./workers/decode-pool.ts";
import { startPlacePool } from "./workers/place-pool.ts";

/** One open library and everything that works on it. */
export class Services {
  readonly catalog: Catalog;
  readonly models: ModelService;
  readonly vectors: VectorsService;
  readonly stages: StageScheduler;
  readonly places: RootPlaces;
  readonly facts: Facts;
  readonly roots: RootsService;
  readonly watch: WatchService;
  readonly decodePool: DecodePool;
  readonly #placePool = startPlacePool();
  readonly tiles: Tiles;
  readonly shownFiles: ShownFiles;
  readonly search: SearchService;
  readonly savedSearches: SavedSearches;
  readonly jobs: JobManager;
  readonly throttle: Throttle;
  readonly events: CoreEvents;
  readonly duplicates: Duplicates;
  readonly cleaner: Cleaner;
  readonly collections: Collections;
  readonly history: History;
  readonly captions: CaptionsService;
  /** Which model writes captions. */
  readonly captionerChoice: CaptionerChoice;
  readonly captionerCards: CaptionerCards;
  readonly modelCards: ModelCards;
  readonly #modelShelf: LibraryShelf;
  readonly #host: Host;
  readonly metadataReader: MetadataReader;
  readonly #room: RoomWatch;
  #beginning: Promise<void> | undefined;
  #isToResume = false;

  private constructor(libraryDirectory: string, manifest: ManifestAsRead, host: Host) {
    this.#host = host;
    this.catalog = openCatalog(libraryDirectory);
    this.places = new RootPlaces(this.catalog, host.mounts ?? systemMounts());
    this.facts = new Facts(this.catalog, {
      offlineAssetIds: () => this.#offlineAssetIds(),
      copyAssetIds: () => this.duplicates.review.copies(),
    });
    this.decodePool = startDecodePool();
    this.metadataReader = startMetadataReader();
    this.throttle = new Throttle(this.catalog.settings.get("indexingSpeed"));
    this.stages = new StageScheduler({
      catalog: this.catalog,
      heldBy: () => {
        if (this.catalog.keeping.hindrance) return "disk";
        return this.jobs.isBusy ? "indexing" : this.throttle.isHeld ? "power" : undefined;
      },
      onProgress: () => {
        this.events.stagesChanged();
        this.savedSearches.libraryChanged();
        this.vectors.progressed();
        this.models.progressed();
      },
    });
    const library = { catalog: this.catalog, places: this.places, decodePool: this.decodePool };
    this.tiles = new Tiles(library);
    this.shownFiles = new ShownFiles({ ...library, show: host.reveal?.bind(host) });
    const installed = new InstalledModels(libraryDirectory, manifest.known);
    const source = installedSource(installed, manifest);
    this.vectors = new VectorsService({
      catalog: this.catalog,
      facts: this.facts,
      stages: this.stages,
      models: () => this.models,
      keys: new KeyStore(libraryDirectory, host.secrets),
      onChange: () => this.events.vectorsChanged(),
    });
    this.models = new ModelService({
      ...library,
      source,
      stages: this.stages,
      isIndexing: () => this.jobs.isBusy,
      isIndexNeeded: () => this.vectors.isIndexNeeded,
      isStoreBehind: () => this.vectors.isStoreBehind,
      onChange: () => {
        this.events.modelsChanged();
        this.events.photosChanged();
        this.events.duplicatesChanged();
      },
    });
    const parts = {
      ...library,
      index: this.models,
      models: this.models,
      finder: this.vectors,
      facts: this.facts,
      metadataReader: this.metadataReader,
    };
    this.roots = new RootsService({
      catalog: this.catalog,
      places: this.places,
      index: this.models,
      onChange: () => {
        this.events.photosChanged();
        this.events.rootsChanged();
        void this.watch.sync();
      },
      watchingOf: (rootId) => this.watch.watchingOf(rootId),
    });
    this.search = new SearchService(parts);
    this.savedSearches = new SavedSearches({
      catalog: this.catalog,
      facts: this.facts,
      count: (query) => this.search.count(query),
      onChange: () => this.events.searchesChanged(),
    });
    this.events = new CoreEvents(
      (jobId) => this.jobs.get(jobId),
      () => {
        readRestOfWords(this.stages, this.catalog);
        this.savedSearches.libraryChanged();
        this.vectors.progressed();
      },
    );
    const onFound = () => this.events.duplicatesChanged();
    this.duplicates = openDuplicates({ ...parts, onFound });
    this.cleaner = new Cleaner({
      ...parts,
      review: this.duplicates.review,
      systemTrash: host.trash?.bind(host),
      onChange: () => {
        this.events.photosChanged();
        this.events.duplicatesChanged();
      },
    });
    this.collections = new Collections({
      catalog: this.catalog,
      search: this.search,
      samePictures: () => this.duplicates.review.samePictures(),
      snapshots: () => this.vectors.snapshots(),
      onChange: () => {
        this.events.collectionsChanged();
        this.savedSearches.libraryChanged();
        this.vectors.collectionsChanged();
      },
    });
    const onModelsChange = () => this.events.modelsChanged();
    const onCaptionsChange = () => {
      this.events.captionsChanged();
      this.savedSearches.libraryChanged();
      this.vectors.progressed();
      readRestOfWords(this.stages, this.catalog);
    };
    const { choice, captions, trial, cardsOf } = openCaptions({
      ...library,
      installed,
      search: this.search,
      stages: this.stages,
      onChange: onCaptionsChange,
    });
    this.captionerChoice = choice;
    this.captions = captions;
    this.history = new History(this.cleaner, this.collections, this.captions);
    const installer = new ModelInstaller({
      installed,
      mirror: () => this.catalog.settings.get("modelMirror"),
      onChange: (id) => {
        if (installed.published(id)?.task !== "captioning") return onModelsChange();
        onCaptionsChange();
        if (installer.progress(id) === null) void this.captionerChoice.refresh();
      },
    });
    this.#modelShelf = new LibraryShelf({
      installed,
      installer,
      trials: { embedding: embeddingTrialWith(this.decodePool), captioning: trial },
    });
    this.modelCards = modelCardsOf({ ...parts, shelf: this.#modelShelf, source, onChange: onModelsChange });
    this.captionerCards = cardsOf(this.#modelShelf);
    const engine = { ...parts, throttle: this.throttle, identify, retryDelaysMillis };
    this.jobs = new JobManager(engine, {
      photosChanged: () => this.events.photosChanged(),
      problemsChanged: () => this.events.problemsChanged(),
      photosIndexed: () => this.stages.wake(),
      jobChanged: (jobId) => {
        this.events.jobChanged(jobId);
        // One that ended or was paused gives way.
        this.stages.poke();
      },
    });
    this.watch = new WatchService({
      catalog: this.catalog,
      places: this.places,
      jobs: this.jobs,
      onRootsChanged: () => {
        this.events.rootsChanged();
        this.events.photosChanged();
        this.stages.disksChanged();
      },
    });
    const { keeping } = this.catalog;
    keeping.onChange(() => this.events.libraryChanged());
    this.#room = new RoomWatch(keeping, libraryDirectory, () => void this.#goOn());
  }

  /**
   * Opens a library, with the model in use where there is one. Where nothing can be kept it is there for looking and
   * searching, and no work is begun.
   * @throws CATALOG_LOCKED, CATALOG_NEWER, CATALOG_CORRUPT, PERMISSION_DENIED, DISK_FULL
   */
  static async open(libraryDirectory: string, manifest: ManifestAsRead, host: Host): Promise<Services> {
    const services = new Services(libraryDirectory, manifest, host);
    try {
      services.vectors.start();
      await services.models.start();
      await services.captionerChoice.refresh();
      await services.#begin();
      await services.places.refresh();
      return services;
    } catch (error) {
      await services.close();
      throw error;
    }
  }

  /** What is written down before any work: at the start, or as soon as that can be. */
  #begin(): Promise<void> {
    if (this.catalog.keeping.hindrance) return Promise.resolve();
    this.#beginning ??= this.#beginNow().catch((error: unknown) => {
      this.#beginning = undefined;
      // The disk has just run full: there is another time.
      if (!this.catalog.keeping.hindrance) throw error;
    });
    return this.#beginning;
  }

  async #beginNow(): Promise<void> {
    await addLibraryStages(this.stages, {
      catalog: this.catalog,
      duplicates: this.duplicates,
      places: this.places,
      decodePool: this.decodePool,
      placePool: this.#placePool,
      metadataReader: this.metadataReader,
      onChange: () => {
        this.events.photosChanged();
        this.events.duplicatesChanged();
      },
    });
    await this.models.beginFilling();
    await this.vectors.begin();
    await this.captions.begin();
    this.cleaner.recover();
  }

  /** There is room again on the disk that was full: all that stopped goes on. */
  async #goOn(): Promise<void> {
    try {
      this.catalog.hasRoomAgain();
      await this.#begin();
      await this.jobs.roomAgain();
      if (this.#isToResume) await this.resumeInterrupted();
      this.stages.roomAgain();
    } catch (error) {
      if (!this.catalog.keeping.hindrance) console.error(error);
    }
  }

  /** Goes on with what was under way when the last process ended; on a full disk, as soon as there is room. */
  async resumeInterrupted(): Promise<void> {
    this.#isToResume = this.catalog.keeping.hindrance !== null;
    if (this.#isToResume) return;
    await this.jobs.resumeInterrupted();
    this.stages.wake();
  }

  /** From here on changes in the folders come in by themselves; where nothing can be kept, disks that come and go only. */
  async startWatching(): Promise<void> {
    if (!this.catalog.keeping.hindrance) await this.roots.purgeOld();
    await this.watch.start();
  }

  /** Photos that lie on disks alone that are away now. */
  #offlineAssetIds(): number[] {
    const online = this.places.onlineRootIds();
    const away = this.catalog.roots.list().filter(({ rootId }) => !online.has(rootId));
    return away.length === 0 ? [] : this.catalog.photos.onlyIn(away.map(({ rootId }) => rootId));
  }

  /**
   * Models lie beside the catalog, whose transactions do not guard them.
   * @throws LIBRARY_READ_ONLY
   */
  get changingModels(): ModelCards {
    this.catalog.keeping.assertNotReadOnly();
    return this.modelCards;
  }

  /** Likewise those that write captions. @throws LIBRARY_READ_ONLY */
  get changingCaptioners(): CaptionerCards {
    this.catalog.keeping.assertNotReadOnly();
    return this.captionerCards;
  }

  settings(): SettingsAnswer {
    return { settings: this.catalog.settings.all(), isPowerKnown: this.throttle.isPowerKnown };
  }

  changeSettings(changes: { [Key in keyof Settings]?: Settings[Key] | undefined }): SettingsAnswer {
    this.catalog.transaction(() => this.catalog.settings.set(changes));
    this.throttle.speed = this.catalog.settings.get("indexingSpeed");
    this.events.settingsChanged();
    this.stages.poke();
    if (changes.leaveOut !== undefined) void this.watch.restart();
    return this.settings();
  }

  /** Draws demo photos into the library's own folder and indexes them. */
  startDemo(count: number): Job {
    const { catalog, places, jobs } = this;
    const draw = this.#host.drawDemoPhotos?.bind(this.#host);
    return startDemoJob({ catalog, places, jobs, draw }, count);
  }

  /** What a shell tells of the machine's power. */
  setPower(power: PowerState): void {
    const wasKnown = this.throttle.isPowerKnown;
    this.throttle.power = power;
    if (!wasKnown) this.events.settingsChanged();
    this.jobs.changed();
    this.stages.poke();
  }

  async close(): Promise<void> {
    this.#room.close();
    await this.#beginning?.catch(() => {});
    await this.watch.close();
    await this.jobs.close();
    const working = [this.stages.close(), this.cleaner.close(), this.#modelShelf.close()];
    await Promise.all([...working, this.vectors.close(), this.savedSearches.close()]);
    await this.captions.close();
    await this.models.close();
    this.events.close();
    await Promise.all([
      this.tiles.close(),
      this.decodePool.close(),
      this.#placePool.close(),
      this.metadataReader.close(),
    ]);
    this.catalog.close();
  }
}
