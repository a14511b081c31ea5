import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { client } from "../../api/connection.ts";
import { dateTimeOf } from "../../words/dates.ts";
import { photos } from "../../words/quantities.ts";
import { duplicatesKey } from "../use-refresh.ts";
import { verdictWords } from "../words.ts";
import styles from "./history.module.css";
import { takeBack } from "./put-back.ts";

const mostShown = 500;

/** What was decided about contents, the latest first; it holds until it is taken back. */
export function VerdictList() {
  const { data } = useQuery({
    queryKey: [...duplicatesKey, "verdicts"],
    queryFn: ({ signal }) => client.duplicates.verdicts(undefined, { signal }),
    staleTime: 0,
  });
  const verdicts = data?.toSorted((left, right) => right.verdictId - left.verdictId).slice(0, mostShown);
  if (verdicts?.length === 0) return <p className={styles.none}>Nothing was decided yet.</p>;
  return (
    <ul className={styles.list}>
      {verdicts?.map(({ verdictId, kind, contents, decidedAt }) => (
        <li key={verdictId} className={styles.line}>
          <span className={styles.path}>
            {verdictWords[kind]}: {photos(contents.length)}
            <small>{dateTimeOf(decidedAt)}</small>
          </span>
          <Button
            size="xs"
            variant="default"
            aria-label={`Take back: ${verdictWords[kind]}, ${dateTimeOf(decidedAt)}`}
            onClick={() => void takeBack(verdictId)}
          >
            Take back
          </Button>
        </li>
      ))}
    </ul>
  );
}
