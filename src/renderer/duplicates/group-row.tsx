import { IconCheck } from "@tabler/icons-react";
import { memo } from "react";
import { type DuplicateGroup, mediaPath } from "../../contract/index.ts";
import { saidOnce } from "../captions/caption-words.ts";
import { useSentences } from "../captions/use-sentences.ts";
import { fileNameOf } from "../search/results-list.ts";
import { dateTimeOf } from "../words/dates.ts";
import { fileSize } from "../words/quantities.ts";
import styles from "./duplicates.module.css";
import { membersOf, sentence, sureness } from "./words.ts";

interface GroupRowProps {
  id: string;
  index: number;
  total: number;
  top: number;
  group: DuplicateGroup | undefined;
  isChosen: boolean;
  isSkipped: boolean;
}

const mostShown = 5;

/** A group in one line: its pictures, the one proposed to be kept first, and what there is to win. */
export const GroupRow = memo(function GroupRow(props: GroupRowProps) {
  const { id, index, total, top, group, isChosen, isSkipped } = props;
  return (
    <div
      id={id}
      className={styles.row}
      role="option"
      aria-selected={isChosen}
      aria-setsize={total}
      aria-posinset={index + 1}
      data-index={index}
      style={{ top }}
    >
      <Pictures group={group} />
      {group && (
        <>
          <div className={styles.words}>
            <strong>
              {membersOf(group)}
              {isSkipped && <small>skipped</small>}
            </strong>
            <span>{proposalOf(group)}</span>
            <small title={group.members[0]?.path}>{group.members[0]?.path}</small>
          </div>
          <div className={styles.facts}>
            <strong>{group.bytesToWin > 0 ? fileSize(group.bytesToWin) : ""}</strong>
            {group.tier !== "identical" && <span>{sureness(group.confidence)}</span>}
            <small>{group.takenAt === null ? "" : dateTimeOf(group.takenAt)}</small>
          </div>
        </>
      )}
    </div>
  );
});

function proposalOf({ tier, members, keepReason }: DuplicateGroup): string {
  const name = fileNameOf(members[0]?.path ?? "");
  if (tier === "same-moment") return `Best so far: ${name}, ${keepReason}`;
  return sentence(`Keep ${name}: ${keepReason}`);
}

function Pictures({ group }: { group: DuplicateGroup | undefined }) {
  const shown = group?.members.slice(0, mostShown) ?? [];
  const others = (group?.members.length ?? 0) - shown.length;
  const assetIds = shown.map(({ assetId }) => assetId);
  const sentenceOf = useSentences(assetIds);
  const said = saidOnce(assetIds.map(sentenceOf));
  return (
    <div className={styles.pictures}>
      {shown.map(({ fileId, assetId }, at) => (
        <span key={fileId} className={styles.thumbnail} data-kept={at === 0 && group?.tier !== "same-moment"}>
          <img src={mediaPath("thumbnail", assetId)} alt={said[at] ?? ""} draggable={false} />
          {at === 0 && group?.tier !== "same-moment" && <IconCheck size={14} stroke={3} aria-hidden="true" />}
        </span>
      ))}
      {others > 0 && (
        <span className={styles.others} aria-hidden="true">
          +{others}
        </span>
      )}
    </div>
  );
}
