import { IconLayoutGrid, IconLayoutList } from "@tabler/icons-react";
import { ActionControl } from "../actions/action-control.tsx";
import { type AnywhereContext, anywhere } from "../actions/anywhere.ts";
import type { GridMode } from "../grid/layout.ts";
import { type PhotosContext, photosHome } from "../grid/photos-home.ts";
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

const { smaller, larger, mode, details } = photosHome.actions;

/** How the photos are laid out, and what else is shown. */
export function ViewControls({ photos, page }: { photos: PhotosContext; page: AnywhereContext }) {
  return (
    <div className={styles.controls} role="toolbar" aria-label="View">
      <ActionControl action={smaller} context={photos} />
      <ActionControl action={larger} context={photos} />
      <ActionControl action={mode} context={photos}>
        {photos.isJustified ? <IconLayoutGrid size={18} /> : <IconLayoutList size={18} />}
      </ActionControl>
      <ActionControl action={details} context={photos} isPressed={photos.areDetailsOpen} />
      <ActionControl action={anywhere.actions.shortcuts} context={page} />
    </div>
  );
}
