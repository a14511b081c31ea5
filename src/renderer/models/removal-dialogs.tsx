import { Button, Checkbox, Group, Modal } from "@mantine/core";
import { type ReactNode, useState } from "react";
import type { ModelCard } from "../../contract/index.ts";
import { fileSize, photos } from "../words/quantities.ts";
import { forgetVectors, removeModel } from "./model-calls.ts";
import { vectorBytes } from "./model-words.ts";
import styles from "./models.module.css";

interface RemovalProps {
  card: ModelCard;
  onClose(): void;
}

/** Asks before a model's files are deleted, and says what goes with them. */
export function RemoveDialog({ card, onClose }: RemovalProps) {
  const [dropsVectors, setDropsVectors] = useState(false);
  const { name, vectors } = card;
  return (
    <Confirmation
      title={`Remove ${name}?`}
      confirm="Remove it"
      onClose={onClose}
      onConfirm={() => void removeModel(card, dropsVectors)}
    >
      <p>{removalWords(card)}</p>
      {vectors > 0 && (
        <Checkbox
          mt={16}
          checked={dropsVectors}
          onChange={(event) => setDropsVectors(event.currentTarget.checked)}
          label={`Delete its index too (${fileSize(vectorBytes(card))})`}
          description={`What it knows of ${photos(vectors)}, kept for when it is installed again.`}
        />
      )}
    </Confirmation>
  );
}

/** What removing a model does, and whether there is a way back. */
export function removalWords({ origin, sizeBytes }: Pick<ModelCard, "origin" | "sizeBytes">): string {
  const files = sizeBytes === null ? "Its files" : `Its files, ${fileSize(sizeBytes)},`;
  const back =
    origin === "own"
      ? "The folder they came from stays as it is."
      : "It can be downloaded again at any time.";
  return `${files} are deleted. ${back}`;
}

/** Asks before a model's vectors are deleted, and says what they are for. */
export function ForgetDialog({ card, onClose }: RemovalProps) {
  const { name, vectors } = card;
  return (
    <Confirmation
      title={`Delete the index of ${name}?`}
      confirm="Delete it"
      onClose={onClose}
      onConfirm={() => void forgetVectors(card)}
    >
      <p>
        {fileSize(vectorBytes(card))} become free. To use {name} again it has to look at{" "}
        {vectors === 1 ? "the photo" : `all ${photos(vectors)}`} anew.
      </p>
    </Confirmation>
  );
}

interface ConfirmationProps {
  title: string;
  confirm: string;
  /** On the button that does nothing. */
  keep?: string;
  onConfirm(): void;
  onClose(): void;
  children: ReactNode;
}

/** Asks before something is deleted. */
export function Confirmation(props: ConfirmationProps) {
  const { title, confirm, keep = "Keep it", onConfirm, onClose, children } = props;
  return (
    <Modal opened onClose={onClose} title={title} size={480} lockScroll={false} centered>
      <div className={styles.words}>{children}</div>
      <Group justify="flex-end" gap={8} mt={24}>
        <Button variant="default" onClick={onClose} data-autofocus>
          {keep}
        </Button>
        <Button
          color="red"
          onClick={() => {
            onClose();
            onConfirm();
          }}
        >
          {confirm}
        </Button>
      </Group>
    </Modal>
  );
}
