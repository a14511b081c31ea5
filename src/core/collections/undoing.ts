import type { StoredAction } from "../catalog/collection-actions.ts";
import type { Catalog } from "../catalog/index.ts";
import { ShoeboxError } from "../errors.ts";
import { titles } from "./titles.ts";

/**
 * Takes an action back, in one step that is an action itself: undoing it does again what was undone.
 *
 * Each collection's actions lie on one another. One that others lie on is not taken back before them, for it would take
 * their work with it. An undoing and what it undid cancel out, where both came later.
 * @throws ACTION_NOT_FOUND, ACTION_BURIED, COLLECTION_EXISTS
 */
export function undoAction(catalog: Catalog, actionId: number): StoredAction {
  return catalog.transaction(() => {
    const journal = catalog.collectionActions;
    const action = journal.get(actionId);
    if (!action) throw new ShoeboxError("ACTION_NOT_FOUND", `There is no action ${actionId}.`);
    if (action.undoneAt !== null)
      throw new ShoeboxError("ACTION_NOT_FOUND", `It was undone already: ${action.title}.`);
    const later = journal.laterThan(actionId);
    if (later) {
      const message = `The same collections were changed since: ${later.title} (${later.actionId}).`;
      throw new ShoeboxError("ACTION_BURIED", message);
    }
    const isUndoing = action.kind === "undone";
    const title = isUndoing ? titles.redone(action.title) : titles.undone(action.title);
    const undoing = journal.begin(isUndoing ? "redone" : "undone", title, actionId);
    journal.turn(undoing, actionId);
    assertNamesFree(catalog, undoing);
    journal.carryOut(undoing);
    journal.setUndone(actionId);
    return journal.get(undoing) as StoredAction;
  });
}

/** Another collection may have taken a name that was free meanwhile. */
function assertNamesFree({ collections, collectionActions }: Catalog, actionId: number): void {
  const changes = collectionActions.changesOf(actionId);
  const touched = new Set(changes.map(({ collectionId }) => collectionId));
  for (const { after } of changes) {
    const holder = after && collections.named(after.nameKey);
    if (!holder || touched.has(holder.collectionId)) continue;
    const message = `“${after.name}” would come back, and there is another collection of this name by now.`;
    throw new ShoeboxError("COLLECTION_EXISTS", message);
  }
}
