import { useState } from "react";
import type { PhotoDetails } from "../../contract/index.ts";
import { useOfflinePhotos } from "../api/offline-photos.ts";
import { blurOf } from "../grid/placeholders.ts";
import { PictureLayer } from "./picture-layer.tsx";
import styles from "./viewer.module.css";
import type { Zoom } from "./zoom.ts";
import { ZoomStage } from "./zoom-stage.tsx";

interface StageProps {
  assetId: number;
  aspectRatio: number;
  placeholder: Uint8Array;
  details: PhotoDetails | undefined;
  zoom: Zoom;
  onZoom(zoom: Zoom): void;
}

/** The picture itself: its blur, then its thumbnail, then as sharp as the screen is, all in one place. */
export function Stage({ assetId, aspectRatio, placeholder, details, zoom, onZoom }: StageProps) {
  const [broken, setBroken] = useState<number>();
  const offlineMessage = details?.files[0]?.offlineMessage ?? null;
  const isOffline = useOfflinePhotos().has(assetId) || offlineMessage !== null;
  const blur = blurOf(assetId, placeholder);
  return (
    <ZoomStage
      className={styles.stage}
      ratio={details ? details.width / details.height : aspectRatio}
      // At most twice its own pixels.
      {...(details && { mostWidth: details.width * 2 })}
      zoom={zoom}
      onZoom={onZoom}
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
      <PictureLayer assetId={assetId} hasPreview={!isOffline} onBroken={setBroken} />
    </ZoomStage>
  );
}
