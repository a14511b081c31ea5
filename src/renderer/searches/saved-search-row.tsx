import { ActionIcon, Menu } from "@mantine/core";
import { IconAlertTriangle, IconBookmark, IconDots } from "@tabler/icons-react";
import { type DragEvent, type KeyboardEvent, useState } from "react";
import type { SavedSearch } from "../../contract/index.ts";
import { ActionItems } from "../actions/action-items.tsx";
import { count } from "../words/quantities.ts";
import { type SavedSearchContext, savedSearchHome } from "./saved-search-home.ts";
import styles from "./saved-searches.module.css";
import { initials, searchLabel, withKeys } from "./search-words.ts";

interface SavedSearchRowProps {
  search: SavedSearch;
  context: SavedSearchContext;
  /** Its photos are shown. */
  isCurrent: boolean;
  isDragged: boolean;
  onOpen(): void;
  onKeyDown(event: KeyboardEvent): void;
  /** undefined: it was let go. */
  onDrag(id: number | undefined): void;
  /** Another one was let go over it. */
  onDrop(): void;
}

/** Tells a search that is moved from files and photos that are dragged over the page. */
const dragType = "application/x-shoebox-search";

export function SavedSearchRow(props: SavedSearchRowProps) {
  const { search, context, isCurrent, isDragged } = props;
  const [isMenuOpen, setMenuOpen] = useState(false);
  const [isOver, setOver] = useState(false);
  const keys = search.position < withKeys ? String(search.position + 1) : undefined;
  const isMove = ({ dataTransfer }: DragEvent) => dataTransfer.types.includes(dragType);
  const RowIcon = search.problem === null ? IconBookmark : IconAlertTriangle;
  return (
    <li
      className={styles.row}
      data-dragged={isDragged || undefined}
      data-over={isOver || undefined}
      draggable
      onDragStart={({ dataTransfer }) => {
        dataTransfer.setData(dragType, search.name);
        dataTransfer.effectAllowed = "move";
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
        data-search={search.id}
        aria-current={isCurrent ? "page" : undefined}
        aria-label={searchLabel(search)}
        aria-keyshortcuts={keys}
        title={[search.name, search.query, search.problem, keys && `Key ${keys}`].filter(Boolean).join("\n")}
        onClick={props.onOpen}
        onKeyDown={props.onKeyDown}
        onContextMenu={(event) => {
          event.preventDefault();
          setMenuOpen(true);
        }}
      >
        <RowIcon size={16} className={styles.icon} />
        <span className={styles.initials} data-initials={initials(search.name)} />
        <span className={styles.name}>{search.name}</span>{" "}
        <span className={styles.count}>{search.count === null ? "" : count(search.count)}</span>
      </button>
      <Menu
        opened={isMenuOpen}
        onChange={setMenuOpen}
        position="right-start"
        width={240}
        // In the rail, and all the same not cut off by what scrolls there.
        withinPortal={false}
        floatingStrategy="fixed"
        returnFocus
        withInitialFocusPlaceholder={false}
      >
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
          <ActionItems home={savedSearchHome} context={context} />
        </Menu.Dropdown>
      </Menu>
    </li>
  );
}
