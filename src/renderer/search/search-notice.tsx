import type { SearchAnswer } from "../../contract/index.ts";
import { photos } from "../words/quantities.ts";
import { fileNameOf } from "./results-list.ts";
import styles from "./search.module.css";
import { StarterNotice } from "./starter-notice.tsx";
import type { Looking } from "./use-search.ts";

interface SearchNoticeProps {
  looking: Looking;
  answer: SearchAnswer | undefined;
  onSearch(text: string): void;
}

/** Over the results: what was looked for, how many photos were ranked, and what the model is for. */
export function SearchNotice({ looking, answer, onSearch }: SearchNoticeProps) {
  if (!answer) return null;
  const facts =
    looking.kind === "similar"
      ? `Photos like ${fileNameOf(answer.query)}, the most alike first`
      : `${photos(answer.total)} by relevance`;
  return (
    <div className={styles.notice}>
      <p className={styles.facts} role="status">
        {facts}
        <span className={styles.took}>{Math.max(1, Math.round(answer.tookMs))} ms</span>
      </p>
      {answer.photosWaiting > 0 && (
        <p className={styles.waiting} role="status">
          {photosWaiting(answer)}
        </p>
      )}
      {looking.kind === "text" && answer.model.origin === "shipped" && <StarterNotice onSearch={onSearch} />}
    </div>
  );
}

function photosWaiting({ photosWaiting: waiting, model }: SearchAnswer): string {
  const them = waiting === 1 ? "cannot be found yet: it waits" : "cannot be found yet: they wait";
  return `${photos(waiting)} ${them} for ${model.name} to look at ${waiting === 1 ? "it" : "them"}.`;
}
