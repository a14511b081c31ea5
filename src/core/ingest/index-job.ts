import { setImmediate } from "node:timers/promises";
import type { Job } from "../../contract/jobs.ts";
import type { Catalog } from "../catalog/index.ts";
import type { JobRow } from "../catalog/jobs.ts";
import { fromSystemError, ShoeboxError } from "../errors.ts";
import type { ClipModel } from "../models/clip-model.ts";
import type { VectorIndex } from "../search/vector-index.ts";
import type { DecodePool } from "../workers/decode-pool.ts";
import type { InferencePool } from "../workers/inference-pool.ts";
import type { ScanTarget } from "./add-roots.ts";
import { Committer } from "./committer.ts";
import { Gate } from "./gate.ts";
import { LedgerCounts } from "./ledger.ts";
import { Pace } from "./pace.ts";
import { pendingFiles } from "./pending-files.ts";
import { runPipeline } from "./pipeline.ts";
import { type MissingFile, reconcile } from "./reconcile.ts";
import { scan } from "./scan.ts";

/** What jobs work with. */
export interface Engine {
  catalog: Catalog;
  index: VectorIndex;
  model: ClipModel;
  decodePool: DecodePool;
  inferencePool: InferencePool;
}

/** Tells those who watch: `photos` when what can be seen changed, `job` when its numbers did. */
export interface JobListener {
  photos(): void;
  /** Photos have their vectors. */
  indexed(): void;
  job(): void;
}

/** One run over one or more folders: scan and the pipeline side by side. Pausable, cancellable. */
export class IndexJob {
  readonly row: JobRow;
  readonly #engine: Engine;
  readonly #listener: JobListener;
  readonly #counts = new LedgerCounts();
  readonly #gate = new Gate();
  readonly #pace = new Pace();
  readonly #abort = new AbortController();
  readonly #committer: Committer;
  #phase: Job["phase"] = "waiting";
  #isScanDone = false;
  #stoppedState: "cancelled" | "interrupted" = "cancelled";

