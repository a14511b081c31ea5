/** A key and what is held down with it, read from its notation. */
export interface Keys {
  /** Command on a Mac, Control elsewhere. */
  isMod: boolean;
  isAlt: boolean;
  isShift: boolean;
  /** As in `KeyboardEvent.key`, letters as capitals; the space bar is "Space". */
  key: string;
}

const modifiers = ["Mod", "Alt", "Shift"] as const;

const named =
  /^(?:F\d{1,2}|Enter|Escape|Space|Tab|Delete|Backspace|Insert|Home|End|PageUp|PageDown|ContextMenu|Arrow(?:Up|Down|Left|Right))$/;

/**
 * The one notation for keys: "S", "Mod+K", "Shift+Delete", "+", "Alt+ArrowLeft". A letter is a capital; a sign is the one
 * that is typed, whatever a keyboard wants held down for it, and so never has "Shift" before it.
 *
 * @throws RangeError for anything else
 */
export function parseKeys(notation: string): Keys {
  // The last one is the key, even where it is a plus.
  const [, before = "", key = ""] = /^((?:[A-Z][a-z]+\+)*)(.+)$/.exec(notation) ?? [];
  const held = before.split("+").slice(0, -1);
  const isSign = /^[!-~]$/.test(key) && !/[A-Za-z]/.test(key);
  const isKnown = isSign || /^[A-Z]$/.test(key) || named.test(key);
  const inOrder = modifiers.filter((modifier) => held.includes(modifier));
  if (!isKnown || inOrder.join() !== held.join() || (isSign && held.includes("Shift"))) {
    throw new RangeError(`"${notation}" names no key.`);
  }
  return {
    isMod: held.includes("Mod"),
    isAlt: held.includes("Alt"),
    isShift: held.includes("Shift"),
    key,
  };
}

/** Back and forward, by the custom of the system: on a Mac Option and an arrow move by a word in a text. */
export function historyKeys(isMac: boolean): { back: string; forward: string } {
  return isMac ? { back: "Mod+[", forward: "Mod+]" } : { back: "Alt+ArrowLeft", forward: "Alt+ArrowRight" };
}
