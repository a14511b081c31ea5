import type { Reason, SearchAnswer, SearchResult } from "../contract/index.ts";
import { countOf, escapeControlCharacters, formatCount, formatDateTime } from "./format.ts";
import type { CommonOptions } from "./options.ts";
import { printJson, printNote, printText } from "./output.ts";
import { type Column, formatTable } from "./table.ts";

const columns: Column[] = [
  { title: "Rank", align: "right" },
  { title: "Score", align: "right" },
  { title: "Id", align: "right" },
  { title: "Pixels", align: "right" },
  { title: "Taken" },
  { title: "Why" },
  { title: "Path" },
];

/** What `search` and `similar` answer, for a program or for a person. */
export async function printSearchAnswer(answer: SearchAnswer, { json }: CommonOptions): Promise<void> {
  if (json) return printJson(searchDocument(answer));
  if (answer.results.length === 0) await printNote(emptyNote(answer));
  else await printText(formatTable(columns, answer.results.map(resultRow)));
  const { photosWaiting, model } = answer;
  if (!model) await printNote("Only what is written was searched: there is no model that looks at pictures.");
  else if (photosWaiting > 0) await printNote(waitingNote(photosWaiting, model.name));
}

/** The command's JSON is a promise of its own: what the API adds for the app stays out of it. */
function searchDocument({ query, tookMs, total, results }: SearchAnswer) {
  return {
    query,
    tookMs,
    total,
    results: results.map(({ rank, score, why, path, assetId, width, height, takenAt }) => ({
      rank,
      score,
      path,
      assetId,
      width,
      height,
      takenAt,
      // Of one that only looks like it there is nothing to tell.
      ...(why.some(({ signal }) => signal !== "picture") && { why }),
    })),
  };
}

/** What was neither written in a file nor beside it says where it is from. */
const sourceWords = { exif: "", name: " (its name)", file: " (its file)" } as const;

function resultRow(result: SearchResult): string[] {
  const { rank, score, why, assetId, width, height, takenAt, takenAtSource, path } = result;
  return [
    formatCount(rank),
    score === null ? "" : score.toFixed(3),
    String(assetId),
    `${width} x ${height}`,
    formatDateTime(takenAt) + sourceWords[takenAtSource ?? "exif"],
    escapeControlCharacters(why.map(reasonWords).join(", ")),
    escapeControlCharacters(path),
  ];
}

function emptyNote({ total, photosWaiting }: SearchAnswer): string {
  if (total > 0) return `No photos there: ${countOf(total, "photo")} were ranked. Choose a smaller --offset.`;
  if (photosWaiting > 0) return "No photo can be found yet.";
  return "There are no searchable photos in the library yet: add some with `shoebox index DIR`.";
}

function waitingNote(photosWaiting: number, modelName: string): string {
  const them = `${countOf(photosWaiting, "photo")} cannot be found by what they show yet`;
  return `${them}: ${modelName} has not looked at them. \`shoebox index\` sees to it.`;
}

/** In a table there is room for a few words. */
const longestReason = 40;

function reasonWords({ signal, text }: Reason): string {
  if (signal === "picture") return text;
  return `${signal}: ${text.length <= longestReason ? text : `${text.slice(0, longestReason - 1)}…`}`;
}
