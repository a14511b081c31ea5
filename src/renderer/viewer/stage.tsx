import { type PointerEvent, type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { PhotoDetails } from "../../contract/index.ts";
import { mediaPath } from "../../contract/index.ts";
import { useOfflinePhotos } from "../api/offline-photos.ts";
import { blurOf } from "../grid/placeholders.ts";
import styles from "./viewer.module.css";
import { fitted, keptOnStage, panBy, type Size, type Zoom, zoomAt } from "./zoom.ts";

interface StageProps {
  assetId: number;
  aspectRatio: number;
  placeholder: Uint8Array;
  details: PhotoDetails | undefined;
  zoom: Zoom;
  onZoom(zoom: Zoom): void;
}

/** The picture itself: its blur, then its thumbnail, then as sharp as the screen is, all in one place. */
export function Stage({ assetId, aspectRatio, placeholder, details, zoom, onZoom }: StageProps) {
  const stage = useRef<HTMLDivElement>(null);
  const size = useSize(stage);
  const drag = useRef<{ x: number; y: number } | undefined>(undefined);
  const [loaded, setLoaded] = useState<number>();
  const [broken, setBroken] = useState<number>();
  // Nothing is asked for that cannot be had.
  const offlineMessage = details?.files[0]?.offlineMessage ?? null;
  const isOffline = useOfflinePhotos().has(assetId) || offlineMessage !== null;
  const ratio = details ? details.width / details.height : aspectRatio;
  const fit = fitInto(size, ratio, details);
  const shown = keptOnStage(zoom, fit, size);

  useWheel(stage, (event, { left, top, width, height }) => {
    const point = { x: event.clientX - left - width / 2, y: event.clientY - top - height / 2 };
    onZoom(zoomAt(shown, Math.exp(-event.deltaY * 0.0025), point));
  });
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    if (shown.scale === 1 || event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { x: event.clientX, y: event.clientY };
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    if (!drag.current) return;
    const moved = panBy(shown, event.clientX - drag.current.x, event.clientY - drag.current.y);
    onZoom(keptOnStage(moved, fit, size));
    drag.current = { x: event.clientX, y: event.clientY };
  };
  return (
    <div
      ref={stage}
      className={styles.stage}
      data-zoomed={shown.scale > 1}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => {
        drag.current = undefined;
      }}
      onDoubleClick={() => onZoom(shown.scale > 1 ? fitted : zoomAt(shown, 3))}
    >
      <div
        className={styles.picture}
        style={{
          width: fit.width,
          height: fit.height,
          transform: `translate(${shown.x}px, ${shown.y}px) scale(${shown.scale})`,
          backgroundImage: backgroundOf(assetId, placeholder),
        }}
      >
        <img className={styles.layer} src={mediaPath("thumbnail", assetId)} alt="" draggable={false} />
        {!isOffline && broken !== assetId && (
          <img
            key={assetId}
            className={styles.layer}
            src={mediaPath("preview", assetId)}
            alt=""
            draggable={false}
            data-loaded={loaded === assetId}
            data-testid="preview"
            onLoad={() => setLoaded(assetId)}
            onError={() => setBroken(assetId)}
          />
        )}
      </div>
      {(offlineMessage !== null || broken === assetId) && (
        <p className={styles.broken} role="status">
          {offlineMessage ?? "The photo’s file cannot be reached: look for changes in its folder."} Until then
          this is its thumbnail.
        </p>
      )}
    </div>
  );
}

function backgroundOf(assetId: number, placeholder: Uint8Array): string | undefined {
  const blur = blurOf(assetId, placeholder);
  return blur === undefined ? undefined : `url(${blur})`;
}

/** As large as fits, at most twice its own pixels. */
function fitInto(stage: Size, ratio: number, details: PhotoDetails | undefined): Size {
  const most = details ? details.width * 2 : Number.POSITIVE_INFINITY;
  const width = Math.min(stage.width, stage.height * ratio, most);
  return { width, height: width / ratio };
}

/** The wheel zooms here, and a pinch, which comes as a wheel with Ctrl, does not zoom the whole page. */
export function useWheel(
  element: RefObject<HTMLElement | null>,
  onWheel: (event: WheelEvent, box: DOMRect) => void,
): void {
  const latest = useRef(onWheel);
  latest.current = onWheel;
  useEffect(() => {
    const listening = element.current;
    if (!listening) return;
    const listen = (event: WheelEvent) => {
      event.preventDefault();
      latest.current(event, listening.getBoundingClientRect());
    };
    listening.addEventListener("wheel", listen, { passive: false });
    return () => listening.removeEventListener("wheel", listen);
  }, [element]);
}

export function useSize(element: RefObject<HTMLElement | null>): Size {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const measured = element.current;
    if (!measured) return;
    const measure = () => setSize({ width: measured.clientWidth, height: measured.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(measured);
    return () => observer.disconnect();
  }, [element]);
  return size;
}

/** Asks for the neighbours before they are turned to. */
export function usePreload(assetIds: readonly number[]): void {
  const wanted = assetIds.join(",");
  useEffect(() => {
    const timer = setTimeout(() => {
      for (const assetId of wanted.split(",").filter(Boolean))
        new Image().src = mediaPath("preview", Number(assetId));
    }, 250);
    return () => clearTimeout(timer);
  }, [wanted]);
}
