import { Button, Group, Modal } from "@mantine/core";
import type { CaptionerCard, CaptionsStatus } from "../../../contract/index.ts";
import styles from "../../models/models.module.css";
import { Confirmation } from "../../models/removal-dialogs.tsx";
import { fileSize, photos } from "../../words/quantities.ts";
import { captionWith, removeCaptioner, removeWritten } from "./captioner-calls.ts";

interface CaptionerDialogProps {
  card: CaptionerCard;
  status: CaptionsStatus;
  onClose(): void;
}

/** Before another one writes: what becomes of what is there. */
export function UseDialog({ card, status, onClose }: CaptionerDialogProps) {
  const { name, licence } = card;
  const { mode, written } = status;
  return (
    <Modal opened onClose={onClose} title={`Use ${name}?`} size={520} lockScroll={false} centered>
      <div className={styles.words}>
        <p>
          {mode === "off"
            ? "It writes when captions are switched on."
            : "It writes from now on, in the background."}{" "}
          {written > 0 &&
            `${photos(written)} get another caption, one by one; each keeps what it has until then. `}
          What you wrote yourself stays.
        </p>
        {licence.isNonCommercial && <p>Its licence, {licence.name}, is for non-commercial use only.</p>}
      </div>
      <Group justify="flex-end" gap={8} mt={24}>
        <Button variant="default" onClick={onClose}>
          Not now
        </Button>
        <Button
          data-autofocus
          onClick={() => {
            onClose();
            void captionWith(card);
          }}
        >
          Use it
        </Button>
      </Group>
    </Modal>
  );
}

/** Before its files are deleted. */
export function RemoveDialog({ card, onClose }: CaptionerDialogProps) {
  const { name, origin, sizeBytes } = card;
  const files = sizeBytes === null ? "Its files" : `Its files, ${fileSize(sizeBytes)},`;
  return (
    <Confirmation
      title={`Remove ${name}?`}
      confirm="Remove it"
      onClose={onClose}
      onConfirm={() => void removeCaptioner(card)}
    >
      <p>
        {files} are deleted.{" "}
        {origin === "own"
          ? "The folder they came from stays as it is."
          : "It can be downloaded again at any time."}{" "}
        The captions that it wrote stay.
      </p>
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
