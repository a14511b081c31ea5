import type { CaptionChange } from "../../contract/captions.ts";
import type { StoredCaptionAction } from "../catalog/caption-actions.ts";
import type { Catalog } from "../catalog/index.ts";
import { ShoeboxError } from "../errors.ts";
import { pathForDisplay } from "../files/path-bytes.ts";
import { titles } from "./titles.ts";

interface Planned {
  photos: number;
  /** The captioner is to look at them again. */
  isDue: boolean;
  title: string;
}

/** What people do to captions: each is one transaction, written down before it is carried out. */
export class CaptionChanges {
  readonly #catalog: Catalog;

  constructor(catalog: Catalog) {
    this.#catalog = catalog;
  }

  /** @param text "" takes the person's own away @throws ASSET_NOT_FOUND */
  edit(assetId: number, text: string): CaptionChange {
    return this.#step("edited", (actionId) => {
      const name = this.#nameOf(assetId);
      const isEmpty = text === "";
      const isOther = this.#journal.edit(actionId, assetId, isEmpty ? null : text);
      const title = isEmpty ? titles.emptied(name) : titles.edited(name);
      return { photos: isOther ? 1 : 0, isDue: isEmpty, title };
    });
  }

  /** The sentences that a machine wrote and these photos show. */
  reject(assetIds: readonly number[]): CaptionChange {
    return this.#step("rejected", (actionId) => {
      const photos = this.#journal.reject(actionId, assetIds);
      return { photos, isDue: false, title: titles.rejected(photos, this.#nameOfOne(assetIds)) };
    });
  }

  /** Photos that have no sentence yet get their first one as soon as can be, which is no change to undo. */
  askAgain(assetIds: readonly number[]): CaptionChange {
    return this.#step("written-again", (actionId) => {
      this.#catalog.captions.askFor(assetIds);
      const photos = this.#journal.askAgain(actionId, assetIds);
      return { photos, isDue: true, title: titles.askedAgain(photos, this.#nameOfOne(assetIds)) };
    });
  }

  /**
   * Takes an action back, in one step that is an action itself: undoing it does again what was undone. What others were
   * done to the same captions since is undone first.
   * @throws ACTION_NOT_FOUND, ACTION_BURIED
   */
  undo(actionId: number): StoredCaptionAction {
    return this.#catalog.transaction(() => {
      const action = this.#undoable(actionId);
      const isUndoing = action.kind === "undone";
      const undoing = this.#journal.begin(isUndoing ? "redone" : "undone", actionId);
      const title = isUndoing ? titles.redone(action.title) : titles.undone(action.title);
      this.#journal.describe(undoing, title, this.#journal.turn(undoing, actionId));
      this.#journal.carryOut(undoing);
      this.#journal.makeDue(undoing);
      this.#journal.setUndone(actionId);
      return this.#journal.get(undoing) as StoredCaptionAction;
    });
  }

  get #journal() {
    return this.#catalog.captionActions;
  }

  #undoable(actionId: number): StoredCaptionAction {
    const action = this.#journal.get(actionId);
    if (!action) throw new ShoeboxError("ACTION_NOT_FOUND", `There is no action ${actionId} on captions.`);
    if (action.undoneAt !== null)
      throw new ShoeboxError("ACTION_NOT_FOUND", `It was undone already: ${action.title}.`);
    const later = this.#journal.laterThan(actionId);
    if (!later) return action;
    const message = `The same captions were changed since: ${later.title} (${later.actionId}).`;
    throw new ShoeboxError("ACTION_BURIED", message);
  }

  #step(kind: StoredCaptionAction["kind"], plan: (actionId: number) => Planned): CaptionChange {
    return this.#catalog.transaction(() => {
      const begun = this.#journal.begin(kind);
      const { photos, isDue, title } = plan(begun);
      if (photos === 0) {
        this.#journal.drop(begun);
        return { photosChanged: 0, actionId: null };
      }
      this.#journal.describe(begun, title, photos);
      this.#journal.carryOut(begun);
      if (isDue) this.#journal.makeDue(begun);
      return { photosChanged: photos, actionId: begun };
    });
  }

  #nameOfOne(assetIds: readonly number[]): string | undefined {
    const [assetId] = assetIds;
    return assetIds.length === 1 && assetId !== undefined ? this.#nameOf(assetId) : undefined;
  }

  /** Of the file that is shown. @throws ASSET_NOT_FOUND */
  #nameOf(assetId: number): string {
    const { photos } = this.#catalog;
    if (!photos.get(assetId))
      throw new ShoeboxError("ASSET_NOT_FOUND", `There is no photo ${assetId} in the library.`);
    const path = pathForDisplay(photos.filesOf(assetId)[0]?.path ?? "");
    return path.split(/[/\\]/).at(-1) ?? path;
  }
}
