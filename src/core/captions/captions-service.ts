import { setImmediate } from "node:timers/promises";
import type { CaptionChange, CaptioningMode, CaptionNow, CaptionsStatus } from "../../contract/captions.ts";
import type { CaptionAction } from "../../contract/history.ts";
import type { StoredCaptionAction } from "../catalog/caption-actions.ts";
import { captionsStageName } from "../catalog/captions.ts";
import { ShoeboxError } from "../errors.ts";
import type { CaptioningModel } from "../models/captioners/captioner.ts";
import { type Selection, type SelectionParts, selectPhotos } from "../photos/select-photos.ts";
import type { StageScheduler } from "../stages/scheduler.ts";
import type { PixelsParts } from "../switching/pixels-of.ts";
import { CaptionChanges } from "./caption-changes.ts";
import { captionNow } from "./caption-now.ts";
import { CaptionWriting } from "./caption-writing.ts";
import { CaptionerAtWork, type StartCaptioner } from "./captioner-at-work.ts";
import type { CaptionerChoice } from "./captioner-choice.ts";
import { exportCaptions, type WantedCaptionExport } from "./export-captions.ts";

export interface CaptionsParts extends PixelsParts, SelectionParts {
  stages: StageScheduler;
  choice: CaptionerChoice;
  start: StartCaptioner;
  /** Captions changed, or what writes them. */
  onChange: () => void;
}

/** Removed at once: some milliseconds of work. */
const clearedAtOnce = 250;

/** Sentences on what can be seen in photos: what a person does with them, and what writes them. */
export class CaptionsService {
  readonly #parts: CaptionsParts;
  readonly #changes: CaptionChanges;
  readonly #captioner: CaptionerAtWork;
  readonly #writing: CaptionWriting;

