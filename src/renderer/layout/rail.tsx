import { Button } from "@mantine/core";
import {
  IconAlertTriangle,
  IconCopy,
  IconCube,
  IconFolderPlus,
  IconLibraryPhoto,
  IconPhoto,
  IconSettings,
} from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect } from "react";
import type { Collection, Stats } from "../../contract/index.ts";
import { onLibraryEvent } from "../api/library-events.ts";
import { api, queryClient } from "../api/queries.ts";
import { useCollections } from "../collections/use-collections.ts";
import { useGroupCount } from "../duplicates/use-group-count.ts";
import { LibraryFolders } from "../folders/library-folders.tsx";
import { underWay } from "../models/model-words.ts";
import { useModels, useSearchFollowsModel } from "../models/use-models.ts";
import type { Screen } from "../navigation/place.ts";
import { SavedSearchList } from "../searches/saved-search-list.tsx";
import type { StandingSearch } from "../searches/search-words.ts";
import { count } from "../words/quantities.ts";
import styles from "./layout.module.css";

interface RailProps {
  screen: Screen;
  /** What is looked for in all photos now. */
  standing: StandingSearch | undefined;
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
export function Rail({ screen, standing, onScreen, onAddFolder }: RailProps) {
  const stats = useStats();
  const groups = useGroupCount();
  const models = useModels();
  const collections = useCollections().collections ?? noCollections;
  useSearchFollowsModel(models);
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
        icon={<IconLibraryPhoto size={20} />}
        name="Collections"
        detail={collections.length > 0 ? count(collections.length) : undefined}
        isCurrent={screen === "collections"}
        onClick={() => onScreen("collections")}
      />
      <RailItem
        icon={<IconCopy size={20} />}
        name="Duplicates"
        detail={groups !== undefined && groups > 0 ? count(groups) : undefined}
        isCurrent={screen === "duplicates"}
        onClick={() => onScreen("duplicates")}
      />
      <RailItem
        icon={<IconAlertTriangle size={20} />}
        name="Problems"
        detail={stats && stats.problems > 0 ? count(stats.problems) : undefined}
        isCurrent={screen === "problems"}
        onClick={() => onScreen("problems")}
      />
      <RailItem
        icon={<IconCube size={20} />}
        name="Models"
        detail={models && underWay(models)}
        isCurrent={screen === "models"}
        onClick={() => onScreen("models")}
      />
      <RailItem
        icon={<IconSettings size={20} />}
        name="Settings"
        detail={undefined}
        isCurrent={screen === "settings"}
        onClick={() => onScreen("settings")}
      />
      <SavedSearchList standing={standing} />
      <LibraryFolders roots={stats?.roots ?? []} />
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

const noCollections: readonly Collection[] = [];

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
