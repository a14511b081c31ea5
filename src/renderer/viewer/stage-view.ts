import { createContext, useContext } from "react";
import type { Size } from "./zoom.ts";

/** Where the picture lies on its stage, in pixels of the page, each edge on a pixel of the screen. */
export interface Box extends Size {
  left: number;
  top: number;
}

/** What the layers of a stage are told of it. */
export interface StageView {
  stage: Size;
  box: Box;
  /** Pixels of the screen in one of the page. */
  pixelRatio: number;
  isZoomed: boolean;
  /** Says something quietly on the stage, for whoever says it; undefined takes it back. */
  say(who: string, words: string | undefined): void;
}

const nowhere = { left: 0, top: 0, width: 0, height: 0 };

export const StageViewContext = createContext<StageView>({
  stage: nowhere,
  box: nowhere,
  pixelRatio: 1,
  isZoomed: false,
  say: () => undefined,
});

export function useStageView(): StageView {
  return useContext(StageViewContext);
}

/** The nearest place whose edges lie on pixels of the screen. */
export function onPixels({ left, top, width, height }: Box, pixelRatio: number): Box {
  const snap = (value: number) => Math.round(value * pixelRatio) / pixelRatio;
  return { left: snap(left), top: snap(top), width: snap(width), height: snap(height) };
}
