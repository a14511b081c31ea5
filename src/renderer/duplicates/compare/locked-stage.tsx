import { type PointerEvent, type ReactNode, useRef } from "react";
import { useSize, useWheel } from "../../viewer/stage.tsx";
import { fitted, keptOnStage, panBy, type Size, type Zoom, zoomAt } from "../../viewer/zoom.ts";
import styles from "./compare.module.css";

interface LockedStageProps {
  /** Width by height of what is shown. */
  ratio: number;
  zoom: Zoom;
  onZoom(zoom: Zoom): void;
  name: string;
  children: ReactNode;
}

/** A place for one picture; all that share a zoom are moved and enlarged together. */
export function LockedStage({ ratio, zoom, onZoom, name, children }: LockedStageProps) {
  const stage = useRef<HTMLDivElement>(null);
  const size = useSize(stage);
  const drag = useRef<{ x: number; y: number } | undefined>(undefined);
  const fit = fitInto(size, ratio);
  const shown = keptOnStage(zoom, fit, size);
  useWheel(stage, (event, { left, top, width, height }) => {
    const point = { x: event.clientX - left - width / 2, y: event.clientY - top - height / 2 };
    onZoom(keptOnStage(zoomAt(shown, Math.exp(-event.deltaY * 0.0025), point), fit, size));
  });
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    if (shown.scale === 1 || event.button !== 0 || event.defaultPrevented) return;
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
      role="group"
      aria-label={name}
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
        data-testid="locked-picture"
        style={{
          width: fit.width,
          height: fit.height,
          transform: `translate(${shown.x}px, ${shown.y}px) scale(${shown.scale})`,
        }}
      >
        {children}
      </div>
    </div>
  );
}

function fitInto(stage: Size, ratio: number): Size {
  const width = Math.min(stage.width, stage.height * ratio);
  return { width, height: width / ratio };
}
