import type { CaptionerCard, CaptionsStatus } from "../../../contract/index.ts";
import { Confirmation, removalWords } from "../../models/removal-dialogs.tsx";
import { UseQuestion } from "../../models/use-question.tsx";
import { photos } from "../../words/quantities.ts";
import { captionWith, removeCaptioner, removeWritten } from "./captioner-calls.ts";

interface CaptionerDialogProps {
  card: CaptionerCard;
  status: CaptionsStatus;
  onClose(): void;
}

/** Before another one writes: what becomes of what is there. */
export function UseDialog({ card, status, onClose }: CaptionerDialogProps) {
  const { mode, written } = status;
  return (
    <UseQuestion card={card} onClose={onClose} onUse={() => void captionWith(card)}>
      <p>
        {mode === "off"
          ? "It writes when captions are switched on."
          : "It writes from now on, in the background."}{" "}
        {written > 0 &&
          `${photos(written)} get another caption, one by one; each keeps what it has until then. `}
        What you wrote yourself stays.
      </p>
    </UseQuestion>
  );
}

/** Before its files are deleted. */
export function RemoveDialog({ card, onClose }: CaptionerDialogProps) {
  return (
    <Confirmation
      title={`Remove ${card.name}?`}
      confirm="Remove it"
      onClose={onClose}
      onConfirm={() => void removeCaptioner(card)}
    >
      <p>{removalWords(card)} The captions that it wrote stay.</p>
    </Confirmation>
  );
}

/** Before every sentence of a machine is removed. */
export function RemoveAllDialog({ status, onClose }: Omit<CaptionerDialogProps, "card">) {
  return (
    <Confirmation
      title="Remove all written captions?"
      confirm="Remove them"
      keep="Keep them"
      onClose={onClose}
      onConfirm={() => void removeWritten()}
    >
      <p>
        The captions of {photos(status.written)} are removed, and no more are written until you say so. What
        you wrote yourself stays. This cannot be undone; they can be written again.
      </p>
    </Confirmation>
  );
}
