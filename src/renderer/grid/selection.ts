import type { PhotoList } from "./photo-list.ts";

/**
 * Which photos are chosen. They are photos, not places: those that come in above do not change them. One that only
 * another library has can be looked at, and is never one of several: nothing here is done to it.
 */
export interface Selection {
  /** The photo that keys go on from, and whose facts are shown. */
  readonly currentId: number | undefined;
  /** Where a range begins that Shift extends. */
  readonly anchorId: number | undefined;
  /** Several that were chosen together; empty where the current one is all there is. */
  readonly marked: ReadonlySet<number>;
}

/** - `one`: this photo and no other; `toggle`: joins the others or leaves them; `range`: all from the anchor to here */
export type Choosing = "one" | "toggle" | "range";

const none: ReadonlySet<number> = new Set();

export const noSelection: Selection = { currentId: undefined, anchorId: undefined, marked: none };

export function chooseOne(assetId: number | undefined): Selection {
  return { currentId: assetId, anchorId: assetId, marked: none };
}

export function choose(selection: Selection, list: PhotoList, position: number, how: Choosing): Selection {
  const assetId = list.assetId(position);
  if (how === "toggle") return toggled(selection, assetId);
  if (how === "range") return extended(selection, list, position);
  return chooseOne(assetId);
}

function toggled({ currentId, marked }: Selection, assetId: number): Selection {
  const next = new Set(marked);
  if (marked.size === 0 && currentId !== undefined && isOwn(currentId)) next.add(currentId);
  if (!next.delete(assetId) && isOwn(assetId)) next.add(assetId);
  return { currentId: assetId, anchorId: assetId, marked: next.size > 1 || !next.has(assetId) ? next : none };
}

function extended({ anchorId, currentId }: Selection, list: PhotoList, position: number): Selection {
  const beginning = list.positionOf(anchorId ?? currentId ?? 0);
  const from = beginning < 0 ? position : beginning;
  const [first, last] = from < position ? [from, position] : [position, from];
  const marked = ownBetween(list, first, last);
  return { currentId: list.assetId(position), anchorId: list.assetId(from), marked };
}

/** Every photo of the list; the current one stays it. */
export function chooseAll({ currentId }: Selection, list: PhotoList): Selection {
  const current = currentId ?? (list.count > 0 ? list.assetId(0) : undefined);
  return { currentId: current, anchorId: current, marked: ownBetween(list, 0, list.count - 1) };
}

/** @param last included */
function ownBetween(list: PhotoList, first: number, last: number): Set<number> {
  const found = new Set<number>();
  for (let at = first; at <= last; at++) {
    const assetId = list.assetId(at);
    if (isOwn(assetId)) found.add(assetId);
  }
  return found;
}

function isOwn(assetId: number): boolean {
  return assetId > 0;
}

/** What an action is about, this library's own photos only. */
export function chosenIds({ currentId, marked }: Selection): number[] {
  if (marked.size > 0) return [...marked];
  return currentId !== undefined && isOwn(currentId) ? [currentId] : [];
}

/** Whether a tile is shown as chosen. */
export function isChosen({ currentId, marked }: Selection, assetId: number): boolean {
  return marked.size > 0 ? marked.has(assetId) : assetId === currentId;
}

/** Photos that were found, loaded or not. The current one stays it. */
export function chooseIds({ currentId }: Selection, assetIds: readonly number[]): Selection {
  const marked = new Set(assetIds.filter(isOwn));
  const current = currentId ?? assetIds[0];
  return { currentId: current, anchorId: current, marked };
}

/**
 * Without photos that the list no longer has.
 * @param beyond photos that belong to the list and are not loaded yet
 */
export function stillThere(
  selection: Selection,
  list: PhotoList,
  beyond: ReadonlySet<number> = none,
): Selection {
  if (selection.marked.size === 0) return selection;
  const there = new Set<number>();
  for (let at = 0; at < list.count; at++) {
    const assetId = list.assetId(at);
    if (selection.marked.has(assetId)) there.add(assetId);
  }
  for (const assetId of beyond) {
    if (selection.marked.has(assetId)) there.add(assetId);
  }
  return there.size === selection.marked.size ? selection : { ...selection, marked: there };
}
