import { Button, Modal, Progress } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import type { CleanUpPreview, Rules, TakeOverRule } from "../../../contract/index.ts";
import { client } from "../../api/connection.ts";
import { errorWords } from "../../api/error-words.ts";
import { api, queryClient } from "../../api/queries.ts";
import { notify } from "../../layout/notices.tsx";
import { count, fileSize } from "../../words/quantities.ts";
import { refreshDuplicates } from "../use-refresh.ts";
import { files, groups, tiersWords } from "../words.ts";
import { carefulRules } from "./careful-rules.ts";
import styles from "./clean-up.module.css";
import { DryRun } from "./dry-run.tsx";
import { Outcome } from "./outcome.tsx";
import { RulesEditor } from "./rules-editor.tsx";
import { acceptedRules, inheritWords, type TakeOverChoices } from "./take-over-rules.ts";
import { type Applying, useApplying, useDryRun } from "./use-clean-up.ts";

interface CleanUpDialogProps {
  onClose(): void;
  onHistory(): void;
}

/** Many groups at once: rules, what they would do, and only then the doing. */
export function CleanUpDialog({ onClose, onHistory }: CleanUpDialogProps) {
  const { data: settings } = useQuery({ ...api.duplicates.settings.queryOptions(), staleTime: 0 });
  const [edited, setEdited] = useState<Rules>();
  const [isChoosing, setChoosing] = useState(false);
  const [isConfirming, setConfirming] = useState(false);
  const [chosen, setChosen] = useState<TakeOverChoices>(new Map());
  const [applying, apply] = useApplying();
  const kept = settings?.rules;
  const careful = useMemo(() => kept && carefulRules(kept), [kept]);
  const rules = edited ?? careful;
  const isRunning = applying.state === "running";
  const dryRun = useDryRun(rules, applying.state === "idle");
  const close = () => {
    if (isRunning) return;
    if (edited && settings && applying.state === "idle") void saveRules(edited);
    onClose();
  };
  return (
    <Modal
      opened
      onClose={close}
      closeOnEscape={!isChoosing && !isRunning}
      closeOnClickOutside={!isChoosing && !isRunning}
      title="Clean up by rules"
      size={980}
      lockScroll={false}
      centered
    >
      {applying.state === "idle" && !isConfirming && (
        <>
          <div className={styles.dialog}>
            {rules && <RulesEditor rules={rules} onRules={setEdited} onChoosing={setChoosing} />}
            {dryRun.data && <DryRun preview={dryRun.data} choices={chosen} onChoices={setChosen} />}
            {dryRun.error && <p role="alert">{errorWords(dryRun.error).message}</p>}
          </div>
          <div className={styles.footer}>
            <p>Stacks of one moment are never cleaned up in bulk.</p>
            <Button variant="default" onClick={close}>
              Cancel
            </Button>
            <Button
              disabled={!dryRun.data || dryRun.data.files === 0 || dryRun.isAwaited}
              onClick={() => setConfirming(true)}
            >
              {dryRun.data && dryRun.data.files > 0 ? `Move ${files(dryRun.data.files)}…` : "Nothing to move"}
            </Button>
          </div>
        </>
      )}
      {applying.state === "idle" && isConfirming && dryRun.data && rules && (
        <Confirmation
          preview={dryRun.data}
          inherit={acceptedRules(dryRun.data.inheritance, chosen)}
          onBack={() => setConfirming(false)}
          onConfirm={(inherit) => void apply(rules, inherit)}
        />
      )}
      {isRunning && <Running applying={applying} total={dryRun.data?.files ?? 0} />}
      {applying.state === "failed" && (
        <p role="alert">
          {applying.words.message} {applying.words.remedy}
        </p>
      )}
      {applying.state === "done" && (
        <Outcome outcome={applying.outcome} onClose={onClose} onHistory={onHistory} />
      )}
    </Modal>
  );
}

/** Rules are kept when the dialog is left, applied or not: they also make the proposals in the list. */
async function saveRules(rules: Rules): Promise<void> {
  try {
    await client.duplicates.saveSettings({ ...(await client.duplicates.settings()), rules });
  } catch (error) {
    notify(errorWords(error));
  }
  await queryClient.invalidateQueries({ queryKey: api.duplicates.settings.key() });
  await refreshDuplicates();
}

interface ConfirmationProps {
  preview: CleanUpPreview;
  inherit: TakeOverRule[];
  onBack(): void;
  onConfirm(inherit: TakeOverRule[]): void;
}

function Confirmation({ preview, inherit, onBack, onConfirm }: ConfirmationProps) {
  return (
    <div className={styles.confirmation}>
      <h3>
        Move {files(preview.files)} ({fileSize(preview.bytes)}) to the trash?
      </h3>
      <p>
        One copy of each of {groups(preview.groups)} stays. Every file is checked before it goes, nothing is
        deleted for good, and all of it can be put back from the history.
      </p>
      <p>{tiersWords(preview.byTier)}</p>
      <p>{inheritWords(inherit)}</p>
      <div className={styles.footer}>
        <p />
        <Button variant="default" onClick={onBack} data-autofocus>
          Back
        </Button>
        <Button onClick={() => onConfirm(inherit)}>Move to the trash</Button>
      </div>
    </div>
  );
}

function Running({ applying, total }: { applying: Applying & { state: "running" }; total: number }) {
  return (
    <div className={styles.confirmation} role="status">
      <h3>
        {count(applying.moved)} of {files(total)} moved
      </h3>
      <Progress value={(applying.moved / Math.max(1, total)) * 100} aria-label="Files moved" />
    </div>
  );
}
