import { IconStarFilled } from "@tabler/icons-react";
import type { DuplicateGroup, DuplicateMember } from "../../../contract/index.ts";
import { fileNameOf } from "../../search/results-list.ts";
import { fileSize } from "../../words/quantities.ts";
import { sentence } from "../words.ts";
import styles from "./compare.module.css";
import { Inherited } from "./inherited.tsx";
import type { Ticks } from "./take-overs.ts";
import type { Offered } from "./use-offers.ts";

interface PairHeadingProps {
  group: DuplicateGroup;
  first: DuplicateMember;
  second: DuplicateMember;
  chosen: DuplicateMember;
  offered: readonly Offered[];
  ticks: Ticks;
  onTicks(ticks: Ticks): void;
}

/** Which two are looked at: the proposed one with its reason, and how the other differs from it. */
export function PairHeading({ group, first, second, chosen, offered, ticks, onTicks }: PairHeadingProps) {
  const offeredTo = (member: DuplicateMember) => offered.find(({ keep }) => keep === member.assetId);
  return (
    <div className={styles.headings}>
      {[first, second].map((member) => (
        <div key={member.fileId} className={styles.heading} data-chosen={member === chosen}>
          <strong title={member.path}>
            {member.fileId === group.keepFileId && (
              <>
                <IconStarFilled size={13} aria-hidden="true" />
                <small>{group.tier === "same-moment" ? "Best so far" : "Best"}</small>
              </>
            )}
            {fileNameOf(member.path)}
            <small>
              {folderNameOf(member.path)} · {member.width} × {member.height} · {fileSize(member.sizeBytes)}
            </small>
          </strong>
          <span>
            {member.fileId === group.keepFileId ? sentence(group.keepReason) : sentence(member.reason)}
          </span>
          <Inherited group={group} offered={offeredTo(member)} ticks={ticks} onTicks={onTicks} />
          <Obstacle member={member} />
        </div>
      ))}
    </div>
  );
}

/** Copies often have one name: the folder tells them apart. */
function folderNameOf(path: string): string {
  return fileNameOf(path.slice(0, -fileNameOf(path).length - 1));
}

function Obstacle({ member }: { member: DuplicateMember }) {
  if (!member.isOnline) {
    return <span className={styles.inherited}>Its disk is not connected: it stays until it is.</span>;
  }
  if (member.isProtected) {
    return <span className={styles.inherited}>It lies in a protected folder: it is never moved.</span>;
  }
  return null;
}
