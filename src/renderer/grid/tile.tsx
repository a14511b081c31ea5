import { IconCheck, IconPlugConnectedX, IconServer } from "@tabler/icons-react";
import { memo, useState } from "react";
import { mediaPath, type Owner, type Reason } from "../../contract/index.ts";
import { Reasons } from "../search/reasons.tsx";
import { ownerWords } from "../search/results-list.ts";
import styles from "./grid.module.css";
import { blurOf, meanColourOf } from "./placeholders.ts";

export interface TileProps {
  assetId: number;
  id: string;
  column: number;
  left: number;
  width: number;
  height: number;
  label: string;
  /** What can be seen on it, where that is known. */
  sentence: string | undefined;
  hint: string | undefined;
  reasons: readonly Reason[] | undefined;
  placeholder: Uint8Array;
  isSelected: boolean;
  /** Keys go on from here. */
  isCurrent: boolean;
  /** One of several that were chosen together. */
  isMarked: boolean;
  owner: Owner | undefined;
  /** Its disk is not connected. */
  isOffline: boolean;
  /** Nobody can see it yet: no thumbnail is asked for. */
  isBlank: boolean;
}

/** One photo of a grid: its mean colour, then its blur, then its thumbnail, all in the same box. */
export const Tile = memo(function Tile(props: TileProps) {
  const {
    assetId,
    id,
    column,
    left,
    width,
    height,
    label,
    sentence,
    hint,
    reasons,
    placeholder,
    isSelected,
    isCurrent,
    isMarked,
    owner,
    isOffline,
    isBlank,
  } = props;
  const [isLoaded, setLoaded] = useState(false);
  const [isBroken, setBroken] = useState(false);
  const [isUnderMouse, setUnderMouse] = useState(false);
  const blur = isLoaded || isBlank ? undefined : blurOf(assetId, placeholder);
  return (
    <div
      id={id}
      role="gridcell"
      aria-colindex={column}
      aria-label={isOffline ? `${label}, offline` : label}
      aria-selected={isSelected}
      // Only under the mouse: who has it read aloud has heard the sentence already.
      title={hint ?? (isUnderMouse ? sentence : undefined)}
      onPointerEnter={() => setUnderMouse(true)}
      onPointerLeave={() => setUnderMouse(false)}
      draggable={!isBlank && assetId > 0}
      data-asset-id={assetId}
      data-current={isCurrent || undefined}
      className={styles.tile}
      style={{
        left,
        width,
        height,
        backgroundColor: meanColourOf(placeholder),
        backgroundImage: blur === undefined ? undefined : `url(${blur})`,
      }}
    >
      {!isBlank && !isBroken && (
        <img
          src={mediaPath("thumbnail", assetId)}
          alt={sentence ?? ""}
          draggable={false}
          decoding="async"
          data-loaded={isLoaded}
          onLoad={() => setLoaded(true)}
          onError={() => setBroken(true)}
        />
      )}
      {reasons && reasons.length > 0 && (
        <span className={styles.note} aria-hidden="true">
          <Reasons why={reasons} />
        </span>
      )}
      {owner && (
        <span className={styles.owner} aria-hidden="true">
          <IconServer size={12} />
          <span>{ownerWords(owner)}</span>
        </span>
      )}
      {isMarked && (
        <span className={styles.mark} aria-hidden="true">
          <IconCheck size={14} />
        </span>
      )}
      {isOffline && (
        <span className={styles.offline} title="Its disk is not connected">
          <IconPlugConnectedX size={14} aria-hidden="true" />
        </span>
      )}
    </div>
  );
});
