import { useCallback, useEffect, useState } from "react";
import type { PhotoDetails } from "../../contract/index.ts";
import { useZooming } from "./use-zooming.ts";
import { fitted, type Zoom } from "./zoom.ts";

/** How it can be asked for. */
export type ZoomWish = "closer" | "further" | "own" | "fill" | "toggle";

/**
 * How closely the open photo is looked at. How many pixels it has is known a moment after it is opened: what is asked
 * for before that is done then.
 * @param details undefined while they come
 */
export function useZoom(assetId: number, details: PhotoDetails | undefined) {
  const [zoom, setZoom] = useState<Zoom>(fitted);
  const [wish, setWish] = useState<ZoomWish>();
  const { zooming, onMeasure } = useZooming(zoom, setZoom);
  const showWhole = useCallback(() => {
    setZoom(fitted);
    setWish(undefined);
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another photo starts fitted.
  useEffect(showWhole, [assetId]);

  const isKnown = details !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once it can be done.
  useEffect(() => {
    if (!isKnown || wish === undefined) return;
    setWish(undefined);
    zooming()[wish]();
  }, [isKnown]);
  const act = (action: ZoomWish) => (isKnown ? zooming()[action]() : setWish(action));
  return { zoom, setZoom, showWhole, act, zooming, onMeasure };
}
