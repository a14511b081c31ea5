import { type DuplicateTier, duplicateTiers } from "../../contract/duplicates.ts";
import { type SortOrder, sortOrders } from "../../contract/index.ts";

/** The screens there are. */
export const screens = ["photos", "collections", "duplicates", "problems", "models", "settings"] as const;
export type Screen = (typeof screens)[number];

/** What is looked for: nothing, or what a query says. */
export type Looking = { kind: "nothing" } | { kind: "text"; query: string };

export const nothing: Looking = { kind: "nothing" };

/** What looks like this photo. */
export function likePhoto(assetId: number): Looking {
  return { kind: "text", query: `like:#${assetId}` };
}

/** Whether nothing but what looks like photos, or pictures, is looked for. */
export function isLikePhotos(looking: Looking): boolean {
  return looking.kind === "text" && /^(like:\S+\s*)+$/.test(looking.query.trim());
}

/** What was looked for last, as it was kept: earlier versions had another way to say what looks like a photo. */
export function keptLooking(kept: { kind: string; query?: string; assetId?: number }): Looking {
  if (kept.kind === "similar" && kept.assetId !== undefined) return likePhoto(kept.assetId);
  return kept.kind === "text" && kept.query !== undefined ? { kind: "text", query: kept.query } : nothing;
}

/** What can lie over a screen and is a place of its own. */
const overs = ["comparing", "clean-up", "history"] as const;
export type Over = (typeof overs)[number];

/** Where one is: all that the page's address says. */
export interface Place {
  screen: Screen;
  looking: Looking;
  /** The photo that is open; below zero one that only another library has. */
  photo: number | undefined;
  /** On the screen of collections: the one whose photos are shown, and looked for in. */
  collectionId?: number | undefined;
  /** Of what was found; by relevance when left out. */
  sort?: SortOrder | undefined;
  /** On the screen of duplicates: which kind is listed. */
  tier?: DuplicateTier | undefined;
  /** On the screens of duplicates and of collections: what lies over it. */
  over?: Over | undefined;
  /** The group that is compared. */
  group?: string | undefined;
}

/** As long as the API takes a query. */
const longestQuery = 1000;

/**
 * "?screen=duplicates&tier=identical&group=7f3a", "?q=red+boat&photo=17", "?collection=3&q=boat&sort=date";
 * "?screen=photos" where nothing else is to be said.
 */
export function printPlace(place: Place): string {
  const { screen, looking, photo, collectionId, sort, tier, over, group } = place;
  const parameters = new URLSearchParams();
  if (screen === "collections" && collectionId !== undefined) {
    parameters.set("collection", String(collectionId));
  } else if (screen !== "photos") parameters.set("screen", screen);
  if (looking.kind === "text") parameters.set("q", looking.query);
  if (looking.kind !== "nothing" && sort !== undefined) parameters.set("sort", sort);
  if (photo !== undefined) parameters.set(photo < 0 ? "shared" : "photo", String(Math.abs(photo)));
  if (tier !== undefined) parameters.set("tier", tier);
  if (over === "comparing" && group !== undefined) parameters.set("group", group);
  else if (over !== undefined) parameters.set("open", over);
  // An address that says nothing stands for where one was last.
  if (parameters.size === 0) parameters.set("screen", "photos");
  return `?${parameters}`;
}

/** The inverse; undefined for an address that says nothing. What cannot be understood in it is left out. */
export function parsePlace(search: string): Place | undefined {
  const parameters = new URLSearchParams(search);
  if (!names.some((name) => parameters.has(name))) return undefined;
  const named = screens.find((each) => each === parameters.get("screen")) ?? "photos";
  const collectionId = idOf(parameters.get("collection"));
  const screen = collectionId === undefined ? named : "collections";
  const looking = lookingOf(parameters);
  return {
    screen,
    looking,
    photo: photoOf(parameters),
    collectionId,
    sort: sortOf(parameters, looking),
    ...overOf(parameters, screen, collectionId),
  };
}

function overOf(parameters: URLSearchParams, screen: Screen, collectionId: number | undefined) {
  const open = overs.find((over) => over === parameters.get("open") && over !== "comparing");
  if (screen === "collections" && collectionId === undefined) {
    return open === "history" ? { over: open } : {};
  }
  if (screen !== "duplicates") return {};
  const group = parameters.get("group") || undefined;
  const tier = duplicateTiers.find((each) => each === parameters.get("tier"));
  return group === undefined ? { tier, over: open } : { tier, over: "comparing" as const, group };
}

const names = ["screen", "collection", "q", "like", "photo", "shared"];

/** The usual order has no name: one place has one address. */
function sortOf(parameters: URLSearchParams, { kind }: Looking): SortOrder | undefined {
  const sort = sortOrders.find((each) => each === parameters.get("sort"));
  return kind === "nothing" || sort === "relevance" ? undefined : sort;
}

function photoOf(parameters: URLSearchParams): number | undefined {
  const shared = idOf(parameters.get("shared"));
  return idOf(parameters.get("photo")) ?? (shared === undefined ? undefined : -shared);
}

/** Whether photos are to be seen: those of the library, or of a collection. */
export function showsPhotos({ screen, collectionId }: Place): boolean {
  return screen === "photos" || (screen === "collections" && collectionId !== undefined);
}

/** Where something is looked for from here: in the collection that is open, else in the library. */
export function placeToLookIn({ screen, collectionId }: Place): Pick<Place, "screen" | "collectionId"> {
  const isInCollection = screen === "collections" && collectionId !== undefined;
  return isInCollection ? { screen, collectionId } : { screen: "photos", collectionId: undefined };
}

/** Another screen from here. What was looked for in a collection stays there. */
export function placeOnScreen({ looking, collectionId, sort }: Place, screen: Screen): Place {
  const staysFound = collectionId === undefined;
  return {
    screen,
    looking: staysFound ? looking : nothing,
    photo: undefined,
    collectionId: undefined,
    sort: staysFound ? sort : undefined,
  };
}

function lookingOf(parameters: URLSearchParams): Looking {
  const query = (parameters.get("q") ?? "").slice(0, longestQuery);
  if (query.trim() !== "") return { kind: "text", query };
  // As earlier versions had it.
  const assetId = idOf(parameters.get("like"));
  return assetId === undefined ? nothing : likePhoto(assetId);
}

function idOf(text: string | null): number | undefined {
  return text !== null && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : undefined;
}

export function isSameLooking(left: Looking, right: Looking): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

/** Whether the same photos are shown, in the same order. */
export function areSamePhotos(left: Place, right: Place): boolean {
  return (
    left.collectionId === right.collectionId &&
    left.sort === right.sort &&
    isSameLooking(left.looking, right.looking)
  );
}

export function isSamePlace(left: Place, right: Place): boolean {
  return (
    left.screen === right.screen &&
    left.photo === right.photo &&
    left.over === right.over &&
    left.group === right.group &&
    areSamePhotos(left, right)
  );
}
