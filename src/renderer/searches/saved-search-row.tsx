import { ActionIcon, Menu } from "@mantine/core";
import {
  IconAlertTriangle,
  IconArrowDown,
  IconArrowUp,
  IconBookmark,
  IconDots,
  IconPencil,
  IconTrash,
} from "@tabler/icons-react";
import { type DragEvent, type KeyboardEvent, useState } from "react";
import type { SavedSearch } from "../../contract/index.ts";
import menu from "../grid/menu.module.css";
import { count } from "../words/quantities.ts";
import { showSearchDialog } from "./open-dialog.ts";
import styles from "./saved-searches.module.css";
import { moveSearch, removeSearch } from "./search-calls.ts";
import { initials, searchLabel } from "./search-words.ts";

interface SavedSearchRowProps {
  search: SavedSearch;
  position: number;
  /** Its photos are shown. */
  isCurrent: boolean;
  isDragged: boolean;
  isLast: boolean;
  onOpen(): void;
  onKeyDown(event: KeyboardEvent): void;
  /** undefined: it was let go. */
  onDrag(id: number | undefined): void;
  /** Another one was let go over it. */
  onDrop(): void;
}

/** Tells a search that is moved from files and photos that are dragged over the page. */
const dragType = "application/x-shoebox-search";

/** So many have a key of their own: 1 to 9. */
export const mostKeys = 9;

export function SavedSearchRow(props: SavedSearchRowProps) {
  const { search, position, isCurrent, isDragged, isLast, onOpen, onKeyDown } = props;
  const [isMenuOpen, setMenuOpen] = useState(false);
  const [isOver, setOver] = useState(false);
  const label = searchLabel(search);
  const keys = position < mostKeys ? String(position + 1) : undefined;
  const isMove = (event: DragEvent) => event.dataTransfer.types.includes(dragType);
  return (
    <li
      className={styles.row}
      data-dragged={isDragged || undefined}
      data-over={isOver || undefined}
      draggable
      onDragStart={(event) => {
        event.dataTransfer.setData(dragType, search.name);
        event.dataTransfer.effectAllowed = "move";
        props.onDrag(search.id);
      }}
      onDragEnd={() => props.onDrag(undefined)}
      onDragOver={(event) => {
        if (!isMove(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false);
        if (!isMove(event)) return;
        event.preventDefault();
        props.onDrop();
      }}
    >
      <button
        type="button"
        className={styles.search}
        data-search
        aria-current={isCurrent ? "page" : undefined}
        aria-label={label}
        aria-keyshortcuts={keys}
        title={[search.name, search.query, search.problem, keys && `Key ${keys}`].filter(Boolean).join("\n")}
        onClick={onOpen}
        onKeyDown={onKeyDown}
        onContextMenu={(event) => {
          event.preventDefault();
          setMenuOpen(true);
        }}
      >
        {search.problem === null ? (
          <IconBookmark size={16} className={styles.icon} />
        ) : (
          <IconAlertTriangle size={16} className={styles.icon} />
        )}
        <span className={styles.initials} aria-hidden>
          {initials(search.name)}
        </span>
        <span className={styles.name}>{search.name}</span>
        <span className={styles.count}>{search.count === null ? "" : count(search.count)}</span>
      </button>
      <Menu opened={isMenuOpen} onChange={setMenuOpen} position="right-start" width={220} returnFocus>
        <Menu.Target>
          <ActionIcon
            className={styles.more ?? ""}
            variant="subtle"
            color="gray"
            size={24}
            aria-label={`More for ${search.name}`}
          >
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown aria-label={search.name}>
          <Menu.Item
            leftSection={<IconPencil size={16} />}
            rightSection={<span className={menu.keys}>F2</span>}
            onClick={() => showSearchDialog({ kind: "rename", search })}
          >
            Rename…
          </Menu.Item>
          <Menu.Item
            leftSection={<IconArrowUp size={16} />}
            rightSection={<span className={menu.keys}>Alt Up</span>}
            disabled={position === 0}
            onClick={() => void moveSearch(search.id, position - 1)}
          >
            Move up
          </Menu.Item>
          <Menu.Item
            leftSection={<IconArrowDown size={16} />}
            rightSection={<span className={menu.keys}>Alt Down</span>}
            disabled={isLast}
            onClick={() => void moveSearch(search.id, position + 1)}
          >
            Move down
          </Menu.Item>
          <Menu.Item
            color="red"
            leftSection={<IconTrash size={16} />}
            rightSection={<span className={menu.keys}>Delete</span>}
            onClick={() => void removeSearch(search)}
          >
            Delete
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </li>
  );
}
