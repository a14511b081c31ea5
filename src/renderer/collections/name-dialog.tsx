import { Button, Group, Modal, TextInput } from "@mantine/core";
import { type FormEvent, type ReactNode, useState } from "react";
import type { ErrorWords } from "../api/error-words.ts";
import type { Outcome } from "./collection-calls.ts";
import styles from "./dialogs.module.css";

interface NameDialogProps {
  title: string;
  /** On the button that does it. */
  confirm: string;
  initialName?: string;
  /** A name may be left out where something else gives one. */
  isNameOptional?: boolean;
  /** False while something else that it needs is not there yet. */
  isReady?: boolean;
  /** Stays open, and says why, where it could not be done. */
  onConfirm(name: string): Promise<Outcome>;
  onDone?(outcome: Extract<Outcome, { collection: unknown }>): void;
  onClose(): void;
  children?: ReactNode;
}

const longestName = 200;

/** Asks for the name of a collection, and for what `children` ask beside it. */
export function NameDialog(props: NameDialogProps) {
  const { title, confirm, initialName = "", isNameOptional = false, isReady = true, onClose } = props;
  const [name, setName] = useState(initialName);
  const [problem, setProblem] = useState<ErrorWords>();
  const [isBusy, setBusy] = useState(false);
  const isNamed = isNameOptional || name.trim() !== "";
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!isNamed || !isReady || isBusy) return;
    setBusy(true);
    const outcome = await props.onConfirm(name.trim());
    setBusy(false);
    if ("problem" in outcome) return setProblem(outcome.problem);
    onClose();
    props.onDone?.(outcome);
  };
  return (
    <Modal opened onClose={onClose} title={title} size={520} lockScroll={false} centered>
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        {isNameOptional && props.children}
        <TextInput
          label="Name"
          value={name}
          maxLength={longestName}
          onChange={(event) => {
            setName(event.currentTarget.value);
            setProblem(undefined);
          }}
          placeholder={isNameOptional ? "The name that it was exported with" : "Holiday"}
          spellCheck={false}
          {...(!isNameOptional && { "data-autofocus": true })}
        />
        {!isNameOptional && props.children}
        <Problem problem={problem} />
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" disabled={!isNamed || !isReady} loading={isBusy}>
            {confirm}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}

/** Why it could not be done, and what to do about it. */
export function Problem({ problem }: { problem: ErrorWords | undefined }) {
  if (!problem) return null;
  return (
    <p className={styles.problem} role="alert">
      {problem.message} {problem.remedy}
    </p>
  );
}
