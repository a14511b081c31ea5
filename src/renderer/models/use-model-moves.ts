import { type FocusEvent, type KeyboardEvent, useState } from "react";
import { isTyping } from "../keys/is-typing.ts";

const steps: Record<string, (at: number, last: number) => number> = {
  ArrowDown: (at, last) => Math.min(at + 1, last),
  ArrowUp: (at) => Math.max(at - 1, 0),
  Home: () => 0,
  End: (_, last) => last,
};

const cardsIn = (screen: HTMLElement) => [...screen.querySelectorAll<HTMLElement>("[data-model]")];

/** Arrows go from model to model; the one that has, or had, the focus is the one that the other keys are for. */
export function useModelMoves() {
  const [focusedId, setFocusedId] = useState<string>();
  // React tells parents of what happens in dialogs, too, though these lie elsewhere in the page.
  const isHere = ({ target, currentTarget }: { target: EventTarget; currentTarget: HTMLElement }) =>
    target instanceof Element && currentTarget.contains(target);
  const onFocus = (event: FocusEvent<HTMLElement>) => {
    if (!isHere(event)) return;
    setFocusedId(event.target.closest<HTMLElement>("[data-model]")?.dataset.model);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const { target, currentTarget, key } = event;
    const step = steps[key];
    if (!step || !isHere(event) || isTyping(target)) return;
    if (event.ctrlKey || event.metaKey || event.altKey || (target as Element).closest("[role=menu]")) return;
    const cards = cardsIn(currentTarget);
    const at = cards.findIndex((card) => card.contains(target as Element));
    event.preventDefault();
    event.stopPropagation();
    cards[step(at, cards.length - 1)]?.focus();
  };
  return { focusedId, onFocus, onKeyDown };
}
