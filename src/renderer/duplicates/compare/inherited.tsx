import { useQuery } from "@tanstack/react-query";
import type { DuplicateGroup } from "../../../contract/index.ts";
import { api } from "../../api/queries.ts";
import { fileNameOf } from "../../search/results-list.ts";
import { inheritedWords } from "../words.ts";
import styles from "./compare.module.css";

/** What would be lost if this one alone stayed: said before anything goes, never merged silently. */
export function Inherited({ group, keep }: { group: DuplicateGroup; keep: number }) {
  const { data } = useQuery(api.duplicates.inheritance.queryOptions({ input: { groupId: group.id, keep } }));
  if (group.tier !== "same-picture" || !data || data.fields.length === 0) return null;
  const nameOf = (assetId: number) =>
    fileNameOf(group.members.find((member) => member.assetId === assetId)?.path ?? "");
  return (
    <span className={styles.inherited}>
      {data.fields.map((field) => (
        <span key={field.field}>{inheritedWords(field, nameOf)}</span>
      ))}
    </span>
  );
}
