import { FocusTrap, Portal } from "@mantine/core";
import {
  IconChevronLeft,
  IconChevronRight,
  IconFolderOpen,
  IconInfoCircle,
  IconLibraryPlus,
  IconPhotoSearch,
  IconX,
  IconZoomIn,
} from "@tabler/icons-react";
import type { KeyboardEvent } from "react";
import type { SearchResult } from "../../contract/index.ts";
import { useOfflinePhotos } from "../api/offline-photos.ts";
import type { PhotoList } from "../grid/photo-list.ts";
import { IconControl } from "../layout/icon-control.tsx";
import { fileNameOf } from "../search/results-list.ts";
import { count } from "../words/quantities.ts";
import { DetailsPanel } from "./details-panel.tsx";
import { copyKnownPath, copyPath, revealPhoto } from "./photo-actions.ts";
import { SharedStage } from "./shared-stage.tsx";
import { Stage } from "./stage.tsx";
import { useDetails } from "./use-details.ts";
import { usePreload } from "./use-preload.ts";
import { useZoom } from "./use-zoom.ts";
import styles from "./viewer.module.css";
import { panAction } from "./zoom-actions.ts";

interface ViewerProps {
  list: PhotoList;
  position: number;
  matchOf(position: number): SearchResult | undefined;
  areDetailsOpen: boolean;
  onMove(position: number): void;
  onDetails(isOpen: boolean): void;
  onSimilar(assetId: number): void;
  /** Puts the photo into a collection. */
  onCollect(assetId: number): void;
  onClose(): void;
}

/** One photo, large. Arrows turn to the next ones of the same list, Escape goes back. */
export function Viewer(props: ViewerProps) {
  const { list, position, areDetailsOpen, onMove, onDetails, onSimilar, onCollect, onClose } = props;
  const assetId = list.assetId(position);
  const isOwn = assetId > 0;
  const match = props.matchOf(position);
  const details = useDetails(assetId);
  const { zoom, setZoom, showWhole, act, zooming, onMeasure } = useZoom(assetId, details);
  const offline = useOfflinePhotos();
  const neighbours = [position + 1, position - 1].filter((next) => next >= 0 && next < list.count);
  usePreload(neighbours.map(list.assetId).filter((next) => next > 0 && !offline.has(next)));

  const move = (to: number) => onMove(Math.max(0, Math.min(list.count - 1, to)));
  const isZoomed = zoom.scale !== 1;
  // Of what only another library has there is no more than its thumbnail.
  const ownActions: Record<string, () => void> = {
    "+": () => act("closer"),
    "=": () => act("closer"),
    "-": () => act("further"),
    "0": showWhole,
    "1": () => act("own"),
    w: () => act("fill"),
    s: () => onSimilar(assetId),
    f: () => void revealPhoto(assetId),
    a: () => onCollect(assetId),
  };
  const actions: Record<string, () => void> = {
    ArrowRight: () => move(position + 1),
    ArrowLeft: () => move(position - 1),
    Home: () => move(0),
    End: () => move(list.count - 1),
    Escape: () => (isZoomed ? showWhole() : onClose()),
    i: () => onDetails(!areDetailsOpen),
    c: () => void (match?.owner ? copyKnownPath(match.path) : copyPath(assetId)),
    ...(isOwn ? ownActions : {}),
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const action = (isZoomed && panAction(event, zooming())) || actions[event.key];
    if (!action) return;
    event.preventDefault();
    event.stopPropagation();
    action();
  };
  const shown = match?.owner ? match.path : details?.files[0]?.path;
  return (
    <Portal>
      <FocusTrap active>
        <div
          className={styles.viewer}
          role="dialog"
          aria-modal="true"
          aria-label="Photo viewer"
          tabIndex={-1}
          onKeyDown={onKeyDown}
        >
          <FocusTrap.InitialFocus />
          <div className={styles.main}>
            <div className={styles.bar}>
              <IconControl sizePixels={40} keys="Escape" name="Close" onClick={onClose}>
                <IconX size={20} />
              </IconControl>
              <p className={styles.name} aria-live="polite">
                {shown === undefined ? list.label(position) : fileNameOf(shown)}
                <span>
                  {count(position + 1)} of {count(list.count)}
                </span>
              </p>
              {isOwn && (
                <OwnControls
                  onZoom={() => act("toggle")}
                  onSimilar={() => onSimilar(assetId)}
                  onCollect={() => onCollect(assetId)}
                  onReveal={() => void revealPhoto(assetId)}
                />
              )}
              <IconControl
                sizePixels={40}
                keys="I"
                name="Details"
                isPressed={areDetailsOpen}
                onClick={() => onDetails(!areDetailsOpen)}
              >
                <IconInfoCircle size={20} />
              </IconControl>
            </div>
            {isOwn ? (
              <Stage
                assetId={assetId}
                aspectRatio={list.aspectRatio(position)}
                placeholder={list.placeholder(position)}
                details={details}
                zoom={zoom}
                onZoom={setZoom}
                onMeasure={onMeasure}
              />
            ) : (
              <SharedStage
                assetId={assetId}
                aspectRatio={list.aspectRatio(position)}
                placeholder={list.placeholder(position)}
                match={match}
              />
            )}
            <Turn side="left" isPossible={position > 0} onClick={() => move(position - 1)} />
            <Turn side="right" isPossible={position < list.count - 1} onClick={() => move(position + 1)} />
          </div>
          {areDetailsOpen && (
            <DetailsPanel
              assetId={assetId}
              match={match}
              onClose={() => onDetails(false)}
              onReveal={revealPhoto}
              onSimilar={onSimilar}
            />
          )}
        </div>
      </FocusTrap>
    </Portal>
  );
}

interface OwnControlsProps {
  onZoom(): void;
  onSimilar(): void;
  onCollect(): void;
  onReveal(): void;
}

/** What can be done with a photo of this library. */
function OwnControls({ onZoom, onSimilar, onCollect, onReveal }: OwnControlsProps) {
  return (
    <>
      <IconControl sizePixels={40} keys="+, −, 0, 1" name="Zoom" onClick={onZoom}>
        <IconZoomIn size={20} />
      </IconControl>
      <IconControl sizePixels={40} keys="S" name="Find similar" onClick={onSimilar}>
        <IconPhotoSearch size={20} />
      </IconControl>
      <IconControl sizePixels={40} keys="A" name="Add to a collection" onClick={onCollect}>
        <IconLibraryPlus size={20} />
      </IconControl>
      <IconControl sizePixels={40} keys="F" name="Show in folder" onClick={onReveal}>
        <IconFolderOpen size={20} />
      </IconControl>
    </>
  );
}

function Turn({
  side,
  isPossible,
  onClick,
}: {
  side: "left" | "right";
  isPossible: boolean;
  onClick(): void;
}) {
  if (!isPossible) return null;
  const Icon = side === "left" ? IconChevronLeft : IconChevronRight;
  return (
    <button
      type="button"
      className={styles.turn}
      data-side={side}
      aria-label={side === "left" ? "Previous photo" : "Next photo"}
      onClick={onClick}
    >
      <Icon size={28} />
    </button>
  );
}
