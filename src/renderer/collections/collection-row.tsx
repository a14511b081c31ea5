import { Checkbox } from "@mantine/core";
import { IconServer } from "@tabler/icons-react";
import { type Collection, mediaPath } from "../../contract/index.ts";
import { tooltipOf } from "../actions/action-control.tsx";
import { saidOnce } from "../captions/caption-words.ts";
import { useSentences } from "../captions/use-sentences.ts";
import { MoreMenu } from "../layout/more-menu.tsx";
import { dateOf } from "../words/dates.ts";
import { type CollectionAct, chosenCollectionHome } from "./collection-homes.ts";
import { collectionFacts } from "./collection-words.ts";
import styles from "./collections.module.css";

export const rowHeightPixels = 84;

interface CollectionRowProps {
  collection: Collection;
  /** From 1 on. */
  row: number;
  top: number;
  isSelected: boolean;
  isMarked: boolean;
  isQdrantInUse: boolean;
  onAct(act: CollectionAct): void;
}

const mostCovers = 4;

/** One collection of the list: a few of its photos, its name, and how much is in it. */
export function CollectionRow(props: CollectionRowProps) {
  const { collection, row, top, isSelected, isMarked, isQdrantInUse, onAct } = props;
  const { collectionId, name, coverAssetIds, isOwnInQdrant, changedAt } = collection;
  const open = () => onAct("open");
  return (
    <div
      role="row"
      id={`collection-${collectionId}`}
      aria-rowindex={row}
      aria-selected={isSelected}
      className={styles.row}
      style={{ top, height: rowHeightPixels }}
      data-marked={isMarked || undefined}
    >
      <div role="gridcell" className={styles.markCell}>
        <Checkbox
          aria-label={`Mark ${name}, to merge`}
          checked={isMarked}
          onChange={() => onAct("mark")}
          title={tooltipOf(chosenCollectionHome.actions.mark)}
        />
      </div>
      <Covers assetIds={coverAssetIds.slice(0, mostCovers)} onOpen={open} />
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the list has the keys. */}
      <div role="gridcell" className={styles.words} onClick={open}>
        <strong>{name}</strong>
        <span>
          {collectionFacts(collection)}
          <small>changed {dateOf(changedAt)}</small>
        </span>
        {isOwnInQdrant && (
          <span className={styles.badge}>
            <IconServer size={12} aria-hidden="true" /> of its own in Qdrant
          </span>
        )}
      </div>
      <div role="gridcell">
        <MoreMenu
          name={name}
          home={chosenCollectionHome}
          context={{ collection, chosen: 0, isQdrantInUse, onAct }}
        />
      </div>
    </div>
  );
}

/** A few of its photos, each with what can be seen on it. */
function Covers({ assetIds, onOpen }: { assetIds: readonly number[]; onOpen(): void }) {
  const sentenceOf = useSentences(assetIds);
  const said = saidOnce(assetIds.map(sentenceOf));
  return (
    <div
      role="gridcell"
      className={styles.covers}
      onClick={onOpen}
      aria-hidden={said.every((sentence) => sentence === undefined)}
    >
      {assetIds.map((assetId, at) => (
        <img key={assetId} src={mediaPath("thumbnail", assetId)} alt={said[at] ?? ""} draggable={false} />
      ))}
    </div>
  );
}
