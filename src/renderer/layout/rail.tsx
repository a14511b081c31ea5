import { Button } from "@mantine/core";
import { IconFolderPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import type { Collection, Stats } from "../../contract/index.ts";
import { tooltipOf } from "../actions/action-control.tsx";
import { type AnywhereContext, anywhere } from "../actions/anywhere.ts";
import { onLibraryEvent } from "../api/library-events.ts";
import { api, queryClient } from "../api/queries.ts";
import { useCollections } from "../collections/use-collections.ts";
import { useGroupCount } from "../duplicates/use-group-count.ts";
import { LibraryFolders } from "../folders/library-folders.tsx";
import { underWay } from "../models/model-words.ts";
import { useModels, useSearchFollowsModel } from "../models/use-models.ts";
import type { Screen } from "../navigation/place.ts";
import { SavedSearchList } from "../searches/saved-search-list.tsx";
import { count } from "../words/quantities.ts";
import styles from "./layout.module.css";

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
export function Rail({ page }: { page: AnywhereContext }) {
  const stats = useStats();
  const groups = useGroupCount();
  const models = useModels();
  const collections = useCollections().collections ?? noCollections;
  useSearchFollowsModel(models);
  return (
    <nav className={styles.rail} aria-label="Library">
      <RailItem screen="photos" page={page} detail={stats && count(stats.photos)} />
      <RailItem
        screen="collections"
        page={page}
        detail={collections.length > 0 ? count(collections.length) : undefined}
      />
      <RailItem
        screen="duplicates"
        page={page}
        detail={groups !== undefined && groups > 0 ? count(groups) : undefined}
      />
      <RailItem
        screen="problems"
        page={page}
        detail={stats && stats.problems > 0 ? count(stats.problems) : undefined}
      />
      <RailItem screen="models" page={page} detail={models && underWay(models)} />
      <RailItem screen="settings" page={page} detail={undefined} />
      <SavedSearchList />
      <LibraryFolders roots={stats?.roots ?? []} />
      <Button
        className={styles.add ?? ""}
        variant="light"
        leftSection={<IconFolderPlus size={18} />}
        onClick={page.onAddFolder}
        aria-label="Add folder"
        title={tooltipOf(anywhere.actions["add-folder"])}
      >
        <span>Add folder</span>
      </Button>
    </nav>
  );
}

const noCollections: readonly Collection[] = [];

interface RailItemProps {
  screen: Screen;
  page: AnywhereContext;
  detail: string | undefined;
}

/** A screen to go to, with what there is of it. */
function RailItem({ screen, page, detail }: RailItemProps) {
  const action = anywhere.actions[screen];
  const { name, icon: ScreenIcon } = action;
  return (
    <button
      type="button"
      className={styles.item}
      aria-current={page.screen === screen ? "page" : undefined}
      aria-label={detail === undefined ? name : `${name} ${detail}`}
      title={tooltipOf(action)}
      onClick={() => action.run(page)}
    >
      {ScreenIcon && <ScreenIcon size={20} />}
      <span className={styles.itemName}>{name}</span> <span className={styles.itemDetail}>{detail}</span>
    </button>
  );
}
