import { useCallback, useSyncExternalStore } from "react";
import { afterNews } from "../api/after-news.ts";
import { client } from "../api/connection.ts";
import { api, queryClient } from "../api/queries.ts";
import { Sentences } from "./sentences.ts";

const gatherMillis = 40;

const sentences = new Sentences(
  (assetIds) => client.captions.texts({ assetIds: [...assetIds] }),
  (work) => setTimeout(work, gatherMillis),
);

/** While sentences are written, news comes with each few of them. */
const news = afterNews({ captions: 400, photos: 4000 }, refreshCaptions);

/** What is said of photos is asked for again: on the tiles, and among the facts of those that are looked at. */
export function refreshCaptions(): void {
  news.settle();
  sentences.refresh();
  void queryClient.invalidateQueries({ queryKey: api.photos.details.key() });
  // What is shown stays; what is looked for from here on is found by them.
  void queryClient.invalidateQueries({ queryKey: ["search"], refetchType: "none" });
}

/**
 * What is said of each of these photos: a person's caption, else the title or the description, else the machine's.
 *
 * @param isAsking false: what is known, and nothing is asked for
 */
export function useSentences(
  assetIds: readonly number[],
  isAsking = true,
): (assetId: number) => string | undefined {
  const ids = assetIds.join();
  const follow = useCallback(
    (onChange: () => void) =>
      sentences.follow(ids === "" ? [] : ids.split(",").map(Number), { isAsking, onChange }),
    [ids, isAsking],
  );
  useSyncExternalStore(follow, () => assetIds.map((assetId) => sentences.of(assetId) ?? "").join("\n"));
  return sentenceOf;
}

const sentenceOf = (assetId: number) => sentences.of(assetId);

/** The same of one; undefined where nothing is said of it. */
export function useSentence(assetId: number | undefined): string | undefined {
  useSentences(assetId === undefined ? none : [assetId]);
  return assetId === undefined ? undefined : sentences.of(assetId);
}

const none: readonly number[] = [];
