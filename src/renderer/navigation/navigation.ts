import type { DuplicateTier, SortOrder } from "../../contract/index.ts";
import { readRemembered, remember } from "../remembered.ts";
import {
  areSamePhotos,
  isSamePlace,
  keptLooking,
  type Looking,
  nothing,
  type Over,
  type Place,
  parsePlace,
  placeOnScreen,
  placeToLookIn,
  printPlace,
  type Screen,
  screens,
  showsPhotos,
} from "./place.ts";

/** What the browser keeps with each entry of its history, over a reload too. */
interface EntryState {
  /** Behind it lies an entry that leads back into the app. */
  isGuarded: boolean;
  /** The entry that does so: nothing is ever shown there. */
  isGuard?: boolean;
  /** What is open was opened from the entry before: closing it goes back there. */
  isOpenedHere?: boolean;
  /** Where the grid was scrolled to, in pixels. */
  scrollTop?: number;
  /** Of the open photo, or group, in its list: a list that comes page by page is asked for until there. */
  position?: number;
}

/** What is shown, and how it came to be. */
export interface Shown {
  place: Place;
  /** Its words are being typed: they are not looked for at each letter. */
  isTyped: boolean;
  /** Where the grid was scrolled to when one was here before. */
  scrollTop: number | undefined;
  position: number;
  /** Rises when back or forward led to other photos: their grid begins anew, where it was. */
  visit: number;
}

/** Browsers bear a few changes of the address a second. */
const writeMillis = 250;

/** Words that stood for so long were looked at: others are another search. */
const standingMillis = 2000;

const lookingKey = "looking";
const screenKey = "screen";
const collectionKey = "collection";

/**
 * Where one is, kept in step with the page's address and the browser's history: a step for each screen, search and open
 * photo. What is typed on, turned to or scrolled to changes the step that it is on.
 */
export class Navigation {
  shown: Shown;
  #state: EntryState;
  readonly #window: Window;
  readonly #isShell: boolean;
  readonly #listeners = new Set<() => void>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #typedAt = 0;
  /** A step back is under way; what was asked for meanwhile comes after it. */
  #isGoingBack = false;
  #afterwards: (() => void)[] = [];

  /** @param isShell nothing was in this window before the app: nothing has to be kept from it */
  constructor(page: Window, { isShell }: { isShell: boolean }) {
    this.#window = page;
    this.#isShell = isShell;
    this.#state = stateOf(page.history.state) ?? { isGuarded: false };
    this.shown = {
      place: this.#read() ?? remembered(),
      isTyped: false,
      scrollTop: this.#state.scrollTop,
      position: this.#state.position ?? 0,
      visit: 0,
    };
    this.#write();
    page.addEventListener("popstate", this.#onStep);
    page.addEventListener("pagehide", this.#write);
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** What the address says. A link to `#models` and the like leads there from anywhere. */
  #read(): Place | undefined {
    const { hash, search } = this.#window.location;
    const named = screens.find((screen) => hash === `#${screen}`);
    const place = parsePlace(search);
    return named ? placeOnScreen(place ?? remembered(), named) : place;
  }

  readonly #onStep = (event: PopStateEvent): void => {
    clearTimeout(this.#timer);
    const state = stateOf(event.state);
    if (state?.isGuard) {
      this.#window.history.forward();
      return;
    }
    const wasGuarded = this.#state.isGuarded;
    // A link made a step of its own, which knows nothing of those before.
    this.#state = state ?? { isGuarded: wasGuarded };
    const place = this.#read() ?? remembered();
    const { place: before, visit } = this.shown;
    const isElsewhere = before.screen !== place.screen || !areSamePhotos(before, place);
    this.#show({
      place,
      isTyped: false,
      scrollTop: this.#state.scrollTop,
      position: this.#state.position ?? 0,
      visit: isElsewhere ? visit + 1 : visit,
    });
    if (!state) this.#write();
    this.#isGoingBack = false;
    for (const work of this.#afterwards.splice(0)) work();
  };

  #show(shown: Shown): void {
    this.shown = shown;
    remember(screenKey, shown.place.screen);
    remember(lookingKey, shown.place.looking);
    remember(collectionKey, shown.place.collectionId ?? null);
    for (const listener of this.#listeners) listener();
  }

  readonly #write = (): void => {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#window.history.replaceState(this.#state, "", this.#address());
  };

