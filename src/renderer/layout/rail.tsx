import { Button, Tooltip } from "@mantine/core";
import {
  IconAlertTriangle,
  IconFolder,
  IconFolderOff,
  IconFolderPlus,
  IconPhoto,
  IconRefresh,
  IconSettings,
} from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect } from "react";
import type { Root, Stats } from "../../contract/index.ts";
import { onLibraryEvent } from "../api/library-events.ts";
import { api, queryClient } from "../api/queries.ts";
import { rescanFolders } from "../folders/add-folders.ts";
import { count } from "../words/quantities.ts";
import styles from "./layout.module.css";

export type Screen = "photos" | "problems" | "settings";

interface RailProps {
  screen: Screen;
  onScreen(screen: Screen): void;
  onAddFolder(): void;
}

const refreshMillis = 1500;

/** The library's counts and folders, asked for again now and then while things change. */
export function useStats(): Stats | undefined {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = onLibraryEvent(() => {
      timer ??= setTimeout(() => {
        timer = undefined;
        void queryClient.invalidateQueries({ queryKey: api.library.stats.key() });
      }, refreshMillis);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, []);
  return useQuery(api.library.stats.queryOptions()).data;
}

/** The slim rail at the left: where one can go, and the folders of the library. */
export function Rail({ screen, onScreen, onAddFolder }: RailProps) {
  const stats = useStats();
  return (
    <nav className={styles.rail} aria-label="Library">
      <RailItem
        icon={<IconPhoto size={20} />}
        name="Photos"
        detail={stats && count(stats.photos)}
        isCurrent={screen === "photos"}
        onClick={() => onScreen("photos")}
      />
      <RailItem
        icon={<IconAlertTriangle size={20} />}
        name="Problems"
        detail={stats && stats.problems > 0 ? count(stats.problems) : undefined}
        isCurrent={screen === "problems"}
        onClick={() => onScreen("problems")}
      />
      <RailItem
        icon={<IconSettings size={20} />}
        name="Settings"
        detail={undefined}
        isCurrent={screen === "settings"}
        onClick={() => onScreen("settings")}
      />
      <div className={styles.folders}>
        <h2>
          Folders
          {stats && stats.roots.length > 0 && (
            <Tooltip label="Look for changes in all folders">
              <button type="button" aria-label="Look for changes" onClick={() => void rescanFolders()}>
                <IconRefresh size={14} />
              </button>
            </Tooltip>
          )}
        </h2>
        <ul>
          {stats?.roots.map((root) => (
            <Folder key={root.rootId} root={root} />
          ))}
        </ul>
      </div>
      <Button
        className={styles.add ?? ""}
        variant="light"
        leftSection={<IconFolderPlus size={18} />}
        onClick={onAddFolder}
        aria-label="Add folder"
      >
        <span>Add folder</span>
      </Button>
    </nav>
  );
}

interface RailItemProps {
  icon: ReactNode;
  name: string;
  detail: string | undefined;
  isCurrent: boolean;
  onClick(): void;
}

function RailItem({ icon, name, detail, isCurrent, onClick }: RailItemProps) {
  return (
    <button
      type="button"
      className={styles.item}
      aria-current={isCurrent ? "page" : undefined}
      aria-label={detail === undefined ? name : `${name} ${detail}`}
      title={name}
      onClick={onClick}
    >
      {icon}
      <span className={styles.itemName}>{name}</span> <span className={styles.itemDetail}>{detail}</span>
    </button>
  );
}

function Folder({ root }: { root: Root }) {
  const isOffline = root.state === "offline";
  return (
    <li
      className={styles.folder}
      title={isOffline ? `${root.path}\nNot connected: its photos stay searchable` : root.path}
    >
      {isOffline ? (
        <IconFolderOff size={16} aria-hidden="true" />
      ) : (
        <IconFolder size={16} aria-hidden="true" />
      )}
      <span className={styles.itemName}>
        {root.name}
        {isOffline && <small>offline</small>}
      </span>
      <span className={styles.itemDetail}>{count(root.photos)}</span>
    </li>
  );
}
