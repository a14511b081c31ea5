import type { Owner, Reason, SearchResult } from "../../contract/index.ts";
import type { PhotoList } from "../grid/photo-list.ts";
import { bytesOf } from "../timeline/columns.ts";
import { dateTimeOf } from "../words/dates.ts";

const noBlur = new Uint8Array();
const noReasons: readonly Reason[] = [];

export function fileNameOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
}

/** Whether words of the query stand in something that is written about it: worth reading on the photo itself. */
export function isInWords({ signal }: Reason): boolean {
  return signal !== "picture" && signal !== "filter";
}

/**
 * "keyword: dog, folder: Beach 2019": where the words stand; empty for a photo that only looks like it.
 *
 * @param sentence that is said beside it, and not twice
 */
export function wordsFound(why: readonly Reason[], sentence?: string): string {
  return why
    .filter(isInWords)
    .map(({ signal, text }) => (text === sentence ? `found in its ${signal}` : `${signal}: ${text}`))
    .join(", ");
}

/** "Studio on atelier-2": whose a photo is that only another library has. */
export function ownerWords({ library, machine }: Owner): string {
  return machine === "" ? library : `${library} on ${machine}`;
}

/**
 * Search results, the best first, those that are less likely behind a line; why each is there is to be read on it,
 * its score one hover away.
 *
 * @param query that they answer; undefined where there is no answer yet
 */
export function resultsList(results: readonly SearchResult[], query: string | undefined): PhotoList {
  const line = results.findLastIndex(({ isLikely }) => isLikely) + 1;
  const blurs = results.map(({ placeholder }) => (placeholder === null ? noBlur : bytesOf(placeholder)));
  // The same ones each time: a tile whose reasons did not change is not drawn again.
  const shown = results.map(({ why }) => why.filter(isInWords));
  return {
    count: results.length,
    ...(query !== undefined && { subject: query }),
    assetId: (position) => results[position]?.assetId ?? 0,
    positionOf: (assetId) => results.findIndex((result) => result.assetId === assetId),
    aspectRatio: (position) => {
      const result = results[position];
      return result ? result.width / result.height : 1;
    },
    placeholder: (position) => blurs[position] ?? noBlur,
    label: (position, sentence) => {
      const result = results[position];
      if (!result) return sentence ?? "Photo";
      const taken = result.takenAt === null ? "" : `, taken ${dateTimeOf(result.takenAt)}`;
      const found = wordsFound(result.why, sentence);
      const owner = result.owner ? `, of ${ownerWords(result.owner)}` : "";
      const likely = position < line ? "" : ", less likely";
      const name = fileNameOf(result.path);
      const seen = sentence === undefined ? name : `${sentence}, ${name}`;
      return `Result ${result.rank}: ${seen}${taken}${owner}${found === "" ? "" : `, ${found}`}${likely}`;
    },
    hint: (position, sentence = "") => {
      const result = results[position];
      if (!result) return "";
      const score = result.score === null ? "" : `, score ${result.score.toFixed(3)}`;
      const owner = result.owner ? `Of ${ownerWords(result.owner)}` : "";
      const found = wordsFound(result.why, sentence);
      const lines = [`Match ${result.rank}${score}`, sentence, found, fileNameOf(result.path), owner];
      return lines.filter((line) => line !== "").join("\n");
    },
    reasons: (position) => shown[position] ?? noReasons,
    ...(line < results.length && {
      section: (position) => (position < line ? 0 : 1),
      heading: (position) => (position < line ? "" : "Less likely"),
    }),
    owner: (position) => results[position]?.owner ?? undefined,
  };
}
