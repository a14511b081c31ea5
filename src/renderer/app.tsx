import { Suspense, useCallback, useEffect, useRef } from "react";
import { ActionControl } from "./actions/action-control.tsx";
import { useHome } from "./actions/active-homes.ts";
import { anywhere } from "./actions/anywhere.ts";
import { useActionKeys, useDesktopMenu } from "./actions/use-action-keys.ts";
import { EmptyCollection } from "./collections/empty-collection.tsx";
import { useCollecting } from "./collections/use-collecting.ts";
import { DropZone } from "./folders/drop-zone.tsx";
import { PhotoMenu } from "./grid/photo-menu.tsx";
import { photosHome } from "./grid/photos-home.ts";
import { useSelection } from "./grid/use-selection.ts";
import { JobPill } from "./jobs/job-pill.tsx";
import { ConnectionBanner } from "./layout/connection-banner.tsx";
import { HindranceStrip } from "./layout/hindrance-strip.tsx";
import styles from "./layout/layout.module.css";
import { Notices } from "./layout/notices.tsx";
import { Overlays } from "./layout/overlays.tsx";
import { PhotosScreen } from "./layout/photos-screen.tsx";
import { Rail } from "./layout/rail.tsx";
import { ScreenOf } from "./layout/screen-of.tsx";
import { StatusBar } from "./layout/status-bar.tsx";
import { useAnywhere } from "./layout/use-anywhere.ts";
import { useGridFocus } from "./layout/use-grid-focus.ts";
import { useOverlay } from "./layout/use-overlay.ts";
import { usePhotosContext } from "./layout/use-photos-context.ts";
import { usePosition, useShownList, useSought } from "./layout/use-shown-list.ts";
import { ViewControls } from "./layout/view-controls.tsx";
import { CollectionView, DetailsPanel, FacetPanel, Viewer } from "./lazy-parts.ts";
import { isSameLooking, showsPhotos } from "./navigation/place.ts";
import { navigation, useHistoryButtons, useShown } from "./navigation/use-navigation.ts";
import { SearchField } from "./search/search-field.tsx";
import { searchHome } from "./search/search-home.ts";
import { useSearchContext } from "./search/use-search-context.ts";
import { SaveSearchControl } from "./searches/save-search-control.tsx";
import { SearchDialogs } from "./searches/search-dialogs.tsx";

const noneChosen: readonly number[] = [];
const close = () => navigation.closePhoto();

export function App() {
  const { place, isTyped, position: soughtPosition, visit } = useShown();
  const { looking, photo: openId, collectionId } = place;
  // It may begin or end with a space that is not looked for.
  const text = looking.kind === "text" ? looking.query : "";
  const field = useRef<HTMLInputElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  const { focusGrid, keepFocus } = useGridFocus(grid);
  const overlaid = useOverlay([visit, openId, place.over].join());
  const onText = (next: string) => {
    keepFocus();
    navigation.type(next);
  };

  const arePhotosShown = showsPhotos(place);
  const { list, search, paged, isSearching, isKnown } = useShownList(place, isTyped);
  const selecting = useSelection(list, paged);
  const { position: selected, chooseId, selection } = selecting;
  const chosenIds = arePhotosShown ? selecting.ids : noneChosen;
  const { collection, leave } = useCollecting(collectionId, chosenIds);
  const openPosition = usePosition(list, openId);
  const open = arePhotosShown ? openPosition : -1;
  const openPhoto = useCallback(
    (position: number) => navigation.openPhoto(list.assetId(position), position),
    [list],
  );
  useSought({ isSought: openId !== undefined && open < 0 && isSearching, soughtPosition, search });

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
  const matchOf = (position: number) => (isSearching ? search.results[position] : undefined);
  const chosen = arePhotosShown && selected >= 0 ? selection.currentId : undefined;
  const chosenMatch = matchOf(selected);

  const { page, areJobsOpen, setJobsOpen } = useAnywhere({
    place,
    field,
    overlaid,
    clearMarks: selecting.clearMarks,
    marked: selection.marked.size,
  });
  const { photos, view } = usePhotosContext({
    list,
    selecting,
    chosen,
    chosenIds,
    match: chosenMatch,
    onOpen: openPhoto,
    onCollect: (assetIds) => overlaid.show({ kind: "collect", assetIds }),
    onLeaveCollection: leave,
    focusGrid,
  });
  const searching = useSearchContext(place.sort, isSearching);
  useHome(anywhere, page);
  useHome(searchHome, arePhotosShown && open < 0 ? searching : undefined);
  useHome(photosHome, arePhotosShown && open < 0 ? photos : undefined);
  useActionKeys();
  useDesktopMenu();
  useHistoryButtons();

  const photosScreen = arePhotosShown && (
    <PhotosScreen
      list={list}
      looking={looking}
      sort={place.sort}
      search={search}
      view={view}
      visit={visit}
      selected={selected}
      selection={selection}
      within={collection}
      collectionId={collectionId}
      nothing={collectionId === undefined ? undefined : <EmptyCollection isKnown={isKnown} />}
      onSelect={selecting.choose}
      onOpen={openPhoto}
      onMenu={(position, at) => {
        const assetId = list.assetId(position);
        // What is done from the menu is done with all that are chosen, if this is one of them.
        if (!selection.marked.has(assetId)) chooseId(assetId);
        overlaid.show({ kind: "menu", at });
      }}
      onSearch={onText}
      onModels={() => page.onScreen("models")}
      onAddFolder={page.onAddFolder}
    />
  );
  const { overlay } = overlaid;
  return (
    <div className={styles.app}>
      <Rail page={page} />
      <search className={styles.top}>
        <SearchField
          field={field}
          text={text}
          isBusy={isSearching && search.isFetching}
          onChange={onText}
          onLeave={focusGrid}
        />
        <SaveSearchControl />
        {arePhotosShown && (
          <ActionControl
            action={searchHome.actions.narrow}
            context={searching}
            isPressed={searching.areFacetsOpen}
          />
        )}
        <ViewControls photos={photos} page={page} />
      </search>
      <HindranceStrip />
      <div className={styles.content}>
        {searching.areFacetsOpen && arePhotosShown && (
          <Suspense>
            <FacetPanel
              query={text}
              collectionId={collectionId}
              onQuery={onText}
              onClose={() => {
                searching.onFacets();
                focusGrid();
              }}
            />
          </Suspense>
        )}
        <main className={styles.main} ref={grid} tabIndex={-1}>
          <Suspense>
            <ScreenOf place={place} />
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
            at={overlay?.kind === "menu" ? overlay.at : undefined}
            context={photos}
            onClose={() => overlaid.close("menu")}
          />
        </main>
        {photos.areDetailsOpen && arePhotosShown && open < 0 && (
          <Suspense>
            <DetailsPanel match={chosenMatch} context={photos} />
          </Suspense>
        )}
      </div>
      <StatusBar
        total={isSearching ? search.answer?.total || list.count : list.count}
        selectedAssetId={chosen}
        marked={arePhotosShown ? selection.marked.size : 0}
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
            photos={photos}
            onMove={openPhoto}
            onCollect={(assetId) => overlaid.show({ kind: "collect", assetIds: [assetId] })}
            onClose={close}
          />
        )}
      </Suspense>
      <Overlays
        overlaid={overlaid}
        onCollected={() => {
          if (open < 0) requestAnimationFrame(focusGrid);
        }}
      />
      <SearchDialogs />
      <DropZone onPathless={page.onBrowse} />
      <ConnectionBanner />
      <Notices />
    </div>
  );
}
