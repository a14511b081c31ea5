import { type Keys, parseKeys } from "../../contract/keys.ts";

/** What is read of a `KeyboardEvent`. */
export interface KeyPress {
  key: string;
  /** The key's place, as on an American keyboard. */
  code?: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
  /** A letter is still being put together, as Chinese is typed. */
  isComposing?: boolean;
  getModifierState?(name: string): boolean;
}

export const isMac = typeof navigator !== "undefined" && /mac/i.test(navigator.platform);

const parsed = new Map<string, Keys>();

function keysOf(notation: string): Keys {
  const known = parsed.get(notation) ?? parseKeys(notation);
  parsed.set(notation, known);
  return known;
}

/** Whether these keys, in the notation of `contract/keys.ts`, were pressed. */
export function isPressed(notation: string, press: KeyPress, onMac = isMac): boolean {
  if (press.isComposing) return false;
  const { isMod, isAlt, isShift, key } = keysOf(notation);
  const typed = pressedKey(press);
  // Where plus is above the equals sign nobody wants to hold Shift for it.
  if (key !== typed && !(key === "+" && typed === "=")) return false;
  const isSign = /^[^A-Z]$/.test(key);
  // With AltGr, or with Option on a Mac, many keyboards type a sign: that it is there is all that counts.
  const makesSign = isSign && !isMod && (press.getModifierState?.("AltGraph") || (onMac && press.altKey));
  if (makesSign) return !press.metaKey;
  const [mod, other] = onMac ? [press.metaKey, press.ctrlKey] : [press.ctrlKey, press.metaKey];
  if (other || mod !== isMod || press.altKey !== isAlt) return false;
  // Signs and digits need Shift on one keyboard and none on another.
  return isSign || press.shiftKey === isShift;
}

/** A letter in capitals, whatever Caps Lock says; by its place where the keyboard has another alphabet. */
function pressedKey({ key, code = "" }: KeyPress): string {
  if (key === " ") return "Space";
  if (key.length !== 1) return key;
  const isLatin = key <= "\u007f";
  const place = /^Key([A-Z])$/.exec(code)?.[1];
  return isLatin || place === undefined ? key.toUpperCase() : place;
}

const words: Readonly<Record<string, string>> = {
  ArrowUp: "Up",
  ArrowDown: "Down",
  ArrowLeft: "Left",
  ArrowRight: "Right",
  PageUp: "Page Up",
  PageDown: "Page Down",
  ContextMenu: "Menu",
  // Easier to see than the hyphen.
  "-": "−",
};

const macSigns = { mod: "⌘", alt: "⌥", shift: "⇧" };
const plainWords = { mod: "Ctrl ", alt: "Alt ", shift: "Shift " };

/** As a person reads it: "Ctrl K", on a Mac "⌘K". */
export function printKeys(notation: string, onMac = isMac): string {
  const { isMod, isAlt, isShift, key } = keysOf(notation);
  const { mod, alt, shift } = onMac ? macSigns : plainWords;
  return `${isAlt ? alt : ""}${isShift ? shift : ""}${isMod ? mod : ""}${words[key] ?? key}`;
}

/** All that do the same: "/ or Ctrl F". */
export function printEither(notations: readonly string[], onMac = isMac): string {
  return notations.map((notation) => printKeys(notation, onMac)).join(" or ");
}

const arrows = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"];

/** Of keys that move about: "Up, Down", "Arrow keys", "Shift arrows". */
export function printMoves(notations: readonly string[], onMac = isMac): string {
  const [first = ""] = notations;
  const held = first.slice(0, first.lastIndexOf("+") + 1);
  const isAllArrows = notations.length === 4 && arrows.every((arrow) => notations.includes(held + arrow));
  if (!isAllArrows) return notations.map((notation) => printKeys(notation, onMac)).join(", ");
  return held === "" ? "Arrow keys" : printKeys(first, onMac).replace(/Left$/, "arrows");
}

/** As a page tells it to those who read it aloud (ARIA 1.2, aria-keyshortcuts). */
export function ariaKeys(notations: readonly string[], onMac = isMac): string {
  return notations.map((notation) => notation.replace("Mod+", onMac ? "Meta+" : "Control+")).join(" ");
}
