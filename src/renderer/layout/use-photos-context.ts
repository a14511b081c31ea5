import type { SearchResult } from "../../contract/index.ts";
import { doCaptions } from "../captions/do-captions.ts";
import { useCanWriteCaptions } from "../captions/use-captioning.ts";
import type { PhotoList } from "../grid/photo-list.ts";
import type { PhotosContext } from "../grid/photos-home.ts";
import type { Chosen } from "../grid/use-selection.ts";
import { likePhoto } from "../navigation/place.ts";
import { navigation } from "../navigation/use-navigation.ts";
import { useRemembered } from "../remembered.ts";
import { undoLast } from "../undo/undo.ts";
import { copyKnownPath, copyPath, revealPhoto } from "../viewer/photo-actions.ts";
import { defaultView, resized, type View } from "./view-controls.tsx";

interface Shown {
  list: PhotoList;
  selecting: Chosen;
  /** The chosen photo; undefined where none is. */
  chosen: number | undefined;
  /** This library's own, all that are chosen together. */
  chosenIds: readonly number[];
  match: SearchResult | undefined;
  onOpen(position: number): void;
  onCollect(assetIds: readonly number[]): void;
  onLeaveCollection: (() => void) | undefined;
  focusGrid(): void;
}

/** With what the actions of photos work, and how the photos are laid out. */
export function usePhotosContext(shown: Shown): { photos: PhotosContext; view: View } {
  const { list, selecting, match, chosenIds } = shown;
  const [view, setView] = useRemembered<View>("view", defaultView);
  const [areDetailsOpen, setDetailsOpen] = useRemembered("details", false);
  const canWriteCaptions = useCanWriteCaptions();
  const isJustified = view.mode === "justified";
  const photos: PhotosContext = {
    assetId: shown.chosen,
    collected: chosenIds.length,
    count: list.count,
    areDetailsOpen,
    isJustified,
    onOpen: () => shown.onOpen(Math.max(0, Math.min(selecting.position, list.count - 1))),
    onSimilar: (assetId) => {
      selecting.chooseId(undefined);
      navigation.lookFor(likePhoto(assetId));
      shown.focusGrid();
    },
    onReveal: (assetId) => void revealPhoto(assetId),
    onCopyPath: (assetId) => void (match?.owner ? copyKnownPath(match.path) : copyPath(assetId)),
    onCollect: () => shown.onCollect(chosenIds),
    canWriteCaptions,
    onCaption: (act) =>
      doCaptions({
        act,
        assetId: shown.chosen,
        assetIds: chosenIds,
        showDetails: () => setDetailsOpen(true),
      }),
    onDetails: () => setDetailsOpen(!areDetailsOpen),
    onChooseAll: selecting.chooseAll,
    onLeaveCollection: shown.onLeaveCollection,
    onUndo: undoLast,
    onSize: (step) => setView(resized(view, step)),
    onMode: () => setView({ ...view, mode: isJustified ? "square" : "justified" }),
  };
  return { photos, view };
}
