import { type PointerEvent, useEffect, useState } from "react";
import type { DuplicateMember } from "../../../contract/index.ts";
import { fileNameOf } from "../../search/results-list.ts";
import { PictureLayer } from "../../viewer/picture-layer.tsx";
import type { Zoom } from "../../viewer/zoom.ts";
import type { StageMeasures } from "../../viewer/zoom-actions.ts";
import { ZoomStage } from "../../viewer/zoom-stage.tsx";
import styles from "./compare.module.css";
import { DifferencePicture } from "./difference-picture.tsx";
import { laidBy } from "./frame-map.ts";
import type { CompareMode } from "./modes.ts";

interface CompareStageProps {
  mode: CompareMode;
  first: DuplicateMember;
  second: DuplicateMember;
  zoom: Zoom;
  onZoom(zoom: Zoom): void;
  /** Of the first picture's stage. */
  onMeasure(measures: StageMeasures): void;
  /** 0 to 1: how far the first picture reaches in the slider's view. */
  reach: number;
  onReach(reach: number): void;
  /** Which one blinking shows now. */
  isSecondShown: boolean;
}

const ratioOf = ({ width, height }: DuplicateMember) => width / Math.max(1, height);
const nameOf = ({ path }: DuplicateMember) => fileNameOf(path);

/** Two pictures, looked at in one of four ways. */
export function CompareStage(props: CompareStageProps) {
  const { mode, first, second, zoom, onZoom, onMeasure } = props;
  const shared = { className: styles.stage, zoom, onZoom };
  const [share, setShare] = useState("");
  if (mode === "side-by-side") {
    return (
      <div className={styles.pair}>
        {[first, second].map((member) => (
          <ZoomStage
            key={member.fileId}
            ratio={ratioOf(member)}
            own={member}
            name={nameOf(member)}
            {...(member === first && { onMeasure })}
            {...shared}
          >
            <PictureLayer assetId={member.assetId} name={nameOf(member)} own={member} />
          </ZoomStage>
        ))}
      </div>
    );
  }
  const name = `${nameOf(first)} and ${nameOf(second)}`;
  return (
    <div className={styles.pair}>
      <ZoomStage ratio={ratioOf(first)} own={first} name={name} onMeasure={onMeasure} {...shared}>
        {mode === "difference" && <DifferencePicture first={first} second={second} onShare={setShare} />}
        {mode === "blink" && (
          <>
            <PictureLayer
              assetId={first.assetId}
              name={nameOf(first)}
              own={first}
              style={{ visibility: props.isSecondShown ? "hidden" : "visible" }}
            />
            <PictureLayer
              assetId={second.assetId}
              name={nameOf(second)}
              own={second}
              map={second.mapIntoKept}
              style={{
                ...laidBy(second.mapIntoKept, ratioOf(first)),
                visibility: props.isSecondShown ? "visible" : "hidden",
              }}
            />
          </>
        )}
        {mode === "slider" && <SliderLayers {...props} />}
      </ZoomStage>
      {mode === "difference" && (
        <p className={styles.caption} role="status">
          {share}
        </p>
      )}
      {mode === "blink" && (
        <p className={styles.caption}>{props.isSecondShown ? nameOf(second) : nameOf(first)}</p>
      )}
    </div>
  );
}

function SliderLayers({ first, second, reach, onReach }: CompareStageProps) {
  const percent = `${reach * 100}%`;
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const box = event.currentTarget.parentElement?.getBoundingClientRect();
    if (box) onReach(Math.max(0, Math.min(1, (event.clientX - box.left) / box.width)));
  };
  return (
    <>
      <PictureLayer
        assetId={second.assetId}
        name={nameOf(second)}
        own={second}
        map={second.mapIntoKept}
        style={laidBy(second.mapIntoKept, ratioOf(first))}
      />
      <PictureLayer
        assetId={first.assetId}
        name={nameOf(first)}
        own={first}
        style={{ clipPath: `inset(0 ${(1 - reach) * 100}% 0 0)` }}
      />
      <div
        className={styles.divider}
        style={{ left: percent }}
        role="slider"
        aria-label="Divider: the first picture is at its left"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(reach * 100)}
        tabIndex={0}
        onPointerDown={(event) => {
          event.preventDefault();
          event.stopPropagation();
          event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerMove={onPointerMove}
        onDoubleClick={(event) => event.stopPropagation()}
      />
    </>
  );
}

const blinkMillis = 700;

/** Turns from one picture to the other and back, unless a person wants no motion: then a key does. */
export function useBlinking(isBlinking: boolean): [isSecondShown: boolean, blink: () => void] {
  const [isSecondShown, setSecondShown] = useState(false);
  useEffect(() => {
    if (!isBlinking || window.matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    const timer = setInterval(() => setSecondShown((shown) => !shown), blinkMillis);
    return () => clearInterval(timer);
  }, [isBlinking]);
  return [isSecondShown, () => setSecondShown((shown) => !shown)];
}
