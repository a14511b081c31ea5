import { describe, expect, test } from "vitest";
import { desktopMenu, type MenuAction } from "../../../src/contract/desktop-menu.ts";
import { parseKeys } from "../../../src/contract/keys.ts";
import { acceleratorOf } from "../../../src/main/accelerator.ts";
import { menuTemplate } from "../../../src/main/menu-template.ts";
import { anywhere } from "../../../src/renderer/actions/anywhere.ts";
import { printEither, printMoves } from "../../../src/renderer/actions/key-press.ts";
import { canMeet, homes, registered } from "../../../src/renderer/actions/registry.ts";
import { shortcutGroups } from "../../../src/renderer/keys/shortcut-groups.ts";

test("each action has a name of its own, and keys that can be read", () => {
  expect(new Set(registered.map(({ id }) => id)).size).toBe(registered.length);
  for (const { action } of registered) {
    expect(action.name).toMatch(/^\p{Lu}/u);
    for (const keys of action.keys ?? []) expect(() => parseKeys(keys)).not.toThrow();
  }
});

test("no two actions that can be on the page together share a key", () => {
  const shared = registered.flatMap((one, at) =>
    registered
      .slice(at + 1)
      .filter((other) => canMeet(one, other))
      .flatMap((other) =>
        (one.action.keys ?? [])
          .filter((keys) => other.action.keys?.includes(keys))
          .map((keys) => `${keys}: ${one.id} and ${other.id}`),
      ),
  );
  expect(shared).toEqual([]);
});

test("no action has a key that moves about where it is at home", () => {
  const shared = homes.flatMap((home) =>
    registered
      .filter((one) => canMeet(one, { id: "", home, action: { name: "", run: () => {} } }))
      .flatMap(({ id, action }) =>
        (home.moves ?? [])
          .flatMap(({ keys }) => keys)
          .filter((keys) => action.keys?.includes(keys))
          .map((keys) => `${keys}: ${id}`),
      ),
  );
  expect(shared).toEqual([]);
});

test("what can be typed is no key while something is typed in", () => {
  for (const { id, action } of registered) {
    if (!action.isForTyping && !action.isAlways) continue;
    const held = (action.keys ?? []).map(parseKeys).some(({ isMod, isAlt }) => isMod || isAlt);
    expect(held, id).toBe(true);
  }
});

test("every key is in the list behind ?, with the words of its action", () => {
  const rows = shortcutGroups(homes).flatMap((group) =>
    group.rows.map(({ keys, what }) => `${group.title}: ${keys}: ${what}`),
  );
  for (const { home, action } of registered) {
    if (!action.keys) continue;
    expect(rows).toContain(`${action.group ?? home.title}: ${printEither(action.keys)}: ${action.name}`);
  }
  for (const { title, moves = [] } of homes) {
    for (const { keys, name } of moves) expect(rows).toContain(`${title}: ${printMoves(keys)}: ${name}`);
  }
  expect(new Set(rows).size).toBe(rows.length);
});

describe.each([false, true])("the desktop's menu, on a Mac: %s", (isMac) => {
  const items = Object.values<readonly MenuAction[]>({ ...desktopMenu(isMac) }).flat();

  test("names actions of the page, with their keys", () => {
    for (const { command, keys } of items) {
      const action = anywhere.actions[command];
      expect(action, command).toBeDefined();
      // Back and forward have other keys on a Mac, which this page is not on.
      if (keys !== undefined && !isMac) expect(action.keys, command).toContain(keys);
    }
  });

  test("has each key of them that no text can be typed with", () => {
    for (const { command, keys } of items) {
      const held = (anywhere.actions[command].keys ?? []).filter((each) => parseKeys(each).isMod);
      if (!isMac) expect(keys !== undefined || held.length === 0, command).toBe(true);
    }
  });

  test("shows those keys as its accelerators", () => {
    const template = menuTemplate({
      platform: isMac ? "darwin" : "linux",
      isDevelopment: false,
      choose: () => {},
    });
    const inMenu = template
      .flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []))
      .flatMap(({ accelerator }) => accelerator ?? []);
    expect(inMenu).toEqual(items.flatMap(({ keys }) => (keys === undefined ? [] : acceleratorOf(keys))));
  });
});
