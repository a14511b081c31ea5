import { Suspense, useCallback, useEffect, useRef, useState } from "react";
import { desktop } from "./api/connection.ts";
import { EmptyCollection } from "./collections/empty-collection.tsx";
import { undoLast } from "./collections/undo.ts";
import { useCollecting } from "./collections/use-collecting.ts";
import { chooseNatively } from "./folders/add-folders.ts";
import { DropZone } from "./folders/drop-zone.tsx";
import { type MenuAt, PhotoMenu } from "./grid/photo-menu.tsx";
import { useSelection } from "./grid/use-selection.ts";
import { JobPill } from "./jobs/job-pill.tsx";
import { ConnectionBanner } from "./layout/connection-banner.tsx";
import { HindranceStrip } from "./layout/hindrance-strip.tsx";
import styles from "./layout/layout.module.css";
import { Notices } from "./layout/notices.tsx";
import { PhotosScreen } from "./layout/photos-screen.tsx";
import { Rail } from "./layout/rail.tsx";
import { StatusBar } from "./layout/status-bar.tsx";
import { usePosition, useShownList, useSought } from "./layout/use-shown-list.ts";
import { defaultView, resized, type View, ViewControls } from "./layout/view-controls.tsx";
import {
  AddDialog,
  CollectionsScreen,
  CollectionView,
  DetailsPanel,
  DirectoryBrowser,
  DuplicatesScreen,
  ModelsScreen,
  ProblemsScreen,
  SettingsScreen,
  ShortcutList,
  Viewer,
} from "./lazy-parts.ts";
import { isSameLooking, nothing, type Place, type Screen, showsPhotos } from "./navigation/place.ts";
import { navigation, useHistoryKeys, useShown } from "./navigation/use-navigation.ts";
import { useRemembered } from "./remembered.ts";
import { SearchField } from "./search/search-field.tsx";
import { SaveSearchControl } from "./searches/save-search-control.tsx";
import { SearchDialogs } from "./searches/search-dialogs.tsx";
import type { StandingSearch } from "./searches/search-words.ts";
import { useGlobalKeys } from "./use-global-keys.ts";
import { copyKnownPath, copyPath, revealPhoto } from "./viewer/photo-actions.ts";

const noneChosen: readonly number[] = [];
const setScreen = (screen: Screen) => navigation.showScreen(screen);
const onText = (text: string) => navigation.type(text);
const onNothing = () => navigation.lookFor(nothing);
const openModels = () => setScreen("models");
const close = () => navigation.closePhoto();

