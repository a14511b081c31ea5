import type { SearchResult } from "../../contract/index.ts";
import type { PhotoList } from "../grid/photo-list.ts";
import { bytesOf } from "../timeline/columns.ts";
import { dateTimeOf } from "../words/dates.ts";

const noBlur = new Uint8Array();

export function fileNameOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
}

/** Search results, the best first; the score is one hover away. */
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
      return `Result ${result.rank}: ${fileNameOf(result.path)}${taken}`;
    },
    hint: (position) => {
      const result = results[position];
      if (!result) return "";
      return `Match ${result.rank}, score ${result.score.toFixed(3)}\n${fileNameOf(result.path)}`;
    },
  };
}
