import type { Job } from "../../contract/jobs.ts";
import type { JobRow } from "../catalog/jobs.ts";
import type { Place } from "../catalog/places.ts";
import type { ShoeboxError } from "../errors.ts";
import { Pace } from "../pace.ts";
import { MovedRoots } from "../roots/moved-roots.ts";
import type { OpenModel } from "../switching/open-model.ts";
import type { ScanTarget } from "./add-roots.ts";
import { Committer } from "./committer.ts";
import { describeError, describeJob } from "./describe-job.ts";
import type { Engine, JobListener } from "./engine.ts";
import { Gate } from "./gate.ts";
import { LedgerCounts } from "./ledger.ts";
import { libraryTroubleOf } from "./library-trouble.ts";
import { PendingFiles } from "./pending-files.ts";
import { runPipeline } from "./pipeline.ts";
import { refreshFacts } from "./refresh-facts.ts";
import { scanTarget } from "./scan-target.ts";
import { WorkInHand } from "./work-in-hand.ts";

/** One run over one or more folders: scan and the pipeline side by side. Pausable, cancellable. */
export class IndexJob {
  readonly row: JobRow;
  readonly #engine: Engine;
  readonly #listener: JobListener;
  readonly #counts = new LedgerCounts();
  readonly #gate = new Gate();
  readonly #pace = new Pace();
  readonly #abort = new AbortController();
  #committer: Committer | undefined;
  #files: PendingFiles | undefined;
  /** Kept by a job that waits for its turn, or begins anew after a full disk, too. */
  #preferred: Place | undefined;
  #inHand = new WorkInHand(() => {});
  #hasStarted = false;
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
  }

  #newCommitter({ index, model }: OpenModel, movedRoots: MovedRoots): Committer {
    const { catalog, places, retryDelaysMillis } = this.#engine;
    return new Committer({
      catalog,
      index,
      inputShape: model.input,
      counts: this.#counts,
      jobId: this.row.jobId,
      sidecarChanged: (leadId) => this.#changedLeads.add(leadId),
      isRootOnline: (rootId) => places.isRootOnline(rootId),
      isRootGone: (rootId) => places.isRootGone(rootId),
      onMoved: (from, path) => movedRoots.note(from, path),
      retryDelaysMillis,
      saveLedger: () => this.#save(),
      onChange: (isNews) => {
        this.#hasNews ||= isNews;
        this.#pace.note(this.#counts.accounted);
        if (isNews) this.#listener.photos();
        this.#listener.job();
      },
      onIndexed: () => this.#listener.indexed(),
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

  /**
   * Works until all is done, cancelled or failed; never throws. When the library's disk is full or fails, it pauses, and
   * looks at everything anew once it is resumed, as by itself when a full disk has room: what was done is found done.
   */
  async run(prepare: () => Promise<ScanTarget[]>): Promise<void> {
    this.#hasStarted = true;
    await this.#gate.pass();
    if (this.row.endedAt !== null) return;
    this.#pace.start();
    for (let isDone = false; !isDone; ) {
      // Counted anew: an error leaves pieces of work that nobody ends.
      this.#inHand = new WorkInHand(() => this.#listener.job());
      try {
        this.#abort.signal.throwIfAborted();
        if (this.row.state !== "running") this.#setState("running");
        await this.#engine.places.refresh();
        const targets = await this.#inHand.during(prepare);
        // The model that it begins with is the one it ends with.
        await this.#engine.models.using((open) => this.#work(targets, open));
        this.#end(this.#abort.signal.aborted ? this.#stoppedState : "done");
        isDone = true;
      } catch (error) {
        const trouble = libraryTroubleOf(error, this.#engine.catalog.path);
        isDone = this.#abort.signal.aborted || !trouble;
        if (this.#abort.signal.aborted) this.#end(this.#stoppedState);
        else if (trouble) await this.#waitOut(trouble);
        else this.#fail(error);
      }
    }
  }

  /** Until it is resumed: by whoever notices that there is room again, or by a person. */
  async #waitOut(trouble: ShoeboxError): Promise<void> {
    this.row.error = describeError(trouble, this.row);
    this.#gate.shut();
    this.#pace.stop();
    this.row.state = "paused";
    this.#committer = undefined;
    this.#inHand = new WorkInHand(() => {});
    this.#trySave();
    this.#listener.job();
    this.#engine.catalog.keeping.note(trouble);
    await this.#gate.pass();
  }

  async #work(targets: ScanTarget[], open: OpenModel): Promise<void> {
    const { catalog, places, decodePool, metadataReader, models, throttle, identify } = this.#engine;
    const { inferencePool } = open;
    this.#startCounting();
    this.setPhase("scanning");
    const stop = new AbortController();
    const signal = AbortSignal.any([this.#abort.signal, stop.signal]);
    const gate = { pass: () => throttle.passAfter(this.#gate, this.#abort.signal) };
    const movedRoots = new MovedRoots(catalog, places);
    const committer = this.#newCommitter(open, movedRoots);
    this.#committer = committer;
    const pools = { decodePool, metadataReader, inferencePool };
    const parts = { ...pools, throttle, identify, committer, gate, signal, inHand: this.#inHand };
    const failures: unknown[] = [];
    const guard = (work: Promise<void>) =>
      work.catch((error: unknown) => {
        failures.push(error);
        stop.abort();
      });
    const isScanDone = () => this.#isScanDone;
    const preferred = () => this.#preferred;
    this.#files = new PendingFiles({ catalog, jobId: this.row.jobId, preferred, isScanDone, signal });
    const scanning = this.#inHand.during(() => this.#scanAll(targets, signal));
    await Promise.all([guard(scanning), guard(runPipeline(this.#files, parts))]);
    if (failures.length > 0) throw failures[0];
    this.setPhase("finishing");
    await refreshFacts(this.#changedLeads, { engine: this.#engine, committer, signal });
    await models.refresh(committer.takeRevived());
    if (!signal.aborted) {
      await models.refresh(movedRoots.settle());
      await this.#removeOrphans();
    }
    await models.save();
  }

  /** Files that were given to this job before it scans anything count as found; so do those it had before a pause. */
  #startCounting(): void {
    this.#isScanDone = false;
    this.#counts.reset();
    if (this.row.kind !== "retry") return;
    for (const { outcome, count } of this.#engine.catalog.files.countOutcomes(this.row.jobId)) {
      this.#counts.find(count);
      if (outcome !== "pending") this.#counts.record(outcome, count);
    }
  }

  /** A folder that cannot be scanned does not keep the others from it; the job fails when none could be. */
  async #scanAll(targets: ScanTarget[], signal: AbortSignal): Promise<void> {
    const errors: unknown[] = [];
    for (const target of targets) {
      await this.#scanOne(target, signal).catch((error: unknown) => errors.push(error));
      signal.throwIfAborted();
    }
    const trouble = errors.find((error) => libraryTroubleOf(error, this.#engine.catalog.path));
    if (trouble) throw trouble;
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
      gate: { pass: () => this.#inHand.notDuring(this.#gate.pass()) },
      signal,
      settleMillis: this.#listener.settleMillis,
      onUnsettled: (path) => this.unsettled.push(path),
      isAskedFor: this.row.kind !== "watch",
      onProgress: () => this.#listener.job(),
      onProblems: () => {
        this.#hasNews = true;
        this.#listener.problems();
      },
    });
    if (this.#counts.facts.moved > 0) this.#hasNews = true;
    if (touched.length === 0) return;
    this.#hasNews = true;
    await this.#engine.models.refresh(touched);
    this.#listener.photos();
  }

  /** Content that no file holds any more goes, with all that was made from it. */
  async #removeOrphans(): Promise<void> {
    const { catalog, models } = this.#engine;
    const removed = catalog.transaction(() => catalog.forgetting.removeOrphans());
    if (removed.length === 0) return;
    await models.refresh(removed);
    this.#listener.photos();
  }

  /** Whether more files may be found. */
  get isLooking(): boolean {
    return this.row.endedAt === null && !this.#isScanDone;
  }

  /**
   * What waits there goes first, and what is yet found there.
   * @returns how many files wait there now
   */
  prefer(place: Place): number {
    this.#preferred = place;
    return this.#engine.catalog.files.countPendingIn(this.row.jobId, place);
  }

  /** One that waits for its turn is then paused when that comes. */
  pause(): void {
    if (this.row.state !== "running" && this.row.state !== "queued") return;
    this.#gate.shut();
    this.#pace.stop();
    this.#setState("paused");
  }

  /** @throws DISK_FULL while there is no room to write even that down */
  resume(): void {
    if (this.row.state !== "paused") return;
    const { error } = this.row;
    try {
      this.row.error = null;
      this.#setState(this.#hasStarted ? "running" : "queued");
    } catch (problem) {
      Object.assign(this.row, { state: "paused", error });
      throw problem;
    }
    if (this.#hasStarted) this.#pace.start();
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
    this.row.isPaused = state === "interrupted" && this.row.state === "paused" && this.row.error === null;
    this.#abort.abort();
    if (!this.#hasStarted) this.#end(state);
    this.#gate.open();
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
    this.#trySave();
    this.#listener.job();
  }

  /** A full disk may take not even this. The next process finds a job without an end and calls it interrupted. */
  #trySave(): void {
    try {
      this.#save();
    } catch (error) {
      this.row.error ??= describeError(error, this.row);
    }
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
    return describeJob({
      row: this.row,
      phase: this.#phase,
      counts: this.#counts,
      pace: this.#pace,
      isFoundFinal: this.#isScanDone,
      awaitingEmbedding: this.#committer?.awaitingEmbedding ?? 0,
      retryAt: this.#files?.waitingUntil,
      isHeld: this.#engine.throttle.isHeld && this.row.state === "running",
      isPausing: this.row.state === "paused" && (this.#inHand.isAny || this.#phase === "finishing"),
    });
  }
}
