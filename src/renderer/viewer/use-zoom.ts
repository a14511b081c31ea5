import { useCallback, useEffect, useRef, useState } from "react";
import type { PhotoDetails } from "../../contract/index.ts";
import { fitted, type Zoom } from "./zoom.ts";
import { type StageMeasures, unmeasured, type ZoomActions, zoomActions } from "./zoom-actions.ts";

type ZoomAction = "closer" | "further" | "own" | "fill" | "toggle";

/**
 * How closely the open photo is looked at. How many pixels it has is known a moment after it is opened: what is asked
 * for before that is done then.
 * @param details undefined while they come
 */
export function useZoom(assetId: number, details: PhotoDetails | undefined) {
  const [zoom, setZoom] = useState<Zoom>(fitted);
  const [wish, setWish] = useState<ZoomAction>();
  const measures = useRef(unmeasured);
  const onMeasure = useCallback((next: StageMeasures) => {
    measures.current = next;
  }, []);
  const showWhole = useCallback(() => {
    setZoom(fitted);
    setWish(undefined);
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another photo starts fitted.
  useEffect(showWhole, [assetId]);

  // Measured after this was drawn, and asked for only when something is to be done.
  const zooming = (): ZoomActions => zoomActions(zoom, measures.current, setZoom);
  const isKnown = details !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once it can be done.
  useEffect(() => {
    if (!isKnown || wish === undefined) return;
    setWish(undefined);
    zooming()[wish]();
  }, [isKnown]);
  const act = (action: ZoomAction) => (isKnown ? zooming()[action]() : setWish(action));
  return { zoom, setZoom, showWhole, act, zooming, onMeasure };
}
