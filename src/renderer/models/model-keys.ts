import type { KeyboardEvent } from "react";
import type { ModelCard } from "../../contract/index.ts";
import { isTyping } from "../keys/shortcuts.ts";
import { actionOfKey, type ModelActionName } from "./model-actions.ts";

interface ModelsKeys {
  onAct(action: ModelActionName, card: ModelCard): void;
  onAdd(): void;
}

const steps: Record<string, (at: number, last: number) => number> = {
  ArrowDown: (at, last) => Math.min(at + 1, last),
  ArrowUp: (at) => Math.max(at - 1, 0),
  Home: () => 0,
  End: (_, last) => last,
};

/** Keys of the whole screen: arrows go from model to model, the others are for the one that has the focus. */
export function onModelsKey(
  event: KeyboardEvent<HTMLElement>,
  models: readonly ModelCard[],
  { onAct, onAdd }: ModelsKeys,
): void {
  const { target, currentTarget, key } = event;
  // React tells parents of what happens in dialogs, too, though these lie elsewhere in the page.
  if (!(target instanceof Element) || !currentTarget.contains(target) || isTyping(target)) return;
  if (event.ctrlKey || event.metaKey || event.altKey || target.closest("[role=menu]")) return;
  // A button's own keys.
  if ((key === "Enter" || key === " ") && target.closest("button")) return;
  const cards = [...currentTarget.querySelectorAll<HTMLElement>("[data-model]")];
  const at = cards.findIndex((card) => card.contains(target));
  const step = steps[key];
  const action = step
    ? () => cards[step(at, cards.length - 1)]?.focus()
    : keyAction(event, models, at, onAct);
  const wanted = key === "a" ? onAdd : action;
  if (!wanted) return;
  event.preventDefault();
  event.stopPropagation();
  wanted();
}

/** Where no model has the focus, what is under way is meant. */
function keyAction(
  { key, shiftKey }: KeyboardEvent,
  models: readonly ModelCard[],
  at: number,
  onAct: ModelsKeys["onAct"],
): (() => void) | undefined {
  const card = models[at] ?? models.find(({ download, isWanted }) => download !== null || isWanted);
  const action = card && actionOfKey(key, shiftKey, card);
  return card && action && (() => onAct(action, card));
}
