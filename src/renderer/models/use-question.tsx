import { Button, Group, Modal } from "@mantine/core";
import type { ReactNode } from "react";
import type { ModelCard } from "../../contract/index.ts";
import styles from "./models.module.css";

interface UseQuestionProps {
  card: Pick<ModelCard, "name" | "licence">;
  onUse(): void;
  onClose(): void;
  /** What becomes of what is there, in paragraphs. */
  children: ReactNode;
  /** What is to be chosen, below all words. */
  choice?: ReactNode;
}

/** Asks before a model comes into use. */
export function UseQuestion({ card: { name, licence }, onUse, onClose, children, choice }: UseQuestionProps) {
  return (
    <Modal opened onClose={onClose} title={`Use ${name}?`} size={520} lockScroll={false} centered>
      <div className={styles.words}>
        {children}
        {licence.isNonCommercial && <p>Its licence, {licence.name}, is for non-commercial use only.</p>}
        {choice}
      </div>
      <Group justify="flex-end" gap={8} mt={24}>
        <Button variant="default" onClick={onClose}>
          Not now
        </Button>
        <Button
          data-autofocus
          onClick={() => {
            onClose();
            onUse();
          }}
        >
          Use it
        </Button>
      </Group>
    </Modal>
  );
}
