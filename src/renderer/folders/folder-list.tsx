import { IconChevronRight, IconFolder } from "@tabler/icons-react";
import type { KeyboardEvent, Ref } from "react";
import type { DirectoryListing } from "../../contract/index.ts";
import styles from "./folders.module.css";

interface FolderListProps {
  list: Ref<HTMLUListElement>;
  listing: DirectoryListing | undefined;
  onOpen(path: string): void;
  onUp(): void;
}

/** The folders in a folder. Arrow keys go through them, Enter or right goes in, left or Backspace goes up. */
export function FolderList({ list, listing, onOpen, onUp }: FolderListProps) {
  const onKeyDown = (event: KeyboardEvent<HTMLUListElement>) => {
    const actions: Record<string, () => void> = {
      ArrowDown: () => focusBeside(event.currentTarget, 1),
      ArrowUp: () => focusBeside(event.currentTarget, -1),
      ArrowRight: () => (document.activeElement as HTMLElement | null)?.click(),
      ArrowLeft: onUp,
      Backspace: onUp,
    };
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  };
  return (
    <ul ref={list} className={styles.list} aria-label="Folders" onKeyDown={onKeyDown}>
      {listing?.directories.map(({ path, name }) => (
        <li key={path}>
          <button type="button" onClick={() => onOpen(path)}>
            <IconFolder size={18} aria-hidden="true" />
            <span>{name}</span>
            <IconChevronRight size={16} aria-hidden="true" />
          </button>
        </li>
      ))}
      {listing?.directories.length === 0 && <li className={styles.none}>No folders in here</li>}
    </ul>
  );
}

function focusBeside(list: HTMLElement, step: 1 | -1): void {
  const buttons = [...list.querySelectorAll("button")];
  const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
  buttons[Math.max(0, Math.min(buttons.length - 1, at + step))]?.focus();
}
