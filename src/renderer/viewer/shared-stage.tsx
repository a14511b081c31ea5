import { useState } from "react";
import { mediaPath, type SearchResult } from "../../contract/index.ts";
import { blurOf } from "../grid/placeholders.ts";
import { fileNameOf, ownerWords } from "../search/results-list.ts";
import styles from "./shared.module.css";

interface SharedStageProps {
  assetId: number;
  aspectRatio: number;
  placeholder: Uint8Array;
  match: SearchResult | undefined;
}

/** A photo that only another library has: its thumbnail is all there is here, and where its file lies. */
export function SharedStage({ assetId, aspectRatio, placeholder, match }: SharedStageProps) {
  const [broken, setBroken] = useState<number>();
  const blur = blurOf(assetId, placeholder);
  const name = match ? fileNameOf(match.path) : "Photo";
  const owner = match?.owner ?? undefined;
  return (
    <div className={styles.stage} data-testid="shared-photo">
      {broken === assetId ? (
        <p className={styles.gone}>Its thumbnail cannot be had: the server is away, perhaps.</p>
      ) : (
        <img
          className={styles.picture}
          style={{
            aspectRatio,
            backgroundImage: blur === undefined ? undefined : `url(${blur})`,
          }}
          src={mediaPath("thumbnail", assetId)}
          alt={owner ? `${name}, of ${ownerWords(owner)}` : name}
          draggable={false}
          onError={() => setBroken(assetId)}
        />
      )}
      {match && owner && (
        <p className={styles.whose} role="status">
          A photo of the library <strong>{owner.library}</strong>. Its file lies on{" "}
          <strong>{owner.machine}</strong>: <span className={styles.path}>{match.path}</span>. Here there is
          its thumbnail.
        </p>
      )}
    </div>
  );
}
