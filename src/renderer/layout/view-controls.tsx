import {
  IconHelp,
  IconInfoCircle,
  IconLayoutGrid,
  IconLayoutList,
  IconMinus,
  IconPlus,
} from "@tabler/icons-react";
import type { GridMode } from "../grid/layout.ts";
import { IconControl } from "./icon-control.tsx";
import styles from "./layout.module.css";

export interface View {
  mode: GridMode;
  rowHeightPixels: number;
}

export const defaultView: View = { mode: "justified", rowHeightPixels: 200 };

const sizes = [96, 128, 160, 200, 250, 320];

export function resized(view: View, step: 1 | -1): View {
  const at = sizes.findIndex((size) => size >= view.rowHeightPixels);
  const next = sizes[Math.max(0, Math.min(sizes.length - 1, at + step))] ?? view.rowHeightPixels;
  return { ...view, rowHeightPixels: next };
}

interface ViewControlsProps {
  view: View;
  onView(view: View): void;
  areDetailsOpen: boolean;
  onDetails(): void;
  onHelp(): void;
}

/** How the photos are laid out, and what else is shown. */
export function ViewControls({ view, onView, areDetailsOpen, onDetails, onHelp }: ViewControlsProps) {
  const isJustified = view.mode === "justified";
  return (
    <div className={styles.controls} role="toolbar" aria-label="View">
      <IconControl name="Smaller photos" keys="-" onClick={() => onView(resized(view, -1))}>
        <IconMinus size={18} />
      </IconControl>
      <IconControl name="Larger photos" keys="+" onClick={() => onView(resized(view, 1))}>
        <IconPlus size={18} />
      </IconControl>
      <IconControl
        name={isJustified ? "Square tiles" : "Whole photos"}
        keys="G"
        onClick={() => onView({ ...view, mode: isJustified ? "square" : "justified" })}
      >
        {isJustified ? <IconLayoutGrid size={18} /> : <IconLayoutList size={18} />}
      </IconControl>
      <IconControl name="Details" keys="I" isPressed={areDetailsOpen} onClick={onDetails}>
        <IconInfoCircle size={18} />
      </IconControl>
      <IconControl name="Keyboard shortcuts" keys="?" onClick={onHelp}>
        <IconHelp size={18} />
      </IconControl>
    </div>
  );
}
