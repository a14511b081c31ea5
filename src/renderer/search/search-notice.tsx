import type { SearchAnswer, SortOrder } from "../../contract/index.ts";
import type { Looking } from "../navigation/place.ts";
import { photos } from "../words/quantities.ts";
import { withoutUnfinished } from "./field/carry-spans.ts";
import { useRead } from "./field/use-read.ts";
import { foundWords, isRanked } from "./found-words.ts";
import styles from "./search.module.css";
import { SortControl } from "./sort-control.tsx";
import { StarterNotice } from "./starter-notice.tsx";
import { storeWords } from "./store-words.ts";
import { Understood } from "./understood.tsx";

interface SearchNoticeProps {
  looking: Looking;
  answer: SearchAnswer | undefined;
  sort: SortOrder;
  onSort(sort: SortOrder): void;
  /** The name of the collection that was searched; undefined for all photos. */
  within?: string | undefined;
  onSearch(text: string): void;
  /** The same in all photos. */
  onEverywhere?(): void;
}

/** Over the results: what was looked for, how many photos are it, in what order, and what the model is for. */
export function SearchNotice(props: SearchNoticeProps) {
  const { looking, answer, within, onSearch } = props;
  const query = looking.kind === "text" ? looking.query : "";
  const { read: all } = useRead(query);
  const read = withoutUnfinished(query, all);
  if (!answer && read.problems.length === 0) return null;
  return (
    <div className={styles.notice}>
      {answer && <Facts {...props} answer={answer} />}
      <Understood query={query} read={read} onQuery={onSearch} />
      {within !== undefined && (
        <p className={styles.waiting}>
          In the collection “{within}”.
          <button type="button" className={styles.suggestion} onClick={props.onEverywhere}>
            Search all photos
          </button>
        </p>
      )}
      {answer &&
        [stillMissing(answer), ...storeWords(answer.answeredBy)]
          .filter((words) => words !== "")
          .map((words) => (
            <p key={words} className={styles.waiting} role="status">
              {words}
            </p>
          ))}
      {looking.kind === "text" && answer?.model?.origin === "shipped" && (
        <StarterNotice onSearch={onSearch} />
      )}
    </div>
  );
}

interface FactsProps extends SearchNoticeProps {
  answer: SearchAnswer;
}

function Facts({ answer, sort, onSort }: FactsProps) {
  const { found, more } = foundWords(answer);
  return (
    <div className={styles.head}>
      <p className={styles.facts} role="status">
        {found}
        <span className={styles.more}>{more}</span>
        <span className={styles.took}>{Math.max(1, Math.round(answer.tookMs))} ms</span>
      </p>
      {answer.ranked > 1 && <SortControl sort={sort} onSort={onSort} />}
    </div>
  );
}

/** What was not searched, or not yet. */
function stillMissing({
  photosWaiting: waiting,
  model,
  isModelLoading,
  contradiction,
  terms,
}: SearchAnswer): string {
  // Nobody had to look at a picture.
  if (contradiction !== null || !isRanked(terms)) return "";
  if (isModelLoading) return "What the pictures show is searched in a moment: the model is being loaded.";
  if (!model) return "Only what is written was searched: no model is installed that looks at pictures.";
  if (waiting === 0) return "";
  const them =
    waiting === 1
      ? "cannot be found by what it shows yet: it waits"
      : "cannot be found by what they show yet: they wait";
  return `${photos(waiting)} ${them} for ${model.name} to look at ${waiting === 1 ? "it" : "them"}.`;
}
