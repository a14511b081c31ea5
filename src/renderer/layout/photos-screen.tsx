import { Button, VisuallyHidden } from "@mantine/core";
import { type ReactNode, useCallback, useMemo, useRef } from "react";
import type { SortOrder } from "../../contract/index.ts";
import { errorWords } from "../api/error-words.ts";
import { useConnectionState } from "../api/use-connection.ts";
import type { GridMode } from "../grid/layout.ts";
import { PhotoGrid } from "../grid/photo-grid.tsx";
import type { PhotoList } from "../grid/photo-list.ts";
import type { Choosing, Selection } from "../grid/selection.ts";
import { goFirstAround } from "../jobs/go-first.ts";
import { isActive, useJobs } from "../jobs/job-store.ts";
import { jobState } from "../jobs/job-words.ts";
import { isLikePhotos, type Looking } from "../navigation/place.ts";
import { navigation } from "../navigation/use-navigation.ts";
import { readRemembered, remember } from "../remembered.ts";
import { NothingFits } from "../search/nothing-fits.tsx";
import { SearchNotice } from "../search/search-notice.tsx";
import type { useSearch } from "../search/use-search.ts";
import { sortBy } from "../search/use-search-context.ts";
import { useIsTimelineKnown, usePhotos } from "../timeline/store.ts";
import { FirstRun, NothingFound } from "./first-run.tsx";
import styles from "./layout.module.css";

interface PhotosScreenProps {
  list: PhotoList;
  looking: Looking;
  sort: SortOrder | undefined;
  search: ReturnType<typeof useSearch>;
  view: { mode: GridMode; rowHeightPixels: number };
  /** Another one is another grid. */
  visit: number;
  selected: number;
  selection: Selection;
  /** The collection whose photos these are. */
  within?: { name: string } | undefined;
  collectionId?: number | undefined;
  /** In place of photos, where there are none and nothing is looked for. */
  nothing?: ReactNode;
  onSelect(position: number, how?: Choosing): void;
  onOpen(position: number): void;
  onMenu(position: number, at: { x: number; y: number }): void;
  onSearch(text: string): void;
  /** To the screen of the models. */
  onModels(): void;
  onAddFolder(): void;
}

const scrollKey = "scroll";

function gridName(looking: Looking): string {
  if (looking.kind === "nothing") return "Photos";
  return isLikePhotos(looking) ? "Similar photos" : "Search results";
}

/** The photos: all of them by date, or what was searched for by relevance. */
export function PhotosScreen(props: PhotosScreenProps) {
  const { list, looking, search, view, within } = props;
  const isWhole = within === undefined;
  const isSearching = looking.kind !== "nothing";
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = search;
  const onEnd = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  // One grid for all words that are typed: it keeps its tiles from one answer to the next.
  const gridKey = `${looking.kind === "text" && isLikePhotos(looking) ? looking.query : looking.kind} ${props.sort ?? ""} ${props.visit}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: where that grid begins.
  const initialScrollTop = useMemo(
    () => navigation.shown.scrollTop ?? (isSearching || !isWhole ? 0 : readRemembered(scrollKey, 0)),
    [gridKey],
  );
  const latest = useRef(list);
  latest.current = list;
  const onScrolled = useCallback(
    (top: number, first: number, last: number) => {
      navigation.noteScroll(top);
      if (!isSearching && isWhole) rememberSoon(top);
      goFirstAround(() => assetIdsOf(latest.current, first, last));
    },
    [isSearching, isWhole],
  );
  const name = within && !isSearching ? within.name : gridName(looking);
  return (
    <>
      {isWhole && (isSearching || list.count > 0) && <VisuallyHidden component="h1">{name}</VisuallyHidden>}
      {isSearching && (
        <SearchNotice
          looking={looking}
          answer={search.answer}
          sort={props.sort ?? "relevance"}
          onSort={sortBy}
          within={within?.name}
          onSearch={props.onSearch}
          onEverywhere={lookEverywhere}
        />
      )}
      {list.count === 0 ? (
        (!isSearching && props.nothing) || <Nothing {...props} />
      ) : (
        <div className={styles.grid}>
          <PhotoGrid
            key={gridKey}
            list={list}
            name={name}
            isBusy={isSearching && search.isAwaited}
            mode={view.mode}
            rowHeightPixels={view.rowHeightPixels}
            selected={props.selected}
            selection={props.selection}
            onSelect={props.onSelect}
            onOpen={props.onOpen}
            onMenu={props.onMenu}
            initialScrollTop={initialScrollTop}
            onScrolled={onScrolled}
            {...(isSearching ? { onEnd } : {})}
          />
        </div>
      )}
    </>
  );
}

const lookEverywhere = () => navigation.lookEverywhere();

function assetIdsOf(list: PhotoList, first: number, last: number): number[] {
  const length = Math.max(0, Math.min(last, list.count - 1) - first + 1);
  return Array.from({ length }, (_, index) => list.assetId(first + index));
}

function Nothing(props: PhotosScreenProps) {
  const { looking, search, within, onModels, onAddFolder } = props;
  const hasPhotos = usePhotos().count > 0;
  const isKnown = useIsTimelineKnown();
  const connection = useConnectionState();
  const active = useJobs().find(isActive);
  if (looking.kind !== "nothing") {
    if (search.error) {
      const { code, message, remedy } = errorWords(search.error);
      if (code === "MODEL_MISSING") return <NoModel onModels={onModels} />;
      return <NothingFound title={message}>{remedy}</NothingFound>;
    }
    if (search.isPending || search.isFetching) return null;
    if (looking.kind === "text" && (within !== undefined || hasPhotos)) {
      return (
        <NothingFits
          query={looking.query}
          collectionId={props.collectionId}
          onQuery={props.onSearch}
          onEverywhere={within && lookEverywhere}
        />
      );
    }
    return (
      <NothingFound title="Nothing to search yet">
        Add a folder first, or wait until its photos are indexed.
      </NothingFound>
    );
  }
  if (!isKnown || connection === "connecting") return null;
  if (active) {
    return (
      <NothingFound title={`${jobState(active)}…`}>Photos appear here as soon as they are read.</NothingFound>
    );
  }
  return <FirstRun onAddFolder={onAddFolder} />;
}

/** An installation may come without a model, or its files may be gone. */
function NoModel({ onModels }: { onModels(): void }) {
  return (
    <NothingFound
      title="No model is installed"
      action={
        <Button size="md" onClick={onModels}>
          Choose a model…
        </Button>
      }
    >
      A model is what finds photos by words. Until there is one, photos can be looked at, compared and cleaned
      up.
    </NothingFound>
  );
}

let timer: ReturnType<typeof setTimeout> | undefined;

/** The place in the grid is worth remembering, but not at every pixel. */
function rememberSoon(top: number): void {
  clearTimeout(timer);
  timer = setTimeout(() => remember(scrollKey, Math.round(top)), 400);
}
