import type { Owner, Reason, SearchResult } from "../../contract/index.ts";
import type { PhotoList } from "../grid/photo-list.ts";
import { bytesOf } from "../timeline/columns.ts";
import { dateTimeOf } from "../words/dates.ts";

const noBlur = new Uint8Array();

export function fileNameOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
}

const signalWords: Record<Exclude<Reason["signal"], "picture" | "filter">, string> = {
  name: "name",
  folder: "folder",
  title: "title",
  description: "description",
  keyword: "keyword",
  person: "person",
  caption: "caption",
  text: "text",
  place: "place",
};

/** "keyword: dog, folder: Beach 2019": where the words stand; empty for a photo that only looks like it. */
export function wordsFound(why: readonly Reason[]): string {
  return why
    .flatMap(({ signal, text }) =>
      signal === "picture" || signal === "filter" ? [] : [`${signalWords[signal]}: ${text}`],
    )
    .join(", ");
}

/** "Studio on atelier-2": whose a photo is that only another library has. */
export function ownerWords({ library, machine }: Owner): string {
  return machine === "" ? library : `${library} on ${machine}`;
}

/** Search results, the best first; why each is there is to be read on it, its score one hover away. */
export function resultsList(results: readonly SearchResult[]): PhotoList {
  const blurs = results.map(({ placeholder }) => (placeholder === null ? noBlur : bytesOf(placeholder)));
  return {
    count: results.length,
    assetId: (position) => results[position]?.assetId ?? 0,
    positionOf: (assetId) => results.findIndex((result) => result.assetId === assetId),
    aspectRatio: (position) => {
      const result = results[position];
      return result ? result.width / result.height : 1;
    },
    placeholder: (position) => blurs[position] ?? noBlur,
    label: (position) => {
      const result = results[position];
      if (!result) return "Photo";
      const taken = result.takenAt === null ? "" : `, taken ${dateTimeOf(result.takenAt)}`;
      const found = wordsFound(result.why);
      const owner = result.owner ? `, of ${ownerWords(result.owner)}` : "";
      return `Result ${result.rank}: ${fileNameOf(result.path)}${taken}${owner}${found === "" ? "" : `, ${found}`}`;
    },
    hint: (position) => {
      const result = results[position];
      if (!result) return "";
      const score = result.score === null ? "" : `, score ${result.score.toFixed(3)}`;
      const owner = result.owner ? `Of ${ownerWords(result.owner)}` : "";
      const lines = [`Match ${result.rank}${score}`, wordsFound(result.why), fileNameOf(result.path), owner];
      return lines.filter((line) => line !== "").join("\n");
    },
    note: (position) => wordsFound(results[position]?.why ?? []),
    owner: (position) => results[position]?.owner ?? undefined,
  };
}
