import type { KeyboardEvent } from "react";
import { type DuplicateTier, duplicateTiers } from "../../contract/duplicates.ts";
import { isTyping } from "../keys/shortcuts.ts";

export interface ScreenKeys {
  onTier(tier: DuplicateTier): void;
  onCleanUp(): void;
  onHistory(): void;
  onUndo(): void;
}

/** Keys of the whole screen, whether there are groups or not; dialogs above it have their own. */
export function onScreenKey(event: KeyboardEvent<HTMLElement>, keys: ScreenKeys): void {
  const { target, currentTarget } = event;
  // React tells parents of what happens in dialogs, too, though these lie elsewhere in the page.
  if (!(target instanceof Node) || !currentTarget.contains(target) || isTyping(target)) return;
  const isCommand = event.ctrlKey || event.metaKey;
  if (event.altKey || (isCommand && event.key !== "z")) return;
  const actions: Record<string, () => void> = isCommand
    ? { z: keys.onUndo }
    : { u: keys.onUndo, c: keys.onCleanUp, h: keys.onHistory };
  if (!isCommand) {
    for (const [at, tier] of duplicateTiers.entries()) actions[at + 1] = () => keys.onTier(tier);
  }
  const action = actions[event.key];
  if (!action) return;
  event.preventDefault();
  event.stopPropagation();
  action();
}
