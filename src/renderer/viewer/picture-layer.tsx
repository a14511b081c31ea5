import { type CSSProperties, useEffect, useState } from "react";
import { type FrameMap, mediaPath, thumbnailSizePixels } from "../../contract/index.ts";
import { useSentence } from "../captions/use-sentences.ts";
import { useStageView } from "./stage-view.ts";
import { pixelsAt, TileLayer } from "./tile-layer.tsx";
import { useTiles } from "./use-tiles.ts";
import type { Size } from "./zoom.ts";
import styles from "./zoom-stage.module.css";

interface PictureLayerProps {
  assetId: number;
  /** Said of it where nothing is known of what can be seen. */
  name: string;
  /** The photo's pixels, upright: it is shown no finer than its preview while they are not known. */
  own?: Size | undefined;
  style?: CSSProperties;
  /** Where `style` lays it on the stage's picture; all of it where left out. */
  map?: FrameMap | null;
  /** False: nothing is asked for that cannot be had. */
  hasPreview?: boolean;
  onBroken?(assetId: number): void;
}

/**
 * A picture that fills its place: its thumbnail at once, then, over it, as sharp as the screen is, and over that its own
 * pixels where it is looked at more closely.
 */
export function PictureLayer(props: PictureLayerProps) {
  const { assetId, name, own, style, map = null, hasPreview = true, onBroken } = props;
  const [loaded, setLoaded] = useState<{ assetId: number; width: number }>();
  const [broken, setBroken] = useState<number>();
  const sentence = useSentence(assetId);
  const { box, pixelRatio, isZoomed, say } = useStageView();
  const isLoaded = loaded?.assetId === assetId;
  const previewWidth = isLoaded ? loaded.width : broken === assetId ? thumbnailSizePixels : undefined;
  const scale = map ? Math.hypot(map.a, map.d) : 1;
  const shownWidth = box.width * scale * pixelRatio;
  const isCoarse = own !== undefined && previewWidth !== undefined && previewWidth < own.width;
  // A preview of the same size may still have lost some to its compression.
  const isNearlyOwn = own !== undefined && previewWidth !== undefined && shownWidth >= nearlyOwn * own.width;
  const needsMore =
    (isZoomed && (isCoarse || isNearlyOwn)) || (isCoarse && shownWidth > restingMagnification * previewWidth);
  const { description, isLoading, trouble } = useTiles(assetId, hasPreview && needsMore);
  const words = isLoading ? "Loading full size…" : trouble;
  useEffect(() => {
    const who = `full size of ${assetId}`;
    say(who, words);
    return () => say(who, undefined);
  }, [assetId, words, say]);
  const isWorthIt = isNearlyOwn || (previewWidth !== undefined && shownWidth > previewWidth);
  const areTilesShown = needsMore && isWorthIt && description !== undefined && description.levels.length > 0;
  return (
    <div className={styles.layer} style={style} data-testid="picture-layer">
      <img
        className={styles.layer}
        src={mediaPath("thumbnail", assetId)}
        // Said once, of the picture that is there first.
        alt={sentence ?? name}
        draggable={false}
      />
      {hasPreview && broken !== assetId && (
        <img
          key={assetId}
          className={styles.layer}
          src={mediaPath("preview", assetId)}
          alt=""
          draggable={false}
          data-loaded={isLoaded}
          data-pixels={isLoaded && !isCoarse ? pixelsAt(shownWidth / loaded.width) : "small"}
          data-testid="preview"
          onLoad={({ currentTarget }) => setLoaded({ assetId, width: currentTarget.naturalWidth })}
          onError={() => {
            setBroken(assetId);
            onBroken?.(assetId);
          }}
        />
      )}
      {areTilesShown && <TileLayer key={assetId} assetId={assetId} description={description} map={map} />}
    </div>
  );
}

/** From so much of 100 % on each pixel can be told from the next. */
const nearlyOwn = 0.7;

/** A picture that nobody has zoomed is worth reading whole only where a screen shows much more than its preview has. */
const restingMagnification = 1.5;
