import { type MouseEvent, type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { onPixels, StageViewContext } from "./stage-view.ts";
import { usePointers, useWheel } from "./use-gestures.ts";
import { usePixelRatio, useSize } from "./use-stage-size.ts";
import { closerScale, fitted, keptOnStage, panBy, rangeOf, type Size, type Zoom, zoomAt } from "./zoom.ts";
import type { StageMeasures } from "./zoom-actions.ts";
import styles from "./zoom-stage.module.css";

interface ZoomStageProps {
  /** Width by height of what is shown. */
  ratio: number;
  /** The photo's pixels, upright. */
  own?: Size | undefined;
  /** In pixels of the screen, while the whole picture is shown; as wide as fits where left out. */
  mostWidth?: number;
  zoom: Zoom;
  onZoom(zoom: Zoom): void;
  /** Told whenever it is another: for keys, which know nothing of the stage. */
  onMeasure?(measures: StageMeasures): void;
  className: string | undefined;
  /** What it is called where there are several. */
  name?: string;
  backgroundImage?: string | undefined;
  /** On the stage, and not moved with the picture. */
  notice?: ReactNode;
  children: ReactNode;
}

/** A place for one picture, fitted, zoomed and moved; all that share a zoom are moved and enlarged together. */
export function ZoomStage(props: ZoomStageProps) {
  const { ratio, own, zoom, onZoom, onMeasure, name, mostWidth = Number.POSITIVE_INFINITY } = props;
  const stage = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(stage);
  const pixelRatio = usePixelRatio();
  const [signs, say] = useSigns();
  const [ownWidth, ownHeight] = [own?.width, own?.height];
  const measures = useMemo((): StageMeasures => {
    const size = { width, height };
    const fit = fitInto(size, ratio, mostWidth);
    const pixels = ownWidth && ownHeight ? { width: ownWidth, height: ownHeight } : undefined;
    return { stage: size, fit, range: rangeOf(fit, size, pixels, pixelRatio) };
  }, [width, height, ratio, mostWidth, ownWidth, ownHeight, pixelRatio]);
  useEffect(() => onMeasure?.(measures), [measures, onMeasure]);
  const { fit, range } = measures;
  const shown = keptOnStage(zoom, fit, measures.stage);
  const zoomBy = (factor: number, point: { x: number; y: number }) =>
    onZoom(keptOnStage(zoomAt(shown, factor, point, range), fit, measures.stage));
  useWheel(stage, zoomBy);
  const pointers = usePointers({
    isMovable: shown.scale > 1,
    onPan: (x, y) => onZoom(keptOnStage(panBy(shown, x, y), fit, measures.stage)),
    onPinch: zoomBy,
  });
  const onDoubleClick = ({ clientX, clientY, currentTarget }: MouseEvent) => {
    if (shown.scale !== 1) return onZoom(fitted);
    const { left, top } = currentTarget.getBoundingClientRect();
    zoomBy(closerScale(range), { x: clientX - left - width / 2, y: clientY - top - height / 2 });
  };
  const box = onPixels(
    {
      left: (width - fit.width * shown.scale) / 2 + shown.x,
      top: (height - fit.height * shown.scale) / 2 + shown.y,
      width: fit.width * shown.scale,
      height: fit.height * shown.scale,
    },
    pixelRatio,
  );
  const isZoomed = shown.scale !== 1;
  return (
    <div
      ref={stage}
      className={`${styles.stage} ${props.className}`}
      {...(name !== undefined && { role: "group", "aria-label": name })}
      data-zoomed={isZoomed}
      {...pointers}
      onDoubleClick={onDoubleClick}
    >
      <StageViewContext value={{ stage: measures.stage, box, pixelRatio, isZoomed, say }}>
        <div
          className={styles.picture}
          data-testid="zoomed-picture"
          style={{ ...box, backgroundImage: props.backgroundImage }}
        >
          {props.children}
        </div>
      </StageViewContext>
      {props.notice}
      <div className={styles.signs}>
        {isZoomed && own && (
          <output className={styles.sign} aria-label="Zoom level">
            {percentOf(shown.scale / range.own)}
          </output>
        )}
        {signs.map((words) => (
          <p key={words} className={styles.sign} data-late={true} role="status">
            {words}
          </p>
        ))}
      </div>
    </div>
  );
}

function percentOf(share: number): string {
  const percent = share * 100;
  return `${percent < 10 ? percent.toFixed(1) : Math.round(percent)} %`;
}

function fitInto(stage: Size, ratio: number, mostWidth: number): Size {
  const width = Math.min(stage.width, stage.height * ratio, mostWidth);
  return { width, height: width / ratio };
}

/** What the layers have to say, each once. */
function useSigns(): [words: string[], say: (who: string, words: string | undefined) => void] {
  const [signs, setSigns] = useState<ReadonlyMap<string, string>>(new Map());
  const say = useCallback((who: string, words: string | undefined) => {
    setSigns((known) => {
      if (known.get(who) === words) return known;
      const next = new Map(known);
      if (words === undefined) next.delete(who);
      else next.set(who, words);
      return next;
    });
  }, []);
  return [[...new Set(signs.values())], say];
}
