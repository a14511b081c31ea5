import { Button, Group, Modal } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { PhotoSelection } from "../../contract/index.ts";
import type { ErrorWords } from "../api/error-words.ts";
import styles from "../layout/dialogs.module.css";
import { Problem } from "../layout/name-dialog.tsx";
import type { Outcome } from "./collection-calls.ts";
import { PhotoSource, type Source, selectionOf, sourceOf } from "./photo-source.tsx";

interface SourceDialogProps {
  title: string;
  confirm: string;
  onConfirm(selection: PhotoSelection): Promise<Outcome>;
  onClose(): void;
}

/** Asks for a folder or a search whose photos are meant. */
export function SourceDialog({ title, confirm, onConfirm, onClose }: SourceDialogProps) {
  const [source, setSource] = useState<Source>(() => sourceOf("folder"));
  const [problem, setProblem] = useState<ErrorWords>();
  const [isBusy, setBusy] = useState(false);
  const selection = selectionOf(source, []);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!selection || isBusy) return;
    setBusy(true);
    const outcome = await onConfirm(selection);
    setBusy(false);
    if ("problem" in outcome) setProblem(outcome.problem);
    else onClose();
  };
  return (
    <Modal opened onClose={onClose} title={title} size={520} lockScroll={false} centered>
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        <PhotoSource source={source} chosen={0} canBeNone={false} onSource={setSource} />
        <p className={styles.dim}>
          One by one they are added where they are shown: choose photos in any grid and press A.
        </p>
        <Problem problem={problem} />
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" disabled={!selection} loading={isBusy}>
            {confirm}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
