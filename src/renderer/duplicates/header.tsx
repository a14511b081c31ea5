import { Button } from "@mantine/core";
import { IconArrowBackUp, IconHistory, IconWand } from "@tabler/icons-react";
import { memo } from "react";
import type { DuplicateList } from "../../contract/index.ts";
import { ActionTooltip } from "../actions/action-control.tsx";
import { fileSize } from "../words/quantities.ts";
import styles from "./duplicates.module.css";
import { duplicatesHome } from "./duplicates-home.ts";
import { groups } from "./words.ts";

interface HeaderProps {
  summary: DuplicateList | undefined;
  onCleanUp(): void;
  onHistory(): void;
  onUndo(): void;
}

const { actions } = duplicatesHome;

export const Header = memo(function Header({ summary, onCleanUp, onHistory, onUndo }: HeaderProps) {
  return (
    <header className={styles.header}>
      <div>
        <h1>Duplicates</h1>
        <p>{summary && summaryWords(summary)}</p>
      </div>
      <ActionTooltip action={actions.undo}>
        <Button variant="subtle" color="gray" leftSection={<IconArrowBackUp size={18} />} onClick={onUndo}>
          Undo
        </Button>
      </ActionTooltip>
      <ActionTooltip action={actions.history}>
        <Button variant="subtle" color="gray" leftSection={<IconHistory size={18} />} onClick={onHistory}>
          History
        </Button>
      </ActionTooltip>
      <ActionTooltip action={actions["clean-up"]}>
        <Button variant="default" leftSection={<IconWand size={18} />} onClick={onCleanUp}>
          Clean up…
        </Button>
      </ActionTooltip>
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
