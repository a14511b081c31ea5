import { useLayoutEffect, useRef } from "react";
import type { FrameMap, TileDescription } from "../../contract/index.ts";
import { tilePath } from "../../contract/index.ts";
import { useStageView } from "./stage-view.ts";
import { TileBoard } from "./tile-board.ts";
import { visiblePart } from "./visible-part.ts";

import styles from "./zoom-stage.module.css";

interface TileLayerProps {
  assetId: number;
  description: TileDescription;
  /** Where the layer is laid on the stage's picture; all of it where null. */
  map: FrameMap | null;
}

/** A photo's own pixels, over a coarser picture of it that fills the same place. */
export function TileLayer({ assetId, description, map }: TileLayerProps) {
  const { stage, box, pixelRatio, say } = useStageView();
  const element = useRef<HTMLDivElement>(null);
  const board = useRef<TileBoard>(undefined);
  useLayoutEffect(() => {
    if (!element.current) return;
    const who = `tiles of ${assetId}`;
    const shown = new TileBoard(element.current, {
      addressOf: (position) => tilePath({ assetId, key: description.key, ...position }),
      onFailed: () => say(who, "Parts of the full size could not be loaded."),
    });
    board.current = shown;
    return () => {
      shown.clear();
      say(who, undefined);
    };
  }, [assetId, description.key, say]);
  useLayoutEffect(() => {
    const visible = visiblePart(box, stage, map);
    const size = { width: box.width * pixelRatio, height: box.height * pixelRatio };
    board.current?.show({ levels: description.levels, visible, ...size }, pixelRatio);
  });
  const magnification = (box.width * pixelRatio) / (description.levels[0]?.width ?? 1);
  return (
    <div ref={element} className={styles.tiles} data-testid="tiles" data-pixels={pixelsAt(magnification)} />
  );
}

/** From here on a pixel of the photo is shown as the square that it is. */
const squareFrom = 2;

export function pixelsAt(magnification: number): "large" | "small" {
  return magnification >= squareFrom - 1e-6 ? "large" : "small";
}
