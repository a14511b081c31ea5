import { describe, expect, test } from "vitest";
import { Navigation } from "../../../src/renderer/navigation/navigation.ts";
import { likePhoto, nothing, printPlace } from "../../../src/renderer/navigation/place.ts";
import { until } from "../../helpers/until.ts";

type Entry = { state: unknown; address: string };

/** A tab with its history: steps back and forward take a moment, and are told of when they are done. */
class Tab extends EventTarget {
  entries: Entry[];
  at: number;
  readonly location = { pathname: "/", search: "", hash: "" };
  readonly history: History;

  constructor(address = "/", before = 1) {
    super();
    this.entries = [
      ...Array.from({ length: before }, () => ({ state: null, address: "elsewhere" })),
      { state: null, address },
    ];
    this.at = before;
    this.#arrive();
    const tab = this;
    this.history = {
      get state() {
        return tab.entries[tab.at]?.state;
      },
      replaceState: (state: unknown, _: string, address: string) => tab.#put(state, address),
      pushState: (state: unknown, _: string, address: string) => {
        tab.entries.length = ++tab.at;
        tab.#put(state, address);
      },
      back: () => tab.#go(-1),
      forward: () => tab.#go(1),
    } as unknown as History;
  }

  #put(state: unknown, address: string): void {
    this.entries[this.at] = { state: structuredClone(state), address };
    this.#arrive();
  }

  #arrive(): void {
    const { pathname, search, hash } = new URL(this.entries[this.at]?.address ?? "/", "http://tab");
    Object.assign(this.location, { pathname, search, hash });
  }

  #go(steps: number): void {
    setTimeout(() => {
      const to = this.at + steps;
      if (!this.entries[to]) return;
      this.at = to;
      this.#arrive();
      this.dispatchEvent(Object.assign(new Event("popstate"), { state: this.entries[to]?.state }));
    });
  }

  /** As a browser does that is asked for a step by its own button. */
  async step(direction: "back" | "forward"): Promise<void> {
    const told = new Promise((resolve) => this.addEventListener("popstate", resolve, { once: true }));
    this.history[direction]();
    await told;
  }
}

function open(tab = new Tab(), { isShell = false } = {}) {
  const navigation = new Navigation(tab as unknown as Window, { isShell });
  const where = () => printPlace(navigation.shown.place);
  return { tab, navigation, where };
}

describe("the steps of going about", () => {
  test("are one for each screen and search, and one for an open photo however often it is turned", async () => {
    const { tab, navigation, where } = open();
    navigation.showScreen("duplicates");
    navigation.type("dog");
    navigation.openPhoto(5, 0);
    navigation.openPhoto(6, 1);
    const all = [];
    for (let step = 0; step < 4; step++) {
      all.push(where());
      if (step < 3) await tab.step("back");
    }
    expect(all).toEqual(["?q=dog&photo=6", "?q=dog", "?screen=duplicates", "?screen=photos"]);
    await tab.step("forward");
    expect(where()).toBe("?screen=duplicates");
  });

  test("of typing are one, until other words take their place", async () => {
    const { tab, navigation, where } = open();
    for (const text of ["d", "do", "dog", "dogs", "dog"]) navigation.type(text);
    navigation.type("cat");
    await tab.step("back");
    expect(where()).toBe("?q=dog");
    await tab.step("back");
    expect(where()).toBe("?screen=photos");
  });

  test("never lead out of the app, and what came after stays", async () => {
    const { tab, navigation, where } = open();
    navigation.showScreen("models");
    await tab.step("back");
    for (let press = 0; press < 4; press++) {
      await tab.step("back");
      await until(() => tab.entries[tab.at]?.address === "/?screen=photos" && tab.at === 2);
    }
    expect(where()).toBe("?screen=photos");
    await tab.step("forward");
    expect(where()).toBe("?screen=models");
  });

  test("leave whoever has done nothing free to go as they came", () => {
    const { tab } = open();
    expect(tab.entries).toHaveLength(2);
  });

  test("follow a link to #models, and take it off the address", async () => {
    const { tab, navigation, where } = open();
    navigation.type("dog");
    tab.entries.length = ++tab.at;
    tab.entries.push({ state: null, address: "/?q=dog#models" });
    tab.at--;
    await tab.step("forward");
    expect([where(), tab.location.hash]).toEqual(["?screen=models&q=dog", ""]);
    await tab.step("back");
    expect(where()).toBe("?q=dog");
  });
});

