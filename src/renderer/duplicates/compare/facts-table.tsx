import { VisuallyHidden } from "@mantine/core";
import { useQueries } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { DuplicateGroup } from "../../../contract/index.ts";
import { api } from "../../api/queries.ts";
import { factRows } from "../facts.ts";
import styles from "./compare.module.css";

interface FactsTableProps {
  group: DuplicateGroup;
  /** Positions of the two that are looked at. */
  shown: readonly number[];
}

/** The facts of all members in rows; those in which they differ are marked. */
export function FactsTable({ group, shown }: FactsTableProps) {
  const { members } = group;
  const details = useQueries({
    queries: [...new Set(members.map(({ assetId }) => assetId))].map((assetId) =>
      api.photos.details.queryOptions({ input: { assetId } }),
    ),
    combine: (answers) =>
      new Map(answers.flatMap(({ data }) => (data ? [[data.assetId, data] as const] : []))),
  });
  const rows = factRows(
    members,
    members.map(({ assetId }) => details.get(assetId)),
  );
  const box = useRef<HTMLDivElement>(null);
  const last = shown.at(-1);
  useEffect(() => {
    const cell = box.current?.querySelector(`[data-column="${last}"]`);
    cell?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [last]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls has to be reached by keyboard.
    <div ref={box} className={styles.facts} tabIndex={0} role="region" aria-label="Facts of all copies">
      <table>
        <tbody>
          {rows.map(({ name, values, isDiffering }) => (
            <tr key={name} data-differing={isDiffering}>
              <th scope="row">
                {name}
                {isDiffering && <VisuallyHidden>, differs</VisuallyHidden>}
              </th>
              {values.map((value, at) => (
                <td
                  key={members[at]?.fileId}
                  data-column={at}
                  data-shown={shown.includes(at)}
                  data-odd={isDiffering && value !== values[0]}
                  title={value}
                >
                  {value === "" ? "–" : value}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
