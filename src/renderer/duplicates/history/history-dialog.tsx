import { Modal, SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { EntryList } from "./entry-list.tsx";
import styles from "./history.module.css";
import { VerdictFiles } from "./verdict-files.tsx";
import { VerdictList } from "./verdict-list.tsx";

/** Everything that was done, and the way back: after a restart, too. */
export function HistoryDialog({ onClose }: { onClose(): void }) {
  const [shown, setShown] = useState("moves");
  return (
    <Modal opened onClose={onClose} title="History" size={720} lockScroll={false} centered>
      <div className={styles.dialog}>
        <SegmentedControl
          aria-label="What to show"
          value={shown}
          onChange={setShown}
          data={[
            { value: "moves", label: "What was done" },
            { value: "verdicts", label: "Decisions" },
          ]}
        />
        {shown === "moves" && <EntryList />}
        {shown === "verdicts" && <VerdictList />}
        {shown === "verdicts" && <VerdictFiles />}
      </div>
    </Modal>
  );
}
