import type { Job } from "../../contract/jobs.ts";
import type { Catalog } from "../catalog/index.ts";
import type { JobRow } from "../catalog/jobs.ts";
import { fromSystemError } from "../errors.ts";
import type { ClipModel } from "../models/clip-model.ts";
import type { RootPlaces } from "../roots/root-places.ts";
import type { VectorIndex } from "../search/vector-index.ts";
import type { DecodePool } from "../workers/decode-pool.ts";
import type { InferencePool } from "../workers/inference-pool.ts";
import type { ScanTarget } from "./add-roots.ts";
import { Committer } from "./committer.ts";
import type { MetadataReader } from "./exiftool.ts";
import { refreshFacts } from "./facts.ts";
import { Gate } from "./gate.ts";
import { LedgerCounts } from "./ledger.ts";
import { Pace } from "./pace.ts";
import { pendingFiles } from "./pending-files.ts";
import { runPipeline } from "./pipeline.ts";
import { scanTarget } from "./scan-target.ts";

/** What jobs work with. */
export interface Engine {
  catalog: Catalog;
  places: RootPlaces;
  index: VectorIndex;
  model: ClipModel;
  decodePool: DecodePool;
  metadataReader: MetadataReader;
  inferencePool: InferencePool;
}

/** Tells those who watch: `photos` when what can be seen changed, `job` when its numbers did. */
export interface JobListener {
  photos(): void;
  job(): void;
  /** Of a job that follows changes as they happen: files written to within this time may not be whole yet. */
  settleMillis?: number;
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
  /** Pictures whose sidecars came or went. */
  readonly #changedLeads = new Set<number>();
  #phase: Job["phase"] = "waiting";
  #isScanDone = false;
  #hasNews = false;
  #stoppedState: "cancelled" | "interrupted" = "cancelled";

  /** Directories with files that may still be growing. */
  readonly unsettled: string[] = [];

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
      sidecarChanged: (leadId) => this.#changedLeads.add(leadId),
      isRootOnline: (rootId) => engine.places.isRootOnline(rootId),
      saveLedger: () => this.#save(),
      onChange: () => {
        this.#hasNews = true;
        this.#pace.note(this.#counts.accounted);
        this.#listener.photos();
        this.#listener.job();
      },
    });
  }

  /** Something is otherwise than before it ran. */
  get hasNews(): boolean {
    return this.#hasNews;
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
      await this.#engine.places.refresh();
      await this.#work(await prepare());
      this.#end(this.#abort.signal.aborted ? this.#stoppedState : "done");
    } catch (error) {
      if (this.#abort.signal.aborted) this.#end(this.#stoppedState);
      else this.#fail(error);
    }
  }

  async #work(targets: ScanTarget[]): Promise<void> {
    this.setPhase("scanning");
    const { catalog, decodePool, metadataReader, inferencePool, index } = this.#engine;
    const stop = new AbortController();
    const signal = AbortSignal.any([this.#abort.signal, stop.signal]);
    const parts = {
      decodePool,
      metadataReader,
      inferencePool,
      committer: this.#committer,
      gate: this.#gate,
      signal,
    };
    const failures: unknown[] = [];
    const guard = (work: Promise<void>) =>
      work.catch((error: unknown) => {
        failures.push(error);
        stop.abort();
      });
    const files = pendingFiles(catalog, this.row.jobId, () => this.#isScanDone || signal.aborted);
    await Promise.all([guard(this.#scanAll(targets, signal)), guard(runPipeline(files, parts))]);
    this.setPhase("finishing");
    for (const fileId of this.#changedLeads) {
      if (!signal.aborted) await refreshFacts({ catalog, decodePool, metadataReader }, fileId);
    }
    await index.refresh(this.#committer.takeRevived());
    if (failures.length === 0 && !signal.aborted) await this.#removeOrphans();
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
    const touched = await scanTarget(target, {
      engine: this.#engine,
      jobId: this.row.jobId,
      counts: this.#counts,
      changedLeads: this.#changedLeads,
      gate: this.#gate,
      signal,
      settleMillis: this.#listener.settleMillis,
      onUnsettled: (path) => this.unsettled.push(path),
      onProgress: () => this.#listener.job(),
    });
    if (touched.length === 0) return;
    this.#hasNews = true;
    await this.#engine.index.refresh(touched);
    this.#listener.photos();
  }

  /** Content that no file holds any more goes, with all that was made from it. */
  async #removeOrphans(): Promise<void> {
    const { catalog, index } = this.#engine;
    const removed = catalog.transaction(() => catalog.forgetting.removeOrphans());
    if (removed.length === 0) return;
    await index.refresh(removed);
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
    Object.assign(this.row, this.#counts.facts);
    this.row.workingMillis = this.#pace.workedMillis;
    this.#engine.catalog.jobs.save(this.row);
  }

  /** The job as the API shows it. */
  describe(): Job {
    const { jobId, kind, state, directories, startedAt, endedAt, error } = this.row;
    const seconds = this.#pace.workedMillis / 1000;
    const { ledger } = this.#counts;
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
      ...this.#counts.facts,
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

function describeError(error: unknown, row: JobRow): JobRow["error"] {
  const { code, message } = fromSystemError(error, row.directories[0] ?? "", "INTERNAL_ERROR");
  // A defect of ours: the person reads that something went wrong, the log says where.
  if (code === "INTERNAL_ERROR") console.error(error);
  return { code, message };
}

export function averagePerSecond(count: number, seconds: number): number {
  return seconds > 0 ? count / seconds : 0;
}