  constructor(row: JobRow, engine: Engine, listener: JobListener) {
    this.row = row;
    this.#engine = engine;
    this.#listener = listener;
    this.#committer = new Committer({
      catalog: engine.catalog,
      index: engine.index,
      inputShape: engine.model.input,
      counts: this.#counts,
      jobId: row.jobId,
      saveLedger: () => this.#save(),
      onChange: () => {
        this.#pace.note(this.#counts.accounted);
        this.#listener.photos();
        this.#listener.job();
      },
      onIndexed: () => this.#listener.indexed(),
    });
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  setPhase(phase: Job["phase"]): void {
    this.#phase = phase;
    this.#listener.job();
  }

  /** Works until all is done, cancelled or failed; never throws. */
  async run(prepare: () => Promise<ScanTarget[]>): Promise<void> {
    this.#pace.start();
    try {
      this.#setState("running");
      await this.#work(await prepare());
      this.#end(this.#abort.signal.aborted ? this.#stoppedState : "done");
    } catch (error) {
      if (this.#abort.signal.aborted) this.#end(this.#stoppedState);
      else this.#fail(error);
    }
  }

  async #work(targets: ScanTarget[]): Promise<void> {
    this.setPhase("scanning");
    const { catalog, decodePool, inferencePool, index } = this.#engine;
    const stop = new AbortController();
    const signal = AbortSignal.any([this.#abort.signal, stop.signal]);
    const parts = { decodePool, inferencePool, committer: this.#committer, gate: this.#gate, signal };
    const failures: unknown[] = [];
    const guard = (work: Promise<void>) =>
      work.catch((error: unknown) => {
        failures.push(error);
        stop.abort();
      });
    const files = pendingFiles(catalog, this.row.jobId, () => this.#isScanDone || signal.aborted);
    await Promise.all([guard(this.#scanAll(targets, signal)), guard(runPipeline(files, parts))]);
    this.setPhase("finishing");
    await index.refresh(this.#committer.takeRevived());
    await index.save();
    if (failures.length > 0) throw failures[0];
  }

  /** A folder that cannot be scanned does not keep the others from it; the job fails when none could be. */
  async #scanAll(targets: ScanTarget[], signal: AbortSignal): Promise<void> {
    const errors: unknown[] = [];
    for (const target of targets) {
      await this.#scanOne(target, signal).catch((error: unknown) => errors.push(error));
      signal.throwIfAborted();
    }
    if (errors.length > 0 && errors.length === targets.length) throw errors[0];
    if (errors.length > 0) this.row.error = describeError(errors[0], this.row);
    this.#isScanDone = true;
    if (this.#phase === "scanning") this.setPhase("indexing");
  }

  async #scanOne(target: ScanTarget, signal: AbortSignal): Promise<void> {
    const { catalog, index } = this.#engine;
    const { rootId, rootPath, subtree } = target;
    const context = {
      catalog,
      rootId,
      jobId: this.row.jobId,
      modelId: index.modelId,
      counts: this.#counts,
      touchedAssetIds: new Set<number>(),
    };
    const before = this.#counts.found;
    const unvisited = catalog.directories.under(rootId, subtree);
    const missing: MissingFile[] = [];
    const options = { rootPath, subtree, exceptDirectory: catalog.libraryDirectory, signal };
    for await (const directory of scan(options)) {
      await this.#gate.pass();
      missing.push(...catalog.transaction(() => reconcile(directory, context)));
      unvisited.delete(directory.path);
      if (directory.error) keepBelow(directory.path, unvisited);
      this.#listener.job();
      await setImmediate();
    }
    if (this.#counts.found === before) {
      throw new ShoeboxError("DIR_EMPTY", `The folder ${rootPath} holds no files.`, { path: rootPath });
    }
    for (const directoryId of unvisited.values()) {
      const known = [...catalog.directories.filesOf(directoryId, index.modelId).values()];
      missing.push(...known.filter((file) => file.isPresent));
    }
    await this.#takeOut(missing, context.touchedAssetIds);
  }

  /** Files that are gone from a folder that is there; with them the index is brought into step. */
  async #takeOut(missing: MissingFile[], touchedAssetIds: Set<number>): Promise<void> {
    const { catalog, index } = this.#engine;
    const missingAssetIds = new Set(missing.flatMap(({ assetId }) => assetId ?? []));
    if (missing.length > 0) {
      catalog.transaction(() => {
        for (const { fileId } of missing) catalog.files.setPresent(fileId, false);
        for (const assetId of missingAssetIds) catalog.assets.touch(assetId, catalog.nextRevision());
      });
    }
    const touched = [...missingAssetIds.union(touchedAssetIds)];
    if (touched.length === 0) return;
    await index.refresh(touched);
    this.#listener.photos();
  }

  pause(): void {
    if (this.row.state !== "running") return;
    this.#gate.shut();
    this.#pace.stop();
    this.#setState("paused");
  }

  resume(): void {
    if (this.row.state !== "paused") return;
    this.#pace.start();
    this.#setState("running");
    this.#gate.open();
  }

  cancel(): void {
    this.#stop("cancelled");
  }

  /** Stops as cancelling does, but to be gone on with. */
  interrupt(): void {
    this.#stop("interrupted");
  }

  #stop(state: "cancelled" | "interrupted"): void {
    if (this.row.endedAt !== null) return;
    this.#stoppedState = state;
    this.#abort.abort();
    this.#gate.open();
    if (this.row.state === "queued") this.#end(state);
  }

  #setState(state: Job["state"]): void {
    this.row.state = state;
    this.#save();
    this.#listener.job();
  }

  #end(state: Job["state"]): void {
    this.#pace.stop();
    this.#phase = "ended";
    this.row.endedAt = Date.now();
    this.row.state = state;
    try {
      this.#save();
    } catch (error) {
      // A full disk takes not even this. The next process finds the job without an end and calls it interrupted.
      this.row.error ??= describeError(error, this.row);
    }
    this.#listener.job();
  }

  #fail(error: unknown): void {
    this.row.error = describeError(error, this.row);
    this.#end("failed");
  }

  #save(): void {
    this.row.ledger = this.#counts.settled();
    this.row.workingMillis = this.#pace.workedMillis;
    this.#engine.catalog.jobs.save(this.row);
  }

  /** The job as the API shows it. */
  describe(): Job {
    const { jobId, kind, state, directories, startedAt, endedAt, error } = this.row;
    const seconds = this.#pace.workedMillis / 1000;
    const ledger = this.#counts.snapshot();
    const isEnded = this.#phase === "ended";
    const left = ledger.found - this.#counts.accounted;
    const perSecond = isEnded ? averagePerSecond(ledger.indexed, seconds) : this.#pace.perSecond;
    return {
      jobId,
      kind,
      state,
      phase: this.#phase,
      directories,
      ledger: isEnded ? this.#counts.settled() : ledger,
      isFoundFinal: this.#isScanDone,
      awaitingEmbedding: this.#committer.awaitingEmbedding,
      seconds,
      photosPerSecond: perSecond,
      secondsLeft: this.#isScanDone && perSecond > 0 ? left / perSecond : null,
      startedAt: new Date(startedAt).toISOString(),
      endedAt: endedAt === null ? null : new Date(endedAt).toISOString(),
      error,
    };
  }
}

/** What lies below a folder that cannot be listed is not known to be gone. */
function keepBelow(path: string, directories: Map<string, number>): void {
  for (const below of [...directories.keys()]) {
    if (below.startsWith(`${path}/`)) directories.delete(below);
  }
}

function describeError(error: unknown, row: JobRow): JobRow["error"] {
  const { code, message } = fromSystemError(error, row.directories[0] ?? "", "INTERNAL_ERROR");
  // A defect of ours: the person reads that something went wrong, the log says where.
  if (code === "INTERNAL_ERROR") console.error(error);
  return { code, message };
}

export function averagePerSecond(count: number, seconds: number): number {
  return seconds > 0 ? count / seconds : 0;
}
