import { Checkbox } from "@mantine/core";
import type { DuplicateGroup } from "../../../contract/index.ts";
import { fileNameOf } from "../../search/results-list.ts";
import { inheritedWords, offerWords } from "../words.ts";
import styles from "./compare.module.css";
import { isTicked, offerKey, type Ticks, ticked } from "./take-overs.ts";
import type { Offered } from "./use-offers.ts";

interface InheritedProps {
  group: DuplicateGroup;
  /** Unknown until the core has answered. */
  offered: Offered | undefined;
  ticks: Ticks;
  onTicks(ticks: Ticks): void;
}

/** What would be lost if this one alone stayed, to be taken over or not: nothing is merged silently. */
export function Inherited({ group, offered, ticks, onTicks }: InheritedProps) {
  if (!offered || offered.fields.length === 0) return null;
  const { keep, offers, fields } = offered;
  const nameOf = (assetId: number) =>
    fileNameOf(group.members.find((member) => member.assetId === assetId)?.path ?? "");
  const camera = fields.find(({ field }) => field === "camera");
  return (
    <fieldset className={styles.inherited}>
      {offers.length > 0 && <legend>If it stays, it takes over (in the library; no file is written):</legend>}
      {offers.map((offer) => (
        <Checkbox
          key={offerKey(keep, offer)}
          size="xs"
          label={offerWords(offer, nameOf)}
          title={offer.value}
          checked={isTicked(keep, offer, offers, ticks)}
          onChange={() => onTicks(ticked(keep, offer, offers, ticks))}
        />
      ))}
      {camera && <span>{inheritedWords(camera, nameOf)}</span>}
    </fieldset>
  );
}
