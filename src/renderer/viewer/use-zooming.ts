import { useCallback, useRef } from "react";
import type { Zoom } from "./zoom.ts";
import { type StageMeasures, unmeasured, type ZoomActions, zoomActions } from "./zoom-actions.ts";

/** What keys and buttons do with the picture on a stage, which tells its measures whenever they are others. */
export function useZooming(zoom: Zoom, onZoom: (zoom: Zoom) => void) {
  const measures = useRef(unmeasured);
  const onMeasure = useCallback((next: StageMeasures) => {
    measures.current = next;
  }, []);
  // Measured after this was drawn, and asked for only when something is to be done.
  const zooming = (): ZoomActions => zoomActions(zoom, measures.current, onZoom);
  return { zooming, onMeasure };
}
