import { IconCheck, IconLock, IconTrash } from "@tabler/icons-react";
import { useEffect, useId, useRef } from "react";
import { type DuplicateGroup, mediaPath } from "../../../contract/index.ts";
import { useSentences } from "../../captions/use-sentences.ts";
import { fileNameOf } from "../../search/results-list.ts";
import styles from "./compare.module.css";
import type { Marks } from "./marks.ts";

interface MemberStripProps {
  group: DuplicateGroup;
  chosen: number;
  marks: Marks;
  onChoose(index: number): void;
}

/** All members of a group, the proposed one first; each says whether it stays or goes. */
export function MemberStrip({ group, chosen, marks, onChoose }: MemberStripProps) {
  const id = useId();
  const strip = useRef<HTMLDivElement>(null);
  const sentenceOf = useSentences(group.members.map(({ assetId }) => assetId));
  // biome-ignore lint/correctness/useExhaustiveDependencies: the chosen one is brought into view.
  useEffect(() => {
    strip.current
      ?.querySelector("[aria-selected=true]")
      ?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [chosen, group.id]);
  return (
    <div
      ref={strip}
      className={styles.strip}
      role="listbox"
      aria-label="Copies"
      aria-orientation="horizontal"
      aria-activedescendant={`${id}-${chosen}`}
      tabIndex={0}
    >
      {group.members.map((member, at) => {
        const isMarked = marks.has(member.fileId);
        const name = fileNameOf(member.path);
        const sentence = sentenceOf(member.assetId);
        return (
          <div
            key={member.fileId}
            id={`${id}-${at}`}
            className={styles.member}
            role="option"
            aria-selected={at === chosen}
            aria-label={[name, isMarked ? "goes" : "stays", sentence].filter(Boolean).join(", ")}
            data-marked={isMarked}
            title={member.path}
            onClick={() => onChoose(at)}
            onKeyDown={() => undefined}
          >
            <img src={mediaPath("thumbnail", member.assetId)} alt={sentence ?? ""} draggable={false} />
            <span className={styles.badge}>
              {isMarked ? (
                <IconTrash size={12} stroke={2.5} />
              ) : member.isProtected ? (
                <IconLock size={12} stroke={2.5} />
              ) : (
                <IconCheck size={12} stroke={3} />
              )}
            </span>
          </div>
        );
      })}
    </div>
  );
}
