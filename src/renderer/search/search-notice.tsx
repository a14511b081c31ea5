import type { SearchAnswer } from "../../contract/index.ts";
import type { Looking } from "../navigation/place.ts";
import { photos } from "../words/quantities.ts";
import { fileNameOf } from "./results-list.ts";
import styles from "./search.module.css";
import { StarterNotice } from "./starter-notice.tsx";
import { storeWords } from "./store-words.ts";

interface SearchNoticeProps {
  looking: Looking;
  answer: SearchAnswer | undefined;
  /** The name of the collection that was searched; undefined for all photos. */
  within?: string | undefined;
  onSearch(text: string): void;
  /** The same in all photos. */
  onEverywhere?(): void;
}

/** Over the results: what was looked for, how many photos were ranked, and what the model is for. */
export function SearchNotice({ looking, answer, within, onSearch, onEverywhere }: SearchNoticeProps) {
  if (!answer) return null;
  const facts =
    looking.kind === "similar"
      ? `Photos like ${fileNameOf(answer.query)}, the most alike first`
      : textFacts(answer);
  return (
    <div className={styles.notice}>
      <p className={styles.facts} role="status">
        {facts}
        <span className={styles.took}>{Math.max(1, Math.round(answer.tookMs))} ms</span>
      </p>
      {within !== undefined && (
        <p className={styles.waiting}>
          In the collection “{within}”.
          <button type="button" className={styles.suggestion} onClick={onEverywhere}>
            Search all photos
          </button>
        </p>
      )}
      {[stillMissing(answer), ...storeWords(answer.answeredBy)]
        .filter((words) => words !== "")
        .map((words) => (
          <p key={words} className={styles.waiting} role="status">
            {words}
          </p>
        ))}
      {looking.kind === "text" && answer.model?.origin === "shipped" && <StarterNotice onSearch={onSearch} />}
    </div>
  );
}

/** Words first, then what looks like them; without a model words are all there is. */
function textFacts({ total, withWords, model }: SearchAnswer): string {
  const others = total - withWords;
  const found = withWords === 0 ? "" : `${photos(withWords)} with these words`;
  if (!model) return found === "" ? `${photos(others)} with words like these` : found;
  if (found === "") return `${photos(total)} by relevance`;
  return others === 0 ? found : `${found}, then ${photos(others)} by relevance`;
}

/** What was not searched, or not yet. */
function stillMissing({ photosWaiting: waiting, model, isModelLoading }: SearchAnswer): string {
  if (isModelLoading) return "What the pictures show is searched in a moment: the model is being loaded.";
  if (!model) return "Only what is written was searched: no model is installed that looks at pictures.";
  if (waiting === 0) return "";
  const them =
    waiting === 1
      ? "cannot be found by what it shows yet: it waits"
      : "cannot be found by what they show yet: they wait";
  return `${photos(waiting)} ${them} for ${model.name} to look at ${waiting === 1 ? "it" : "them"}.`;
}