export function App() {
  const { place, isTyped, position: soughtPosition, visit } = useShown();
  const { screen, looking, photo: openId, collectionId } = place;
  const [view, setView] = useRemembered<View>("view", defaultView);
  const [areDetailsOpen, setDetailsOpen] = useRemembered("details", false);
  const [isBrowsing, setBrowsing] = useState(false);
  const [isHelpOpen, setHelpOpen] = useState(false);
  const [areJobsOpen, setJobsOpen] = useState(false);
  const [menuAt, setMenuAt] = useState<MenuAt>();
  const field = useRef<HTMLInputElement>(null);
  const grid = useRef<HTMLDivElement>(null);

  const arePhotosShown = showsPhotos(place);
  const { list, search, isSearching, isKnown } = useShownList(place, isTyped);
  const text = useFieldText();
  const { results } = search;
  const selecting = useSelection(list);
  const { position: selected, chooseId } = selecting;
  const selectedId = selecting.selection.currentId;
  const chosenIds = arePhotosShown ? selecting.ids : noneChosen;
  const { collection, collecting, setCollecting, collect, leave } = useCollecting(collectionId, chosenIds);
  const openPosition = usePosition(list, openId);
  const open = arePhotosShown ? openPosition : -1;

  const focusGrid = useCallback(() => grid.current?.querySelector<HTMLElement>("[role=grid]")?.focus(), []);
  const addFolder = useCallback(async () => {
    if (!(await chooseNatively())) setBrowsing(true);
  }, []);
  const openHelp = useCallback(() => setHelpOpen(true), []);
  const findSimilar = useCallback(
    (assetId: number) => {
      chooseId(undefined);
      navigation.lookFor({ kind: "similar", assetId });
      focusGrid();
    },
    [chooseId, focusGrid],
  );
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
    chooseId(before.openId);
    requestAnimationFrame(focusGrid);
  }, [openId, looking, chooseId, focusGrid]);
  // Back and forward lead away from what lies over the page.
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each visit.
  useEffect(() => {
    setBrowsing(false);
    setHelpOpen(false);
    setMenuAt(undefined);
    setCollecting(undefined);
  }, [visit]);
  const standing = standingIn(place);
  const matchOf = (position: number) => (isSearching ? results[position] : undefined);
  const chosen = arePhotosShown && selected >= 0 ? selectedId : undefined;
  const chosenMatch = matchOf(selected);
  const copyChosenPath = (assetId: number) =>
    void (chosenMatch?.owner ? copyKnownPath(chosenMatch.path) : copyPath(assetId));

  useGlobalKeys({
    isBlocked: open >= 0 || isBrowsing || isHelpOpen || menuAt !== undefined || collecting !== undefined,
    selectedId: chosen,
    onFind: () => {
      if (!arePhotosShown) setScreen("photos");
      field.current?.focus();
      field.current?.select();
    },
    onEscape: () => {
      if (areJobsOpen) setJobsOpen(false);
      // Elsewhere it is the key of what lies over the screen, and leaves where one is.
      else if (arePhotosShown && !selecting.clearMarks()) onNothing();
    },
    onAddFolder: () => void addFolder(),
    onHelp: openHelp,
    onDetails: () => setDetailsOpen(!areDetailsOpen),
    onJobs: () => setJobsOpen(!areJobsOpen),
    onPhotos: () => setScreen("photos"),
    onCollections: () => setScreen("collections"),
    onDuplicates: () => setScreen("duplicates"),
    onModels: openModels,
    onSize: (step) => setView(resized(view, step)),
    onMode: () => setView({ ...view, mode: view.mode === "square" ? "justified" : "square" }),
    onSimilar: findSimilar,
    onReveal: (assetId) => void revealPhoto(assetId),
    onCopyPath: copyChosenPath,
    onCollect: collect,
    onLeaveCollection: leave,
    onUndo: arePhotosShown || screen === "collections" ? undoLast : undefined,
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

  const photosScreen = arePhotosShown && (
    <PhotosScreen
      list={list}
      looking={looking}
      search={search}
      view={view}
      visit={visit}
      selected={selected}
      selection={selecting.selection}
      within={collection}
      nothing={collectionId === undefined ? undefined : <EmptyCollection isKnown={isKnown} />}
      onSelect={selecting.choose}
      onSelectAll={selecting.chooseAll}
      onOpen={openPhoto}
      onMenu={(position, at) => {
        const assetId = list.assetId(position);
        // What is done from the menu is done with all that are chosen, if this is one of them.
        if (!selecting.selection.marked.has(assetId)) chooseId(assetId);
        setMenuAt(at);
      }}
      onSearch={onText}
      onModels={openModels}
      onAddFolder={() => void addFolder()}
    />
  );
  return (
    <div className={styles.app}>
      <Rail screen={screen} standing={standing} onScreen={setScreen} onAddFolder={() => void addFolder()} />
      <search className={styles.top}>
        <SearchField
          field={field}
          text={text}
          isBusy={isSearching && search.isFetching}
          onChange={onText}
          onLeave={focusGrid}
        />
        {standing && <SaveSearchControl standing={standing} />}
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
            {screen === "collections" && collectionId === undefined && <CollectionsScreen />}
            {collectionId === undefined ? (
              photosScreen
            ) : (
              <CollectionView
                key={collectionId}
                collectionId={collectionId}
                chosen={chosenIds}
                hasPhotos={list.count > 0}
                onFocusGrid={focusGrid}
              >
                {photosScreen}
              </CollectionView>
            )}
          </Suspense>
          <PhotoMenu
            at={menuAt}
            isShared={selectedId !== undefined && selectedId < 0}
            marked={selecting.selection.marked.size}
            onClose={() => setMenuAt(undefined)}
            onOpen={() => selected >= 0 && openPhoto(selected)}
            onSimilar={() => selectedId !== undefined && findSimilar(selectedId)}
            onReveal={() => selectedId !== undefined && void revealPhoto(selectedId)}
            onCopyPath={() => selectedId !== undefined && copyChosenPath(selectedId)}
            onDetails={() => setDetailsOpen(true)}
            onCollect={() => collect?.()}
            onLeave={leave}
          />
        </main>
        {areDetailsOpen && arePhotosShown && open < 0 && (
          <Suspense>
            <DetailsPanel
              assetId={chosen}
              match={chosenMatch}
              onClose={() => setDetailsOpen(false)}
              onReveal={(assetId) => void revealPhoto(assetId)}
              onSimilar={findSimilar}
            />
          </Suspense>
        )}
      </div>
      <StatusBar
        total={list.count}
        selectedAssetId={chosen}
        marked={arePhotosShown ? selecting.selection.marked.size : 0}
        match={chosenMatch}
      >
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
            onCollect={(assetId) => setCollecting([assetId])}
            onClose={close}
          />
        )}
        {isBrowsing && <DirectoryBrowser isOpen onClose={() => setBrowsing(false)} />}
        {isHelpOpen && <ShortcutList isOpen onClose={() => setHelpOpen(false)} />}
      </Suspense>
      {/* By itself: while its code comes, the open photo stays, and keeps the keyboard. */}
      <Suspense>
        {collecting && (
          <AddDialog
            assetIds={collecting}
            onClose={() => {
              setCollecting(undefined);
              if (open < 0) requestAnimationFrame(focusGrid);
            }}
          />
        )}
      </Suspense>
      <SearchDialogs />
      <DropZone onPathless={useCallback(() => setBrowsing(true), [])} />
      <ConnectionBanner />
      <Notices />
    </div>
  );
}

/** What is looked for in all photos; undefined where nothing is, or elsewhere. */
function standingIn({ screen, looking }: Place): StandingSearch | undefined {
  return screen === "photos" && looking.kind === "text"
    ? { query: looking.query, sort: "relevance" }
    : undefined;
}

/** What stands in the search field: it may begin or end with a space that is not looked for. */
function useFieldText(): string {
  const { place } = useShown();
  return place.looking.kind === "text" ? place.looking.query : "";
}
