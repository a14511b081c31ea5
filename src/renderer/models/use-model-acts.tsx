import { type ComponentType, type ReactNode, useState } from "react";
import type { ModelActionName } from "./model-actions.ts";

interface Asked<Card> {
  card: Card;
  onClose(): void;
}

interface ModelActsParts<Card, About> {
  cards: readonly Card[];
  /** What is done at once, without a question. */
  calls: Partial<Record<ModelActionName, (card: Card) => Promise<unknown>>>;
  /** What asks first. */
  dialogs: Partial<Record<ModelActionName, ComponentType<Asked<Card> & About>>>;
  /** What dialogs are told beside the card. */
  about: About;
  /** Something was asked of this card, and its button may be gone. */
  onActed(id: string): void;
  /** The dialog about this one is gone. */
  onClosed(id: string): void;
}

interface ModelActs<Card> {
  /** What takes a moment with this card and has not ended yet. */
  busyWith(card: Card): ModelActionName | undefined;
  act(action: ModelActionName, card: Card): void;
  /** The dialog that asks first. */
  dialog: ReactNode;
}

/** Does what can be done with one of these models. */
export function useModelActs<Card extends { id: string }, About extends object>(
  parts: ModelActsParts<Card, About>,
): ModelActs<Card> {
  const { cards, calls, dialogs, about, onActed, onClosed } = parts;
  const [asking, setAsking] = useState<{ action: ModelActionName; id: string }>();
  const [busy, setBusy] = useState<{ action: ModelActionName; id: string }>();
  const work = async (action: ModelActionName, card: Card) => {
    const { id } = card;
    onActed(id);
    if (action in dialogs) return setAsking({ action, id });
    if (busy?.id === id && busy.action === action) return;
    setBusy({ action, id });
    await calls[action]?.(card);
    setBusy((now) => (now?.id === id && now.action === action ? undefined : now));
  };
  const asked = cards.find(({ id }) => id === asking?.id);
  const Dialog = asking && dialogs[asking.action];
  const close = () => {
    const id = asking?.id;
    setAsking(undefined);
    // The card has the keys again, whatever became of the button.
    if (id !== undefined) requestAnimationFrame(() => onClosed(id));
  };
  return {
    busyWith: ({ id }) => (busy?.id === id ? busy.action : undefined),
    act: (action, card) => void work(action, card),
    dialog: Dialog && asked && <Dialog {...about} card={asked} onClose={close} />,
  };
}
