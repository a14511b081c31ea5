import { useState } from "react";
import type { PhotoDetails } from "../../contract/index.ts";
import { useOfflinePhotos } from "../api/offline-photos.ts";
import { blurOf } from "../grid/placeholders.ts";
import { PictureLayer } from "./picture-layer.tsx";
import { useTiles } from "./use-tiles.ts";
import styles from "./viewer.module.css";
import type { Size, Zoom } from "./zoom.ts";
import type { StageMeasures } from "./zoom-actions.ts";
import { ZoomStage } from "./zoom-stage.tsx";

interface StageProps {
  assetId: number;
  name: string;
  aspectRatio: number;
  placeholder: Uint8Array;
  details: PhotoDetails | undefined;
  zoom: Zoom;
  onZoom(zoom: Zoom): void;
  onMeasure(measures: StageMeasures): void;
}

/** The picture itself: its blur, then its thumbnail, then as sharp as the screen is, all in one place. */
export function Stage(props: StageProps) {
  const { assetId, name, aspectRatio, placeholder, details, zoom, onZoom, onMeasure } = props;
  const [broken, setBroken] = useState<number>();
  const offlineMessage = details?.files[0]?.offlineMessage ?? null;
  const isOffline = useOfflinePhotos().has(assetId) || offlineMessage !== null;
  const blur = blurOf(assetId, placeholder);
  const own = useOwnPixels(assetId, details);
  return (
    <ZoomStage
      className={styles.stage}
      ratio={details ? details.width / details.height : aspectRatio}
      // At most twice its own pixels.
      {...(details && { mostWidth: details.width * 2 })}
      own={own}
      zoom={zoom}
      onZoom={onZoom}
      onMeasure={onMeasure}
      backgroundImage={blur === undefined ? undefined : `url(${blur})`}
      notice={
        (offlineMessage !== null || broken === assetId) && (
          <p className={styles.broken} role="status">
            {offlineMessage ?? "The photo’s file cannot be reached: look for changes in its folder."} Until
            then this is its thumbnail.
          </p>
        )
      }
    >
      <PictureLayer assetId={assetId} name={name} own={own} hasPreview={!isOffline} onBroken={setBroken} />
    </ZoomStage>
  );
}

/** Of a RAW file the pixels that it has to show, which may be fewer than its sensor's, once that is known. */
function useOwnPixels(assetId: number, details: PhotoDetails | undefined): Size | undefined {
  const [whole] = useTiles(assetId, false).description?.levels ?? [];
  if (!details) return undefined;
  return whole && whole.width < details.width ? whole : { width: details.width, height: details.height };
}
