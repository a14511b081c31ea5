import { type CSSProperties, useState } from "react";
import { mediaPath } from "../../contract/index.ts";
import styles from "./zoom-stage.module.css";

interface PictureLayerProps {
  assetId: number;
  style?: CSSProperties;
  /** False: nothing is asked for that cannot be had. */
  hasPreview?: boolean;
  onBroken?(assetId: number): void;
}

/** A picture that fills its place: its thumbnail at once, then, over it, as sharp as the screen is. */
export function PictureLayer({ assetId, style, hasPreview = true, onBroken }: PictureLayerProps) {
  const [loaded, setLoaded] = useState<number>();
  const [broken, setBroken] = useState<number>();
  return (
    <div className={styles.layer} style={style} data-testid="picture-layer">
      <img className={styles.layer} src={mediaPath("thumbnail", assetId)} alt="" draggable={false} />
      {hasPreview && broken !== assetId && (
        <img
          key={assetId}
          className={styles.layer}
          src={mediaPath("preview", assetId)}
          alt=""
          draggable={false}
          data-loaded={loaded === assetId}
          data-testid="preview"
          onLoad={() => setLoaded(assetId)}
          onError={() => {
            setBroken(assetId);
            onBroken?.(assetId);
          }}
        />
      )}
    </div>
  );
}
