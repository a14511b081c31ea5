import { SegmentedControl } from "@mantine/core";
import type { DuplicateGroup } from "../../../contract/index.ts";
import { ActionControl, NowControl, tooltipOf } from "../../actions/action-control.tsx";
import { anywhere } from "../../actions/anywhere.ts";
import { fitted } from "../../viewer/zoom.ts";
import { count, fileSize } from "../../words/quantities.ts";
import { membersOf, sureness, tierWords } from "../words.ts";
import styles from "./compare.module.css";
import { type ComparingContext, comparingHome } from "./comparing-home.ts";
import { type CompareMode, compareModes } from "./modes.ts";

interface CompareBarProps {
  group: DuplicateGroup;
  index: number;
  total: number;
  areFactsOpen: boolean;
  context: ComparingContext;
}

const { actions } = comparingHome;
const large = { sizePixels: 40, iconPixels: 20 };

/** Where one is among the groups, how the pictures are looked at, what else there is. */
export function CompareBar({ group, index, total, areFactsOpen, context }: CompareBarProps) {
  const { mode, onMode } = context;
  return (
    <header className={styles.bar}>
      {/* Whatever is zoomed: only the key first shows the whole pictures. */}
      <ActionControl {...large} action={actions.close} context={{ ...context, zoom: fitted }} />
      <ActionControl {...large} action={actions["previous-group"]} context={context} />
      <ActionControl {...large} action={actions["next-group"]} context={context} />
      <h2 className={styles.name} aria-live="polite">
        {tierWords[group.tier].name}
        <span>
          {count(index + 1)} of {count(total)}
        </span>
        <span>{membersOf(group)}</span>
        {group.tier !== "identical" && <span>{sureness(group.confidence)}</span>}
        {group.bytesToWin > 0 && <span>{fileSize(group.bytesToWin)} to win</span>}
      </h2>
      <SegmentedControl
        className={styles.modes ?? ""}
        aria-label="Way to compare"
        size="xs"
        value={mode}
        onChange={(value) => onMode(value as CompareMode)}
        data={compareModes.map(({ mode: value, name }) => ({
          value,
          label: <span title={tooltipOf(actions[value])}>{name}</span>,
        }))}
      />
      <ActionControl {...large} action={actions.toggle} context={context} />
      <ActionControl {...large} action={actions.facts} context={context} isPressed={areFactsOpen} />
      <ActionControl {...large} action={actions.undo} context={context} />
      <NowControl {...large} home={anywhere} name="shortcuts" />
    </header>
  );
}
