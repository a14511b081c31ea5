import { type CSSProperties, useState } from "react";
import { mediaPath } from "../../../contract/index.ts";
import styles from "./compare.module.css";

/** A picture that fills its place: its thumbnail at once, then as sharp as the screen is. */
export function PictureLayer({ assetId, style }: { assetId: number; style?: CSSProperties }) {
  const [loaded, setLoaded] = useState<number>();
  const [broken, setBroken] = useState<number>();
  return (
    <div className={styles.layer} style={style}>
      <img className={styles.layer} src={mediaPath("thumbnail", assetId)} alt="" draggable={false} />
      {broken !== assetId && (
        <img
          key={assetId}
          className={styles.layer}
          src={mediaPath("preview", assetId)}
          alt=""
          draggable={false}
          data-loaded={loaded === assetId}
          onLoad={() => setLoaded(assetId)}
          onError={() => setBroken(assetId)}
        />
      )}
    </div>
  );
}
