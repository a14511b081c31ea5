import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { desktop } from "./api/connection.ts";
import { chooseNatively } from "./folders/add-folders.ts";
import { DropZone } from "./folders/drop-zone.tsx";
import type { PhotoList } from "./grid/photo-list.ts";
import { type MenuAt, PhotoMenu } from "./grid/photo-menu.tsx";
import { JobPill } from "./jobs/job-pill.tsx";
import { ConnectionBanner } from "./layout/connection-banner.tsx";
import { HindranceStrip } from "./layout/hindrance-strip.tsx";
import styles from "./layout/layout.module.css";
import { Notices } from "./layout/notices.tsx";
import { PhotosScreen } from "./layout/photos-screen.tsx";
import { Rail } from "./layout/rail.tsx";
import { StatusBar } from "./layout/status-bar.tsx";
import { defaultView, resized, type View, ViewControls } from "./layout/view-controls.tsx";
import { isSameLooking, nothing, type Screen } from "./navigation/place.ts";
import { navigation, useHistoryKeys, useShown } from "./navigation/use-navigation.ts";
import { useRemembered } from "./remembered.ts";
import { resultsList } from "./search/results-list.ts";
import { SearchField } from "./search/search-field.tsx";
import { useSearch } from "./search/use-search.ts";
import { usePhotos } from "./timeline/store.ts";
import { timelineList } from "./timeline/timeline-list.ts";
import { useGlobalKeys } from "./use-global-keys.ts";
import { copyPath, revealPhoto } from "./viewer/photo-actions.ts";

// Not needed for the first picture on the screen.
const Viewer = lazy(async () => ({ default: (await import("./viewer/viewer.tsx")).Viewer }));
const DetailsPanel = lazy(async () => ({
  default: (await import("./viewer/details-panel.tsx")).DetailsPanel,
}));
const DuplicatesScreen = lazy(async () => ({
  default: (await import("./duplicates/duplicates-screen.tsx")).DuplicatesScreen,
}));
const ProblemsScreen = lazy(async () => ({
  default: (await import("./problems/problems-screen.tsx")).ProblemsScreen,
}));
const ModelsScreen = lazy(async () => ({
  default: (await import("./models/models-screen.tsx")).ModelsScreen,
}));
const SettingsScreen = lazy(async () => ({
  default: (await import("./settings/settings-screen.tsx")).SettingsScreen,
}));
const DirectoryBrowser = lazy(async () => ({
  default: (await import("./folders/directory-browser.tsx")).DirectoryBrowser,
}));
const ShortcutList = lazy(async () => ({ default: (await import("./keys/shortcut-list.tsx")).ShortcutList }));

const setScreen = (screen: Screen) => navigation.showScreen(screen);
const onText = (text: string) => navigation.type(text);
const onNothing = () => navigation.lookFor(nothing);
const openModels = () => setScreen("models");
const close = () => navigation.closePhoto();

