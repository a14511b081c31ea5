import { isTyping } from "../keys/is-typing.ts";
import type { Action } from "./action.ts";
import { type ActiveHome, doableNow } from "./active-homes.ts";
import { isPressed, type KeyPress } from "./key-press.ts";

export type Press = KeyPress & { repeat: boolean };

/** What of a page the keyboard's one listener has to know. */
export interface Focus {
  /** What has it. */
  target: Element | null;
  /** The last dialog on the page that has it to itself; null where there is none. */
  dialog: Element | null;
}

/**
 * What a pressed key does; undefined where it is none of the actions'. A dialog has all keys, unless it is a home itself;
 * a field those that type, a button those that press it.
 */
export function actionFor(
  press: Press,
  { target, dialog }: Focus,
  homes: readonly ActiveHome[],
): (() => void) | undefined {
  if (isCovered(dialog, homes)) return undefined;
  const isTyped = isTyping(target);
  if (!isTyped && isOwnKey(press.key, target)) return undefined;
  const within = homes.filter((each) => isWithin(each, target, dialog));
  for (const { action, context } of doableNow(homes, within)) {
    if (isTyped && !action.isForTyping) continue;
    if (!isAsked(action, press)) continue;
    return () => action.run(context);
  }
  return undefined;
}

/** Whether a dialog that is no home lies over the page: it has all keys. */
export function isCovered(dialog: Element | null, homes: readonly ActiveHome[]): boolean {
  return dialog !== null && !homes.some(({ home, scope }) => home.isModal && scope() === dialog);
}

/** What a pressed key does whatever lies over the page. */
export function alwaysFor(press: Press, homes: readonly ActiveHome[]): (() => void) | undefined {
  const found = doableNow(homes).find(({ action }) => action.isAlways && isAsked(action, press));
  return found && (() => found.action.run(found.context));
}

function isAsked(action: Action<unknown>, press: Press): boolean {
  if (press.repeat && !action.mayRepeat) return false;
  return action.keys?.some((keys) => isPressed(keys, press)) ?? false;
}

/** With nothing focused, as after a click beside everything, the keys are those of all that is there. */
function isWithin(
  { scope, isExact, home }: ActiveHome,
  target: Element | null,
  dialog: Element | null,
): boolean {
  const element = scope();
  if (element === undefined || (home.isModal && element === dialog)) return true;
  if (element === null) return false;
  if (target === null || target === target.ownerDocument.body) return true;
  return isExact ? element === target : element.contains(target);
}

const pressed = "a[href], button, summary, input, [role=button], [role=tab], [role=checkbox]";
const turned = "input[type=range], [role=tab]";
const pressing = ["Enter", " "];
const turning = ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End", "PageUp", "PageDown"];

/** A button is pressed, a slider moved and a menu gone through by their own keys, as everywhere. */
function isOwnKey(key: string, target: Element | null): boolean {
  if (!target) return false;
  if (target.closest("[role=menu]")) return true;
  if (pressing.includes(key)) return target.closest(pressed) !== null;
  return turning.includes(key) && target.matches(turned);
}
