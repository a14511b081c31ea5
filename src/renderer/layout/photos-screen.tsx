import { Button, VisuallyHidden } from "@mantine/core";
import { type ReactNode, useCallback, useMemo, useRef } from "react";
import { errorWords } from "../api/error-words.ts";
import { useConnectionState } from "../api/use-connection.ts";
import type { GridMode } from "../grid/layout.ts";
import { PhotoGrid } from "../grid/photo-grid.tsx";
import type { PhotoList } from "../grid/photo-list.ts";
import type { Choosing, Selection } from "../grid/selection.ts";
import { goFirstAround } from "../jobs/go-first.ts";
import { isActive, useJobs } from "../jobs/job-store.ts";
import { jobState } from "../jobs/job-words.ts";
import type { Looking } from "../navigation/place.ts";
import { navigation } from "../navigation/use-navigation.ts";
import { readRemembered, remember } from "../remembered.ts";
import { SearchNotice } from "../search/search-notice.tsx";
import type { useSearch } from "../search/use-search.ts";
import { useIsTimelineKnown } from "../timeline/store.ts";
import { FirstRun, NothingFound } from "./first-run.tsx";
import styles from "./layout.module.css";

interface PhotosScreenProps {
  list: PhotoList;
  looking: Looking;
  search: ReturnType<typeof useSearch>;
  view: { mode: GridMode; rowHeightPixels: number };
  /** Another one is another grid. */
  visit: number;
  selected: number;
  selection: Selection;
  /** The collection whose photos these are. */
  within?: { name: string } | undefined;
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
const gridNames = { nothing: "Photos", text: "Search results", similar: "Similar photos" } as const;

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
  const gridKey = `${looking.kind === "similar" ? `similar ${looking.assetId}` : looking.kind} ${props.visit}`;
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
  const name = within && !isSearching ? within.name : gridNames[looking.kind];
  return (
    <>
      {isSearching && (
        <SearchNotice
          looking={looking}
          answer={search.answer}
          within={within?.name}
          onSearch={props.onSearch}
          onEverywhere={lookEverywhere}
        />
      )}
      {list.count === 0 ? (
        (!isSearching && props.nothing) || <Nothing {...props} />
      ) : (
        <div className={styles.grid}>
          {isWhole && <VisuallyHidden component="h1">{name}</VisuallyHidden>}
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

function EverywhereButton() {
  return <Button onClick={lookEverywhere}>Search all photos</Button>;
}

function Nothing({ looking, search, within, onModels, onAddFolder }: PhotosScreenProps) {
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
    if (within !== undefined) {
      return (
        <NothingFound title="Nothing in this collection" action={<EverywhereButton />}>
          No photo of it fits, or they are not looked at yet.
        </NothingFound>
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
