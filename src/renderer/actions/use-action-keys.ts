import { useEffect } from "react";
import { desktop } from "../api/connection.ts";
import { actionId, activeHomes, areKeysWithheld, doableNow } from "./active-homes.ts";
import { anywhere } from "./anywhere.ts";
import { actionFor, alwaysFor, isCovered } from "./dispatch.ts";

/**
 * The one listener for the keys of actions. What moves about, a list or a picture, has heard a key before and kept it; not
 * so those that work always.
 */
export function useActionKeys(): void {
  useEffect(() => {
    const carryOut = (event: KeyboardEvent, run: (() => void) | undefined) => {
      if (!run) return;
      event.preventDefault();
      event.stopPropagation();
      run();
    };
    let before: { event: KeyboardEvent; dialog: Element | null } | undefined;
    const onFirst = (event: KeyboardEvent) => {
      // As it was when the key was pressed: a dialog that it closes may be gone before the page hears of it.
      before = areKeysWithheld() ? undefined : { event, dialog: lastDialog() };
      carryOut(event, alwaysFor(event, activeHomes()));
    };
    const onLast = (event: KeyboardEvent) => {
      if (event.defaultPrevented || before?.event !== event) return;
      const target = event.target instanceof Element ? event.target : null;
      carryOut(event, actionFor(event, { target, dialog: before.dialog }, activeHomes()));
    };
    window.addEventListener("keydown", onFirst, { capture: true });
    window.addEventListener("keydown", onLast);
    return () => {
      window.removeEventListener("keydown", onFirst, { capture: true });
      window.removeEventListener("keydown", onLast);
    };
  }, []);
}

/** The desktop's menu does what the keys do, and where they would. */
export function useDesktopMenu(): void {
  useEffect(() => desktop?.onMenuCommand((command) => runFromOutside(actionId(anywhere, command))), []);
}

/** Does the action of this name, unless something lies over the page that has to be dealt with first. */
export function runFromOutside(id: string): void {
  const found = doableNow().find((each) => each.id === id);
  if (!found) return;
  const isFree = !areKeysWithheld() && !isCovered(lastDialog(), activeHomes());
  if (isFree || found.action.isAlways) found.action.run(found.context);
}

function lastDialog(): Element | null {
  const dialogs = document.querySelectorAll("[aria-modal=true]");
  return dialogs.item(dialogs.length - 1);
}