  constructor(parts: CaptionsParts) {
    this.#parts = parts;
    this.#changes = new CaptionChanges(parts.catalog);
    this.#captioner = new CaptionerAtWork(parts.start);
    this.#writing = new CaptionWriting({ ...parts, captioner: this.#captioner, onWritten: parts.onChange });
    parts.choice.onChange(() => void this.#writing.captionerChanged());
  }

  /** From here on captions are written, as far as they are wanted, once stages work. */
  begin(): Promise<void> {
    return this.#writing.begin();
  }

  status(): CaptionsStatus {
    const { catalog, stages, choice } = this.#parts;
    const entry = choice.current()?.entry;
    const stage = stages.progressOf(captionsStageName) ?? null;
    const counts = catalog.captions.counts();
    const sum = (wanted: string) =>
      counts.reduce((total, { standing, photos }) => total + (standing === wanted ? photos : 0), 0);
    return {
      mode: catalog.captionerChoice.get().mode,
      captioner: entry ? { id: entry.id, name: entry.name, revision: entry.revision } : null,
      trouble: choice.trouble() ?? stage?.error ?? null,
      stage,
      photos: catalog.stats.photos(),
      written: sum("shown"),
      own: catalog.captions.countOwn(),
      rejected: sum("rejected"),
    };
  }

  /** Photos whose machine's sentence is of this captioner, whatever its revision. */
  countOf(captionerId: string): number {
    return this.#parts.catalog.captions
      .counts()
      .filter(({ modelId, standing }) => modelId === captionerId && standing !== "nothing")
      .reduce((total, { photos }) => total + photos, 0);
  }

  async setMode(mode: CaptioningMode): Promise<CaptionsStatus> {
    await this.#writing.setMode(mode);
    this.#parts.onChange();
    return this.status();
  }

  /** Somebody opened a photo; where nothing can be kept, that is forgotten. */
  opened(assetId: number): void {
    const { catalog, stages } = this.#parts;
    if (catalog.keeping.hindrance || catalog.captions.isOpened(assetId)) return;
    catalog.transaction(() => catalog.captions.noteOpened(assetId));
    stages.wake(captionsStageName);
  }

  texts(assetIds: readonly number[]): { assetId: number; text: string }[] {
    return this.#parts.catalog.captions.saidOf(assetIds);
  }

  /** @throws what `captionNow` throws */
  writeNow(wanted: { assetId: number } | { path: string }): Promise<CaptionNow> {
    const { catalog, places, decodePool, onChange: onWritten } = this.#parts;
    const captioner = this.#captioner;
    return captionNow(
      { catalog, places, decodePool, captioner, model: () => this.#model(), onWritten },
      wanted,
    );
  }

  /** @throws ASSET_NOT_FOUND */
  edit(assetId: number, text: string): CaptionChange {
    return this.#done(this.#changes.edit(assetId, text));
  }

  /** @throws ASSET_NOT_FOUND, ROOT_NOT_FOUND, QUERY_INVALID */
  async reject(photos: Selection): Promise<CaptionChange> {
    return this.#done(this.#changes.reject(await this.#selected(photos)));
  }

  /** @throws ASSET_NOT_FOUND, ROOT_NOT_FOUND, QUERY_INVALID */
  async writeAgain(photos: Selection): Promise<CaptionChange> {
    const assetIds = await this.#selected(photos);
    const change = this.#done(this.#changes.askAgain(assetIds));
    this.#writing.ask(assetIds);
    return change;
  }

  /** The latest first. */
  actions(limit: number): CaptionAction[] {
    return this.#parts.catalog.captionActions.list(limit).map(toAction);
  }

  /** The latest that can be undone, undoings left out. */
  latestAction(): CaptionAction | undefined {
    const action = this.#parts.catalog.captionActions.latest();
    return action && toAction(action);
  }

  /** @throws ACTION_NOT_FOUND, ACTION_BURIED */
  undo(captionActionId: number): CaptionAction {
    const undoing = toAction(this.#changes.undo(captionActionId));
    this.#done(undoing);
    return undoing;
  }

  /** What was removed is not brought back by undoing what was done before. */
  async clear(): Promise<{ photosChanged: number }> {
    const { catalog } = this.#parts;
    await this.setMode("off");
    // What is being written at a person's wish is not kept any more, either.
    catalog.transaction(() => catalog.captionerChoice.renew());
    const before = catalog.captions.counts();
    while (catalog.transaction(() => catalog.captions.clearSome(clearedAtOnce)) > 0) {
      this.#parts.onChange();
      await setImmediate();
    }
    const written = before.filter(({ standing }) => standing !== "nothing");
    return { photosChanged: written.reduce((total, { photos }) => total + photos, 0) };
  }

  /** @throws what `exportCaptions` throws */
  export(wanted: WantedCaptionExport, signal?: AbortSignal) {
    return exportCaptions(this.#parts.catalog, wanted, signal);
  }

  async close(): Promise<void> {
    await this.#writing.close();
    await this.#captioner.close();
  }

  /** @throws MODEL_MISSING, MODEL_CORRUPT */
  #model(): CaptioningModel {
    const { choice } = this.#parts;
    const model = choice.current();
    if (model) return model;
    const { code = "MODEL_MISSING", message = "No captioner is installed." } = choice.trouble() ?? {};
    throw new ShoeboxError(code, message);
  }

  async #selected(photos: Selection): Promise<number[]> {
    const assetIds = await selectPhotos(this.#parts, photos);
    if (assetIds) return assetIds;
    throw new ShoeboxError(
      "QUERY_INVALID",
      "Expected photos, a folder or a query but received none of them.",
    );
  }

  #done<Change>(change: Change): Change {
    this.#parts.onChange();
    this.#parts.stages.wake(captionsStageName);
    return change;
  }
}

function toAction({ actionId, kind, title, photos, doneAt, undoneAt }: StoredCaptionAction): CaptionAction {
  return {
    captionActionId: actionId,
    action: kind,
    title,
    photos,
    doneAt: new Date(doneAt).toISOString(),
    undoneAt: undoneAt === null ? null : new Date(undoneAt).toISOString(),
  };
}
