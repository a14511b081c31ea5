import { captionsHome } from "../captions/captioners/captions-home.ts";
import { chosenCollectionHome, collectionHome, collectionsHome } from "../collections/collection-homes.ts";
import { comparingHome } from "../duplicates/compare/comparing-home.ts";
import { duplicatesHome, groupHome } from "../duplicates/duplicates-home.ts";
import { folderHome } from "../folders/folder-home.ts";
import { photosHome } from "../grid/photos-home.ts";
import { modelHome, modelsHome } from "../models/model-homes.ts";
import { problemHome, problemsHome } from "../problems/problems-home.ts";
import { searchHome } from "../search/search-home.ts";
import { savedSearchHome } from "../searches/saved-search-home.ts";
import { searchesHome } from "../searches/searches-home.ts";
import { photoHome } from "../viewer/photo-home.ts";
import type { Action, AnyHome } from "./action.ts";
import { actionId } from "./active-homes.ts";
import { anywhere } from "./anywhere.ts";

/** Every home there is, in the order of the list behind `?`. */
export const homes: readonly AnyHome[] = [
  anywhere,
  searchHome,
  photosHome,
  photoHome,
  chosenCollectionHome,
  collectionsHome,
  collectionHome,
  groupHome,
  duplicatesHome,
  comparingHome,
  problemHome,
  problemsHome,
  modelHome,
  modelsHome,
  captionsHome,
  searchesHome,
  savedSearchHome,
  folderHome,
];

export interface Registered {
  id: string;
  home: AnyHome;
  action: Action<unknown>;
}

/** Every action there is. */
export const registered: readonly Registered[] = homes.flatMap((home) =>
  Object.entries(home.actions).map(([name, action]) => ({ id: actionId(home, name), home, action })),
);

/** Whether both can be on the page at once, so that a key of one must not be another's. */
export function canMeet(one: Registered, other: Registered): boolean {
  if (one.home === other.home) return true;
  const modals = [one.home.isModal, other.home.isModal].filter(Boolean).length;
  if (modals === 2) return false;
  const [below] = modals === 1 ? [one, other].filter(({ home }) => !home.isModal) : [];
  if (below && !below.action.isEverywhere && !below.action.isAlways) return false;
  return one.home.spots.some((spot) => other.home.spots.includes(spot));
}
