import { describe, expect, test } from "vitest";
import { parseKeys } from "../../../src/contract/keys.ts";
import {
  ariaKeys,
  isPressed,
  type KeyPress,
  printEither,
  printKeys,
  printMoves,
} from "../../../src/renderer/actions/key-press.ts";

const press = (key: string, parts: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...parts,
});

test.each([
  "s",
  "Ctrl+K",
  "Shift+Mod+K",
  "Mod",
  "Mod+",
  "",
  "Shift+?",
  "Shift+1",
  "Up",
  "Mod+Mod+K",
  "é",
  "SS",
])("%s is no notation of keys", (notation) => {
  expect(() => parseKeys(notation)).toThrow(RangeError);
});

test.each(["S", "Mod+K", "Mod+Alt+Shift+F12", "+", "Mod++", "/", "Shift+Delete", "Alt+ArrowLeft", "Mod+,"])(
  "%s is one",
  (notation) => {
    expect(() => parseKeys(notation)).not.toThrow();
  },
);

describe("a letter", () => {
  test("is the same with Caps Lock, and another one with Shift", () => {
    expect(isPressed("S", press("s"))).toBe(true);
    expect(isPressed("S", press("S"))).toBe(true);
    expect(isPressed("S", press("S", { shiftKey: true }))).toBe(false);
    expect(isPressed("Shift+S", press("S", { shiftKey: true }))).toBe(true);
    expect(isPressed("Shift+S", press("s", { shiftKey: true }))).toBe(true);
  });

  test("is found by its place on keyboards of another alphabet", () => {
    expect(isPressed("Mod+K", press("л", { code: "KeyK", ctrlKey: true }))).toBe(true);
    // A French keyboard has an A where an American one has a Q.
    expect(isPressed("A", press("a", { code: "KeyQ" }))).toBe(true);
    expect(isPressed("Q", press("a", { code: "KeyQ" }))).toBe(false);
  });

  test("is none while it is put together with others", () => {
    expect(isPressed("S", press("s", { isComposing: true }))).toBe(false);
  });
});

describe("a sign", () => {
  test("is the one that is typed, whatever is held down for it", () => {
    expect(isPressed("?", press("?", { shiftKey: true }))).toBe(true);
    expect(isPressed("?", press("?"))).toBe(true);
    expect(isPressed("1", press("1", { shiftKey: true }))).toBe(true);
    expect(isPressed("+", press("="))).toBe(true);
    const altGraph = (name: string) => name === "AltGraph";
    const german = press("[", { ctrlKey: true, altKey: true, getModifierState: altGraph });
    expect(isPressed("[", german, false)).toBe(true);
    expect(isPressed("[", press("[", { altKey: true }), true)).toBe(true);
    expect(isPressed("[", press("[", { altKey: true }), false)).toBe(false);
  });
});

describe("Mod", () => {
  test("is Command on a Mac and Control elsewhere, and never both", () => {
    expect(isPressed("Mod+K", press("k", { ctrlKey: true }), false)).toBe(true);
    expect(isPressed("Mod+K", press("k", { metaKey: true }), false)).toBe(false);
    expect(isPressed("Mod+K", press("k", { metaKey: true }), true)).toBe(true);
    expect(isPressed("Mod+K", press("k", { ctrlKey: true }), true)).toBe(false);
    expect(isPressed("Mod+K", press("k", { ctrlKey: true, metaKey: true }), true)).toBe(false);
    expect(isPressed("K", press("k", { ctrlKey: true }), false)).toBe(false);
  });

  test("and the others are printed by the custom of the system", () => {
    expect(printKeys("Mod+K", false)).toBe("Ctrl K");
    expect(printKeys("Mod+K", true)).toBe("⌘K");
    expect(printKeys("Shift+Delete", false)).toBe("Shift Delete");
    expect(printKeys("Alt+ArrowLeft", false)).toBe("Alt Left");
    expect(printKeys("-", false)).toBe("−");
    expect(printKeys("Mod++", false)).toBe("Ctrl +");
    expect(printEither(["U", "Mod+Z"], false)).toBe("U or Ctrl Z");
    expect(ariaKeys(["U", "Mod+Z"], false)).toBe("U Control+Z");
  });
});

test("keys that move about are printed together", () => {
  expect(printMoves(["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"], false)).toBe("Arrow keys");
  const shifted = ["Shift+ArrowLeft", "Shift+ArrowRight", "Shift+ArrowUp", "Shift+ArrowDown"];
  expect(printMoves(shifted, false)).toBe("Shift arrows");
  expect(printMoves(shifted, true)).toBe("⇧arrows");
  expect(printMoves(["PageUp", "PageDown"], false)).toBe("Page Up, Page Down");
});
