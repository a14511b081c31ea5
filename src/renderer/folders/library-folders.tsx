import { Menu, Tooltip, UnstyledButton } from "@mantine/core";
import { IconChevronRight, IconFolder, IconFolderOff, IconFolderX, IconRefresh } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { Root } from "../../contract/index.ts";
import { tooltipOf } from "../actions/action-control.tsx";
import { ActionItems } from "../actions/action-items.tsx";
import { anywhere } from "../actions/anywhere.ts";
import { api } from "../api/queries.ts";
import { useInvalidatedBy } from "../api/use-invalidated-by.ts";
import { folderGoesFirst } from "../jobs/go-first.ts";
import { isActive, useJobs } from "../jobs/job-store.ts";
import { count, photos } from "../words/quantities.ts";
import { addFolders, rescanFolders } from "./add-folders.ts";
import { type FolderContext, folderHome } from "./folder-home.ts";
import { watchingWords } from "./folder-words.ts";
import { ForgetFolder, recallFolder } from "./forget-folder.tsx";
import styles from "./library-folders.module.css";

const { rescan } = anywhere.actions;

/** The folders of the library in the rail, each with its state and, a click away, what can be done with it. */
export function LibraryFolders({ roots }: { roots: readonly Root[] }) {
  const [leaving, setLeaving] = useState<Root>();
  const forgotten = useForgotten();
  return (
    <div className={styles.folders}>
      <h2>
        Folders
        {roots.length > 0 && (
          <Tooltip label={tooltipOf(rescan)}>
            <button type="button" aria-label="Look for changes" onClick={() => void rescanFolders()}>
              <IconRefresh size={14} />
            </button>
          </Tooltip>
        )}
      </h2>
      <ul aria-label="Folders of the library">
        {roots.map((root) => (
          <Folder key={root.rootId} root={root} onForget={() => setLeaving(root)} />
        ))}
      </ul>
      {forgotten.length > 0 && <Forgotten roots={forgotten} />}
      <ForgetFolder root={leaving} onClose={() => setLeaving(undefined)} />
    </div>
  );
}

const rootEvents = ["roots"] as const;
const forgottenQuery = api.roots.forgotten.queryOptions();

function useForgotten(): readonly Root[] {
  useInvalidatedBy(rootEvents, forgottenQuery.queryKey);
  return useQuery(forgottenQuery).data ?? [];
}

function Folder({ root, onForget }: { root: Root; onForget(): void }) {
  const isOffline = root.state === "offline";
  const isIndexing = useJobs().some(isActive);
  return (
    <FolderRow
      root={root}
      icon={isOffline ? <IconFolderOff size={16} /> : <IconFolder size={16} />}
      note={isOffline ? "offline" : undefined}
      facts={[photos(root.photos), isOffline ? (root.offlineMessage ?? "") : watchingWords(root)]}
      context={contextOf(root, { isIndexing, onForget })}
    />
  );
}

function Forgotten({ roots }: { roots: readonly Root[] }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <UnstyledButton
        className={styles.forgotten ?? ""}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <IconChevronRight size={14} data-open={isOpen} aria-hidden="true" />
        <span className={styles.name}>Forgotten</span>
        <span className={styles.count}>{roots.length}</span>
      </UnstyledButton>
      {isOpen && (
        <ul aria-label="Forgotten folders">
          {roots.map((root) => (
            <FolderRow
              key={root.rootId}
              root={root}
              icon={<IconFolderX size={16} />}
              note={undefined}
              facts={[photos(root.photos), "Forgotten: its photos are not shown"]}
              context={contextOf(root, { isForgotten: true })}
            />
          ))}
        </ul>
      )}
    </>
  );
}

function contextOf(root: Root, parts: Partial<FolderContext>): FolderContext {
  return {
    isOffline: root.state === "offline",
    isForgotten: false,
    isIndexing: false,
    onLookAgain: () => void addFolders([root.path]),
    onGoFirst: () => void folderGoesFirst(root),
    onForget: () => undefined,
    onRecall: () => void recallFolder(root.rootId),
    ...parts,
  };
}

interface FolderRowProps {
  root: Root;
  icon: ReactNode;
  note: string | undefined;
  facts: readonly string[];
  context: FolderContext;
}

function FolderRow({ root, icon, note, facts, context }: FolderRowProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <li>
      <Menu opened={isOpen} onChange={setOpen} position="right-start" width={280} shadow="md" returnFocus>
        <Menu.Target>
          <UnstyledButton
            className={styles.folder ?? ""}
            title={[root.path, ...facts].join("\n")}
            aria-label={[root.name, note, photos(root.photos)].filter(Boolean).join(", ")}
            onContextMenu={(event) => {
              event.preventDefault();
              setOpen(true);
            }}
          >
            {icon}
            <span className={styles.name}>
              {root.name} {note !== undefined && <small>{note}</small>}
            </span>{" "}
            <span className={styles.count}>{count(root.photos)}</span>
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown aria-label={root.name}>
          <div className={styles.facts}>
            <strong>{root.path}</strong>
            {facts.map((fact) => (
              <span key={fact}>{fact}</span>
            ))}
          </div>
          <Menu.Divider />
          <ActionItems home={folderHome} context={context} />
        </Menu.Dropdown>
      </Menu>
    </li>
  );
}