describe("what lies over the duplicates", () => {
  test("is one step, whichever groups are compared, and closing it goes back", async () => {
    const { tab, navigation, where } = open();
    navigation.showScreen("duplicates");
    navigation.listTier("same-picture");
    navigation.compareGroup("a", 0);
    navigation.compareGroup("b", 1);
    expect(where()).toBe("?screen=duplicates&tier=same-picture&group=b");
    const { length } = tab.entries;
    navigation.closeOver();
    navigation.openOver("history");
    await until(() => where() === "?screen=duplicates&tier=same-picture&open=history");
    expect(tab.entries).toHaveLength(length);
    await tab.step("back");
    expect(where()).toBe("?screen=duplicates&tier=same-picture");
    await tab.step("forward");
    expect(where()).toBe("?screen=duplicates&tier=same-picture&open=history");
    navigation.showScreen("duplicates");
    expect(where()).toBe("?screen=duplicates");
  });

  test("is closed in its place where the address led there at once", () => {
    const { tab, navigation, where } = open(new Tab("/?screen=duplicates&group=a"));
    navigation.closeOver();
    expect(where()).toBe("?screen=duplicates");
    expect(tab.entries).toHaveLength(2);
  });
});

describe("in a collection", () => {
  test("what is looked for is looked for in it, and stays there when one leaves", async () => {
    const { tab, navigation, where } = open();
    navigation.showScreen("collections");
    navigation.openCollection(3);
    navigation.type("dog");
    expect(where()).toBe("?collection=3&q=dog");
    navigation.openPhoto(5, 0);
    expect(where()).toBe("?collection=3&q=dog&photo=5");
    navigation.showScreen("photos");
    expect(where()).toBe("?screen=photos");
    await tab.step("back");
    await tab.step("back");
    await tab.step("back");
    expect(where()).toBe("?collection=3");
    await tab.step("back");
    expect(where()).toBe("?screen=collections");
  });

  test("the same can be looked for everywhere", () => {
    const { navigation, where } = open(new Tab("/?collection=3&q=dog"));
    navigation.lookEverywhere();
    expect(where()).toBe("?q=dog");
  });

  test("another one is another grid, which begins where it was left", async () => {
    const { tab, navigation } = open(new Tab("/?collection=3"));
    navigation.noteScroll(500);
    const { visit } = navigation.shown;
    navigation.openCollection(4);
    expect(navigation.shown).toMatchObject({ visit: visit + 1, scrollTop: undefined });
    await tab.step("back");
    expect(navigation.shown).toMatchObject({ scrollTop: 500, place: { collectionId: 3 } });
  });
});

describe("an open photo", () => {
  test("is closed by going back to where it was opened from, and forward opens it again", async () => {
    const { tab, navigation, where } = open();
    navigation.openPhoto(5, 0);
    navigation.closePhoto();
    expect(where()).toBe("?screen=photos");
    await until(() => tab.location.search === "?screen=photos");
    await tab.step("forward");
    expect(where()).toBe("?photo=5");
  });

  test("that is closed while another search begins does not come back", async () => {
    const { tab, navigation, where } = open();
    navigation.openPhoto(5, 0);
    navigation.closePhoto();
    navigation.type("dog");
    await until(() => tab.location.search === "?q=dog");
    expect(where()).toBe("?q=dog");
    await tab.step("back");
    expect(where()).toBe("?screen=photos");
  });

  test("of a copied address is closed where it stands", () => {
    const { navigation, where } = open(new Tab("/?q=dog&photo=5"));
    expect(where()).toBe("?q=dog&photo=5");
    navigation.closePhoto();
    expect(where()).toBe("?q=dog");
  });
});

test("the place in the grid is known again after a step back, and after a reload", async () => {
  const { tab, navigation } = open();
  navigation.noteScroll(700.4);
  navigation.lookFor(likePhoto(3));
  expect(navigation.shown.scrollTop).toBeUndefined();
  await tab.step("back");
  expect(navigation.shown).toMatchObject({ scrollTop: 700, place: { looking: nothing } });
  expect(open(tab).navigation.shown.scrollTop).toBe(700);
});
