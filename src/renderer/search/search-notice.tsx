import { useQuery } from "@tanstack/react-query";
import type { SearchAnswer } from "../../contract/index.ts";
import { api } from "../api/queries.ts";
import { photos } from "../words/quantities.ts";
import { fileNameOf } from "./results-list.ts";
import styles from "./search.module.css";
import type { Looking } from "./use-search.ts";

interface SearchNoticeProps {
  looking: Looking;
  answer: SearchAnswer | undefined;
  onSearch(text: string): void;
}

/** Over the results: what was looked for, how many photos were ranked, and what the model cannot know. */
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
      {looking.kind === "text" && answer.model.isDemo && (
        <DemoNotice words={answer.unknownWords} onSearch={onSearch} />
      )}
    </div>
  );
}

function DemoNotice({ words, onSearch }: { words: readonly string[]; onSearch(text: string): void }) {
  const { data } = useQuery(api.search.suggestions.queryOptions());
  return (
    <p className={styles.demo}>
      {words.length > 0 && <strong>{unknown(words)} </strong>}
      The demo model is in use: it knows only a few hundred words, of drawn scenes.
      {(data?.queries ?? []).slice(0, 3).map((query) => (
        <button key={query} type="button" className={styles.suggestion} onClick={() => onSearch(query)}>
          {query}
        </button>
      ))}
    </p>
  );
}

function unknown(words: readonly string[]): string {
  const quoted = words.map((word) => `“${word}”`).join(", ");
  return words.length === 1
    ? `${quoted} is not among the words it knows.`
    : `${quoted} are not among the words it knows.`;
}

function photosWaiting({ photosWaiting: waiting, model }: SearchAnswer): string {
  const them = waiting === 1 ? "cannot be found yet: it waits" : "cannot be found yet: they wait";
  return `${photos(waiting)} ${them} for ${model.name} to look at ${waiting === 1 ? "it" : "them"}.`;
}
