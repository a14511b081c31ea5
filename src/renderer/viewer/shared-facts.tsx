import type { SearchResult } from "../../contract/index.ts";
import { fileNameOf } from "../search/results-list.ts";
import { dateTimeOf } from "../words/dates.ts";
import { dimensions } from "../words/quantities.ts";
import styles from "./details.module.css";
import { Fact, Match } from "./fact.tsx";

/** What is known of a photo that only another library has. */
export function SharedFacts({ match }: { match: SearchResult }) {
  const { path, owner, takenAt, width, height } = match;
  return (
    <dl className={styles.facts}>
      <Fact name="Name">{fileNameOf(path)}</Fact>
      {owner && (
        <Fact name="Whose it is">
          {owner.library}
          <small>another library of the same Qdrant collection</small>
        </Fact>
      )}
      {owner && <Fact name="Machine that has the file">{owner.machine}</Fact>}
      <Fact name="File there">
        <span className={styles.path}>{path}</span>
      </Fact>
      {takenAt !== null && <Fact name="Taken">{dateTimeOf(takenAt)}</Fact>}
      {width > 0 && height > 0 && <Fact name="Size">{dimensions(width, height)}</Fact>}
      <Match match={match} />
    </dl>
  );
}