export function App() {
  const { place, isTyped, position: soughtPosition, visit } = useShown();
  const { screen, looking, photo: openId } = place;
  const [view, setView] = useRemembered<View>("view", defaultView);
  const [areDetailsOpen, setDetailsOpen] = useRemembered("details", false);
  const [isBrowsing, setBrowsing] = useState(false);
  const [isHelpOpen, setHelpOpen] = useState(false);
  const [areJobsOpen, setJobsOpen] = useState(false);
  const [menuAt, setMenuAt] = useState<MenuAt>();
  const field = useRef<HTMLInputElement>(null);
  const grid = useRef<HTMLDivElement>(null);

  const photos = usePhotos();
  const search = useSearch(looking, isTyped);
  const text = useFieldText();
  const isSearching = looking.kind !== "nothing";
  const { results } = search;
  const list = useMemo(
    () => (isSearching ? resultsList(results) : timelineList(photos)),
    [isSearching, results, photos],
  );

  // The selection is a photo, not a place: photos that come in above do not change it.
  const [selectedId, setSelectedId] = useState<number>();
  const selected = usePosition(list, selectedId);
  const openPosition = usePosition(list, openId);
  const open = screen === "photos" ? openPosition : -1;

  const focusGrid = useCallback(() => grid.current?.querySelector<HTMLElement>("[role=grid]")?.focus(), []);
  const addFolder = useCallback(async () => {
    if (!(await chooseNatively())) setBrowsing(true);
  }, []);
  const openHelp = useCallback(() => setHelpOpen(true), []);
  const findSimilar = useCallback(
    (assetId: number) => {
      setSelectedId(undefined);
      navigation.lookFor({ kind: "similar", assetId });
      focusGrid();
    },
    [focusGrid],
  );
  const select = useCallback((position: number) => setSelectedId(list.assetId(position)), [list]);
  const openPhoto = useCallback(
    (position: number) => navigation.openPhoto(list.assetId(position), position),
    [list],
  );
  useSought({ isSought: openId !== undefined && open < 0 && isSearching, soughtPosition, search });
  useHistoryKeys();

  // Whichever way it was closed: it is the chosen one, and the grid has the focus once the viewer is gone.
  const lastOpen = useRef({ openId, looking });
  useEffect(() => {
    const before = lastOpen.current;
    lastOpen.current = { openId, looking };
    const isClosed = before.openId !== undefined && openId === undefined;
    if (!isClosed || !isSameLooking(before.looking, looking)) return;
    setSelectedId(before.openId);
    requestAnimationFrame(focusGrid);
  }, [openId, looking, focusGrid]);
  // Back and forward lead away from what lies over the page.
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each visit.
  useEffect(() => {
    setBrowsing(false);
    setHelpOpen(false);
    setMenuAt(undefined);
  }, [visit]);

  useGlobalKeys({
    isBlocked: open >= 0 || isBrowsing || isHelpOpen || menuAt !== undefined,
    selectedId: screen === "photos" ? selectedId : undefined,
    onFind: () => {
      setScreen("photos");
      field.current?.focus();
      field.current?.select();
    },
    onEscape: () => {
      if (areJobsOpen) setJobsOpen(false);
      // Elsewhere it is the key of what lies over the screen, and leaves where one is.
      else if (screen === "photos") onNothing();
    },
    onAddFolder: () => void addFolder(),
    onHelp: openHelp,
    onDetails: () => setDetailsOpen(!areDetailsOpen),
    onJobs: () => setJobsOpen(!areJobsOpen),
    onPhotos: () => setScreen("photos"),
    onDuplicates: () => setScreen("duplicates"),
    onModels: openModels,
    onSize: (step) => setView(resized(view, step)),
    onMode: () => setView({ ...view, mode: view.mode === "square" ? "justified" : "square" }),
    onSimilar: findSimilar,
    onReveal: (assetId) => void revealPhoto(assetId),
    onCopyPath: (assetId) => void copyPath(assetId),
  });
  useEffect(
    () =>
      desktop?.onMenuCommand((command) => {
        if (command === "add-folder") void addFolder();
        else if (command === "find") field.current?.focus();
        else setHelpOpen(true);
      }),
    [addFolder],
  );

  const matchOf = (position: number) => (isSearching ? results[position] : undefined);
  const chosen = screen === "photos" && selected >= 0 ? selectedId : undefined;
  return (
    <div className={styles.app}>
      <Rail screen={screen} onScreen={setScreen} onAddFolder={() => void addFolder()} />
      <search className={styles.top}>
        <SearchField
          field={field}
          text={text}
          isBusy={isSearching && search.isFetching}
          onChange={onText}
          onLeave={focusGrid}
        />
        <ViewControls
          view={view}
          onView={setView}
          areDetailsOpen={areDetailsOpen}
          onDetails={() => setDetailsOpen(!areDetailsOpen)}
          onHelp={() => setHelpOpen(true)}
        />
      </search>
      <HindranceStrip />
      <div className={styles.content}>
        <main className={styles.main} ref={grid}>
          <Suspense>
            {screen === "problems" && <ProblemsScreen />}
            {screen === "models" && <ModelsScreen />}
            {screen === "settings" && <SettingsScreen />}
            {screen === "duplicates" && <DuplicatesScreen onHelp={openHelp} />}
            {screen === "photos" && (
              <PhotosScreen
                list={list}
                looking={looking}
                search={search}
                view={view}
                visit={visit}
                selected={selected}
                onSelect={select}
                onOpen={openPhoto}
                onMenu={(position, at) => {
                  setSelectedId(list.assetId(position));
                  setMenuAt(at);
                }}
                onSearch={onText}
                onModels={openModels}
                onNothing={onNothing}
                onAddFolder={() => void addFolder()}
              />
            )}
          </Suspense>
          <PhotoMenu
            at={menuAt}
            onClose={() => setMenuAt(undefined)}
            onOpen={() => selected >= 0 && openPhoto(selected)}
            onSimilar={() => selectedId !== undefined && findSimilar(selectedId)}
            onReveal={() => selectedId !== undefined && void revealPhoto(selectedId)}
            onCopyPath={() => selectedId !== undefined && void copyPath(selectedId)}
            onDetails={() => setDetailsOpen(true)}
          />
        </main>
        {areDetailsOpen && screen === "photos" && open < 0 && (
          <Suspense>
            <DetailsPanel
              assetId={chosen}
              match={matchOf(selected)}
              onClose={() => setDetailsOpen(false)}
              onReveal={(assetId) => void revealPhoto(assetId)}
              onSimilar={findSimilar}
            />
          </Suspense>
        )}
      </div>
      <StatusBar total={list.count} selectedAssetId={chosen}>
        <JobPill isOpen={areJobsOpen} onToggle={setJobsOpen} />
      </StatusBar>
      <Suspense>
        {open >= 0 && (
          <Viewer
            list={list}
            position={open}
            matchOf={matchOf}
            areDetailsOpen={areDetailsOpen}
            onMove={openPhoto}
            onDetails={setDetailsOpen}
            onSimilar={findSimilar}
            onClose={close}
          />
        )}
        {isBrowsing && <DirectoryBrowser isOpen onClose={() => setBrowsing(false)} />}
        {isHelpOpen && <ShortcutList isOpen onClose={() => setHelpOpen(false)} />}
      </Suspense>
      <DropZone onPathless={useCallback(() => setBrowsing(true), [])} />
      <ConnectionBanner />
      <Notices />
    </div>
  );
}

/** What stands in the search field: it may begin or end with a space that is not looked for. */
function useFieldText(): string {
  const { place } = useShown();
  return place.looking.kind === "text" ? place.looking.query : "";
}

interface Sought {
  isSought: boolean;
  soughtPosition: number;
  search: ReturnType<typeof useSearch>;
}

/** A photo that was open before a reload may lie pages further on than what is known of the results. */
function useSought({ isSought, soughtPosition, search }: Sought): void {
  const { results, hasNextPage, isFetching, fetchNextPage } = search;
  const isFurther = isSought && results.length <= soughtPosition;
  useEffect(() => {
    if (isFurther && hasNextPage && !isFetching) void fetchNextPage();
  }, [isFurther, hasNextPage, isFetching, fetchNextPage]);
}

/** Where a photo is in the list now; -1 when it is not in it. */
function usePosition(list: PhotoList, assetId: number | undefined): number {
  return useMemo(() => (assetId === undefined ? -1 : list.positionOf(assetId)), [list, assetId]);
}
