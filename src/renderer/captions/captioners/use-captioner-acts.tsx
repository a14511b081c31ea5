import { type ReactNode, useState } from "react";
import type { CaptionerCard, CaptionsStatus } from "../../../contract/index.ts";
import type { ModelActionName } from "../../models/model-actions.ts";
import { cancelCaptioner, checkCaptioner, getCaptioner } from "./captioner-calls.ts";
import { RemoveDialog, UseDialog } from "./captioner-dialogs.tsx";

const dialogs = { use: UseDialog, remove: RemoveDialog } as const;

/** What is done at once, without a question. */
const calls: Partial<Record<ModelActionName, (card: CaptionerCard) => Promise<unknown>>> = {
  get: getCaptioner,
  cancel: cancelCaptioner,
  check: checkCaptioner,
};

interface Options {
  status: CaptionsStatus;
  captioners: readonly CaptionerCard[];
  onActed(id: string): void;
  /** The dialog about this one is gone. */
  onClosed(id: string): void;
}

interface CaptionerActs {
  /** What takes a moment and has not ended yet. */
  busy: { action: ModelActionName; id: string } | undefined;
  act(action: ModelActionName, card: CaptionerCard): void;
  /** The dialog that asks first. */
  dialog: ReactNode;
}

/** Does what can be done with one that writes captions. */
export function useCaptionerActs({ status, captioners, onActed, onClosed }: Options): CaptionerActs {
  const [asking, setAsking] = useState<{ action: keyof typeof dialogs; id: string }>();
  const [busy, setBusy] = useState<CaptionerActs["busy"]>();
  const work = async (action: ModelActionName, card: CaptionerCard) => {
    const { id } = card;
    onActed(id);
    if (action in dialogs) return setAsking({ action: action as keyof typeof dialogs, id });
    if (busy?.id === id && busy.action === action) return;
    setBusy({ action, id });
    await calls[action]?.(card);
    setBusy((now) => (now?.id === id && now.action === action ? undefined : now));
  };
  const asked = captioners.find(({ id }) => id === asking?.id);
  const Dialog = asking && dialogs[asking.action];
  const close = () => {
    const id = asking?.id;
    setAsking(undefined);
    // The card has the keys again, whatever became of the button.
    if (id !== undefined) requestAnimationFrame(() => onClosed(id));
  };
  return {
    busy,
    act: (action, card) => void work(action, card),
    dialog: Dialog && asked && <Dialog card={asked} status={status} onClose={close} />,
  };
}
