import { SegmentedControl } from "@mantine/core";
import {
  IconArrowBackUp,
  IconChevronDown,
  IconChevronUp,
  IconHelp,
  IconListDetails,
  IconX,
  IconZoomIn,
} from "@tabler/icons-react";
import type { DuplicateGroup } from "../../../contract/index.ts";
import { IconControl } from "../../layout/icon-control.tsx";
import { count, fileSize } from "../../words/quantities.ts";
import { membersOf, sureness, tierWords } from "../words.ts";
import styles from "./compare.module.css";
import type { CompareKeys } from "./compare-keys.ts";
import { type CompareMode, compareModes } from "./modes.ts";

interface CompareBarProps {
  group: DuplicateGroup;
  index: number;
  total: number;
  areFactsOpen: boolean;
  keys: CompareKeys;
}

/** Where one is among the groups, how the pictures are looked at, what else there is. */
export function CompareBar({ group, index, total, areFactsOpen, keys }: CompareBarProps) {
  const { mode } = keys;
  return (
    <header className={styles.bar}>
      <IconControl sizePixels={40} keys="Escape" name="Close" onClick={keys.onClose}>
        <IconX size={20} />
      </IconControl>
      <IconControl sizePixels={40} keys="Up" name="Previous group" onClick={() => keys.onGroup(-1)}>
        <IconChevronUp size={20} />
      </IconControl>
      <IconControl sizePixels={40} keys="Down" name="Next group" onClick={() => keys.onGroup(1)}>
        <IconChevronDown size={20} />
      </IconControl>
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
        onChange={(value) => keys.onMode(value as CompareMode)}
        data={compareModes.map(({ mode: value, name }, at) => ({
          value,
          label: <span title={`${name} (${at + 1})`}>{name}</span>,
        }))}
      />
      <IconControl sizePixels={40} keys="+, −, 0, Z" name="Zoom" onClick={() => keys.zooming().toggle()}>
        <IconZoomIn size={20} />
      </IconControl>
      <IconControl sizePixels={40} keys="I" name="Facts" isPressed={areFactsOpen} onClick={keys.onFacts}>
        <IconListDetails size={20} />
      </IconControl>
      <IconControl sizePixels={40} keys="U" name="Undo" onClick={keys.onUndo}>
        <IconArrowBackUp size={20} />
      </IconControl>
      <IconControl sizePixels={40} keys="?" name="Keyboard shortcuts" onClick={keys.onHelp}>
        <IconHelp size={20} />
      </IconControl>
    </header>
  );
}