  #writeSoon(): void {
    this.#timer ??= setTimeout(this.#write, writeMillis);
  }

  #address(): string {
    return this.#window.location.pathname + printPlace(this.shown.place);
  }

  /** Does this now, or once the step back that is under way is done. */
  #inTurn(work: () => void): void {
    if (this.#isGoingBack) this.#afterwards.push(work);
    else work();
  }

  /** A step of its own. */
  #push(place: Place, more: Partial<Shown & EntryState> = {}): void {
    if (isSamePlace(place, this.shown.place)) return;
    this.#write();
    this.#guard();
    const { isTyped = false, position = 0, isOpenedHere = false } = more;
    const keepsGrid = areSamePhotos(place, this.shown.place);
    this.#state = { isGuarded: this.#state.isGuarded, isOpenedHere, position };
    this.#show({
      place,
      isTyped,
      position,
      scrollTop: undefined,
      visit: keepsGrid || isTyped ? this.shown.visit : this.shown.visit + 1,
    });
    this.#window.history.pushState(this.#state, "", this.#address());
  }

  /** The same step, at another place. */
  #change(place: Place, more: { isTyped?: boolean; position?: number } = {}): void {
    const { isTyped = false, position = this.shown.position } = more;
    this.#state = { ...this.#state, position };
    this.#show({ ...this.shown, place, isTyped, position });
    this.#writeSoon();
  }

  /**
   * Puts an entry behind the first one that sends back into the app. When something is done for the first time: whoever
   * only looks in leaves as they came.
   */
  #guard(): void {
    if (this.#state.isGuarded || this.#isShell) return;
    this.#window.history.replaceState({ isGuarded: true, isGuard: true }, "", this.#address());
    this.#state = { ...this.#state, isGuarded: true };
    this.#window.history.pushState(this.#state, "", this.#address());
  }

  showScreen(screen: Screen): void {
    this.#inTurn(() => this.#push(placeOnScreen(this.shown.place, screen)));
  }

  openCollection(collectionId: number): void {
    this.#inTurn(() =>
      this.#push({ screen: "collections", looking: nothing, photo: undefined, collectionId }),
    );
  }

  /** What is kept as a search: in all photos, whatever is open. */
  openSearch(query: string, order: SortOrder): void {
    const looking: Looking = { kind: "text", query };
    // The usual order has no name.
    const sort = order === "relevance" ? undefined : order;
    this.#inTurn(() => this.#push({ screen: "photos", looking, photo: undefined, sort }));
  }

  lookFor(looking: Looking): void {
    this.#inTurn(() => this.#push({ ...placeToLookIn(this.shown.place), looking, photo: undefined }));
  }

  /** The same, in all photos of the library. */
  lookEverywhere(): void {
    this.#inTurn(() => {
      const { looking, sort } = this.shown.place;
      this.#push({ screen: "photos", looking, photo: undefined, sort });
    });
  }

  /** What was found in another order; undefined: by relevance. */
  sortBy(sort: SortOrder | undefined): void {
    this.#inTurn(() => this.#push({ ...this.shown.place, sort, photo: undefined }));
  }

  /** What is in the search field now. */
  type(text: string): void {
    this.#inTurn(() => {
      const { place, isTyped } = this.shown;
      const hasStood = performance.now() - this.#typedAt > standingMillis;
      this.#typedAt = performance.now();
      const looking: Looking = text.trim() === "" ? nothing : { kind: "text", query: text };
      const sort = looking.kind === "nothing" ? undefined : place.sort;
      const next: Place = { ...placeToLookIn(place), looking, photo: undefined, sort };
      const before = place.looking.kind === "text" ? place.looking.query : "";
      const goesOn = looking.kind === "text" && (before.startsWith(text) || text.startsWith(before));
      if (isTyped && showsPhotos(place) && goesOn && before !== "" && !hasStood) {
        this.#change(next, { isTyped: true });
      } else this.#push(next, { isTyped: looking.kind === "text" });
    });
  }

  /** Opens a photo, or turns from the open one to another. */
  openPhoto(photo: number, position: number): void {
    this.#inTurn(() => {
      const { place } = this.shown;
      if (place.photo === undefined) this.#push({ ...place, photo }, { position, isOpenedHere: true });
      else this.#change({ ...place, photo }, { position });
    });
  }

  closePhoto(): void {
    this.#inTurn(() => {
      const { place } = this.shown;
      if (place.photo !== undefined) this.#leave({ ...place, photo: undefined });
    });
  }

  /** To what was there before something was opened over it, by the step that led there where there is one. */
  #leave(place: Place): void {
    if (!this.#state.isOpenedHere) {
      this.#change(place);
      return;
    }
    this.#write();
    this.#isGoingBack = true;
    this.#show({ ...this.shown, place });
    this.#window.history.back();
  }

  /** Opens something over the screen, or in place of what is open there. */
  openOver(over: Exclude<Over, "comparing">): void {
    this.#inTurn(() => this.#open({ ...this.shown.place, over, group: undefined }, 0));
  }

  /** Compares a group, or turns from the one that is compared to another. */
  compareGroup(group: string, position: number): void {
    this.#inTurn(() => this.#open({ ...this.shown.place, over: "comparing", group }, position));
  }

  #open(place: Place, position: number): void {
    if (this.shown.place.over === undefined) this.#push(place, { position, isOpenedHere: true });
    else this.#change(place, { position });
  }

  closeOver(): void {
    this.#inTurn(() => {
      const { place } = this.shown;
      if (place.over !== undefined) this.#leave({ ...place, over: undefined, group: undefined });
    });
  }

  /** Which kind of duplicates is listed: no step of its own. */
  listTier(tier: DuplicateTier): void {
    this.#inTurn(() => {
      const { place } = this.shown;
      if (place.screen === "duplicates" && place.tier !== tier) this.#change({ ...place, tier });
    });
  }

  /** The grid was scrolled: it is there again when one comes back. */
  noteScroll(scrollTop: number): void {
    if (this.#isGoingBack || this.shown.place.photo !== undefined) return;
    this.#state = { ...this.#state, scrollTop: Math.round(scrollTop) };
    this.#writeSoon();
  }

  back(): void {
    this.#inTurn(() => {
      this.#write();
      this.#window.history.back();
    });
  }

  forward(): void {
    this.#inTurn(() => {
      this.#write();
      this.#window.history.forward();
    });
  }
}

function remembered(): Place {
  const screen = readRemembered<Screen>(screenKey, "photos");
  return {
    screen: screens.includes(screen) ? screen : "photos",
    looking: keptLooking(readRemembered<Looking>(lookingKey, nothing)),
    photo: undefined,
    collectionId: readRemembered<number | null>(collectionKey, null) ?? undefined,
  };
}

/** Entries that something else made have another state, or none. */
function stateOf(state: unknown): EntryState | undefined {
  return typeof state === "object" && state !== null && "isGuarded" in state
    ? (state as EntryState)
    : undefined;
}
