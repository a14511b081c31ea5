import { FocusTrap, Portal } from "@mantine/core";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { type KeyboardEvent, useRef } from "react";
import type { SearchResult } from "../../contract/index.ts";
import { canRun } from "../actions/action.ts";
import { ActionControl, tooltipOf } from "../actions/action-control.tsx";
import { useHome } from "../actions/active-homes.ts";
import type { PhotoContext } from "../actions/photo-actions.ts";
import { useOfflinePhotos } from "../api/offline-photos.ts";
import { doCaptions } from "../captions/do-captions.ts";
import { QuietSentence } from "../captions/quiet-sentence.tsx";
import { useOpened } from "../captions/use-opened.ts";
import { useSentence } from "../captions/use-sentences.ts";
import type { PhotoList } from "../grid/photo-list.ts";
import { fileNameOf } from "../search/results-list.ts";
import { count } from "../words/quantities.ts";
import { DetailsPanel } from "./details-panel.tsx";
import { copyKnownPath, copyPath } from "./photo-actions.ts";
import { type OpenPhotoContext, photoHome } from "./photo-home.ts";
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
  /** What the grid below does with a photo. */
  photos: PhotoContext;
  onMove(position: number): void;
  /** Puts the photo into a collection. */
  onCollect(assetId: number): void;
  onClose(): void;
}

const { actions } = photoHome;

/** One photo, large. Arrows turn to the next ones of the same list, Escape goes back. */
export function Viewer(props: ViewerProps) {
  const { list, position, photos, onMove, onCollect, onClose } = props;
  const dialog = useRef<HTMLDivElement>(null);
  const assetId = list.assetId(position);
  const isOwn = assetId > 0;
  const match = props.matchOf(position);
  const details = useDetails(assetId);
  const { zoom, setZoom, showWhole, act, zooming, onMeasure } = useZoom(assetId, details);
  const offline = useOfflinePhotos();
  const neighbours = [position + 1, position - 1].filter((next) => next >= 0 && next < list.count);
  useOpened(assetId);
  usePreload(neighbours.map(list.assetId).filter((next) => next > 0 && !offline.has(next)));

  const isZoomed = zoom.scale !== 1;
  const context: OpenPhotoContext = {
    ...photos,
    assetId,
    collected: isOwn ? 1 : 0,
    position,
    count: list.count,
    isZoomed,
    onCopyPath: () => void (match?.owner ? copyKnownPath(match.path) : copyPath(assetId)),
    onCollect: () => onCollect(assetId),
    onCaption: (act) =>
      doCaptions({
        act,
        assetId,
        assetIds: [assetId],
        showDetails: () => photos.areDetailsOpen || photos.onDetails(),
      }),
    onTurn: onMove,
    onZoom: (wish) => (wish === "whole" ? showWhole() : act(wish)),
    onClose,
  };
  useHome(photoHome, context, { scope: dialog });
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isZoomed || event.ctrlKey || event.metaKey || event.altKey) return;
    const pan = panAction(event, zooming());
    if (!pan) return;
    event.preventDefault();
    event.stopPropagation();
    pan();
  };
  const shown = match?.owner ? match.path : details?.files[0]?.path;
  const name = shown === undefined ? list.label(position) : fileNameOf(shown);
  const sentence = useSentence(assetId);
  return (
    <Portal>
      <FocusTrap active innerRef={dialog}>
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
              <ActionControl {...large} action={actions.close} context={{ ...context, isZoomed: false }} />
              <div className={styles.title} aria-live="polite">
                <p className={styles.name}>
                  {name}
                  <span>
                    {count(position + 1)} of {count(list.count)}
                  </span>
                </p>
                {!photos.areDetailsOpen && <QuietSentence sentence={sentence} caption={details?.caption} />}
              </div>
              {isOwn && <OwnControls context={context} />}
              <ActionControl
                {...large}
                action={actions.details}
                context={context}
                isPressed={photos.areDetailsOpen}
              />
            </div>
            {isOwn ? (
              <Stage
                assetId={assetId}
                name={name}
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
            <Turn side="left" context={context} />
            <Turn side="right" context={context} />
          </div>
          {photos.areDetailsOpen && <DetailsPanel match={match} context={context} />}
        </div>
      </FocusTrap>
    </Portal>
  );
}

const large = { sizePixels: 40, iconPixels: 20 };

/** What can be done with a photo of this library. */
function OwnControls({ context }: { context: OpenPhotoContext }) {
  return (
    <>
      <ActionControl {...large} action={actions.toggle} context={context} />
      <ActionControl {...large} action={actions.similar} context={context} />
      <ActionControl {...large} action={actions.collect} context={context} name={actions.collect.name} />
      <ActionControl {...large} action={actions.reveal} context={context} />
    </>
  );
}

function Turn({ side, context }: { side: "left" | "right"; context: OpenPhotoContext }) {
  const action = side === "left" ? actions.previous : actions.next;
  if (!canRun(action, context)) return null;
  const Icon = side === "left" ? IconChevronLeft : IconChevronRight;
  return (
    <button
      type="button"
      className={styles.turn}
      data-side={side}
      aria-label={action.name}
      title={tooltipOf(action)}
      onClick={() => action.run(context)}
    >
      <Icon size={28} />
    </button>
  );
}
