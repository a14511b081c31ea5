import { Button, Group, Modal, TextInput } from "@mantine/core";
import { type FormEvent, type ReactNode, useState } from "react";
import type { ErrorWords } from "../api/error-words.ts";
import styles from "./dialogs.module.css";

interface NameDialogProps<Done extends object> {
  title: string;
  /** On the button that does it. */
  confirm: string | ((name: string) => string);
  initialName?: string;
  /** In the empty field. */
  example: string;
  /** In UTF-16 code units. */
  longestName: number;
  /** A name may be left out where something else gives one. */
  isNameOptional?: boolean;
  /** False while something else that it needs is not there yet. */
  isReady?: boolean;
  /** Stays open, and says why, where it could not be done. */
  onConfirm(name: string): Promise<Done | { problem: ErrorWords }>;
  onDone?(outcome: Done): void;
  onClose(): void;
  /** Asked beside it; a function where that depends on the name. */
  children?: ReactNode | ((name: string) => ReactNode);
}

/** Asks for a name, and for what `children` ask beside it. */
export function NameDialog<Done extends object>(props: NameDialogProps<Done>) {
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
  const beside = typeof props.children === "function" ? props.children(name.trim()) : props.children;
  return (
    <Modal opened onClose={onClose} title={title} size={520} lockScroll={false} centered>
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        {isNameOptional && beside}
        <TextInput
          label="Name"
          value={name}
          maxLength={props.longestName}
          onChange={(event) => {
            setName(event.currentTarget.value);
            setProblem(undefined);
          }}
          onFocus={(event) => event.currentTarget.select()}
          placeholder={props.example}
          spellCheck={false}
          {...(!isNameOptional && { "data-autofocus": true })}
        />
        {!isNameOptional && beside}
        <Problem problem={problem} />
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" disabled={!isNamed || !isReady} loading={isBusy}>
            {typeof confirm === "function" ? confirm(name.trim()) : confirm}
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
