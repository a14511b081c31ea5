import {
  closerScale,
  fitted,
  keptOnStage,
  panBy,
  type Size,
  unknownRange,
  type Zoom,
  type ZoomRange,
  zoomAt,
} from "./zoom.ts";

/** What a stage knows of the picture on it. */
export interface StageMeasures {
  range: ZoomRange;
  /** The picture's size when it is fitted. */
  fit: Size;
  stage: Size;
}

export const unmeasured: StageMeasures = {
  range: unknownRange,
  fit: { width: 0, height: 0 },
  stage: { width: 0, height: 0 },
};

export interface ZoomActions {
  closer(): void;
  further(): void;
  fit(): void;
  /** One pixel of the photo for each of the screen. */
  own(): void;
  /** As wide, or as high, as the stage, from the upper left. */
  fill(): void;
  /** Between the whole picture and a look closer. */
  toggle(): void;
  pan(x: number, y: number): void;
  /** By nearly a stage's height. */
  page(direction: 1 | -1): void;
}

interface PanKey {
  key: string;
  shiftKey: boolean;
}

const panPixels = 80;

const panSteps: Record<string, [x: number, y: number]> = {
  ArrowLeft: [panPixels, 0],
  ArrowRight: [-panPixels, 0],
  ArrowUp: [0, panPixels],
  ArrowDown: [0, -panPixels],
};

/** What a key does that moves an enlarged picture; undefined for any other. */
export function panAction({ key, shiftKey }: PanKey, actions: ZoomActions): (() => void) | undefined {
  const by = shiftKey ? panSteps[key] : undefined;
  if (by) return () => actions.pan(...by);
  if (key === "PageDown") return () => actions.page(1);
  return key === "PageUp" ? () => actions.page(-1) : undefined;
}

const step = 1.5;
const pageShare = 0.9;

/** What keys and buttons do with a picture on a stage. */
export function zoomActions(zoom: Zoom, measures: StageMeasures, onZoom: (zoom: Zoom) => void): ZoomActions {
  const { range, fit, stage } = measures;
  const isMeasured = stage.width > 0;
  const kept = (next: Zoom) => (isMeasured ? keptOnStage(next, fit, stage) : next);
  const shown = kept(zoom);
  const set = (next: Zoom) => onZoom(kept(next));
  const to = (scale: number) => set(zoomAt(shown, scale / shown.scale, undefined, range));
  const pan = (x: number, y: number) => set(panBy(shown, x, y));
  const far = Number.MAX_SAFE_INTEGER;
  return {
    closer: () => to(shown.scale * step),
    further: () => to(shown.scale / step),
    fit: () => onZoom(fitted),
    own: () => to(range.own),
    fill: () => set({ scale: Math.min(range.most, range.filling), x: far, y: far }),
    toggle: () => (shown.scale === 1 ? to(closerScale(range)) : onZoom(fitted)),
    pan,
    page: (direction) => pan(0, -direction * pageShare * stage.height),
  };
}
