import type { AnsweredBy } from "../../contract/index.ts";
import { photos } from "../words/quantities.ts";

/** What a server that is away, or was not told all yet, means for what is found: a sentence or two. */
export function storeWords(answeredBy: AnsweredBy | null): string[] {
  if (!answeredBy) return [];
  const { isFallback, message, photosWaiting } = answeredBy;
  const words: string[] = [];
  if (isFallback) {
    const why = message === null ? "" : ` ${message}`;
    words.push(`Qdrant is away: the library’s own vectors were searched, every one of them.${why}`);
  }
  if (photosWaiting > 0) words.push(waitingWords(photosWaiting, isFallback));
  return words;
}

/** While the server is away what it was not told is found all the same: only others cannot see it yet. */
function waitingWords(waiting: number, isFallback: boolean): string {
  const wait = `${photos(waiting)} ${waiting === 1 ? "waits" : "wait"} for Qdrant`;
  const [are, was] = waiting === 1 ? ["it is", "it is there"] : ["they are", "they are there"];
  return isFallback ? `${wait}: ${are} sent when it is back.` : `${wait}: ${are} found by looks once ${was}.`;
}
