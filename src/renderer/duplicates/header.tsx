import { Button, Tooltip } from "@mantine/core";
import { IconArrowBackUp, IconHistory, IconWand } from "@tabler/icons-react";
import { memo } from "react";
import type { DuplicateList } from "../../contract/index.ts";
import { fileSize } from "../words/quantities.ts";
import styles from "./duplicates.module.css";
import { groups } from "./words.ts";

interface HeaderProps {
  summary: DuplicateList | undefined;
  onCleanUp(): void;
  onHistory(): void;
  onUndo(): void;
}

export const Header = memo(function Header({ summary, onCleanUp, onHistory, onUndo }: HeaderProps) {
  return (
    <header className={styles.header}>
      <div>
        <h1>Duplicates</h1>
        <p>{summary && summaryWords(summary)}</p>
      </div>
      <Tooltip label="Take the last step back (U)">
        <Button variant="subtle" color="gray" leftSection={<IconArrowBackUp size={18} />} onClick={onUndo}>
          Undo
        </Button>
      </Tooltip>
      <Tooltip label="What was done, and the way back (H)">
        <Button variant="subtle" color="gray" leftSection={<IconHistory size={18} />} onClick={onHistory}>
          History
        </Button>
      </Tooltip>
      <Tooltip label="Clean up many groups by rules (C)">
        <Button variant="default" leftSection={<IconWand size={18} />} onClick={onCleanUp}>
          Clean up…
        </Button>
      </Tooltip>
    </header>
  );
});

function summaryWords({ byTier }: DuplicateList): string {
  const tiers = Object.values(byTier);
  const number = tiers.reduce((sum, tier) => sum + tier.groups, 0);
  const bytes = tiers.reduce((sum, tier) => sum + tier.bytesToWin, 0);
  if (number === 0) return "Nothing to review";
  return bytes === 0 ? groups(number) : `${groups(number)}, ${fileSize(bytes)} to win`;
}
