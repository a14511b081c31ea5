import type { AnsweredBy, Owner, Reason, SearchAnswer, SearchResult } from "../contract/index.ts";
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
  const { photosWaiting, model, answeredBy } = answer;
  if (answeredBy?.isFallback) await printNote(fallbackNote(answeredBy));
  else if (answeredBy && answeredBy.photosWaiting > 0) await printNote(qdrantNote(answeredBy.photosWaiting));
  if (!model) await printNote("Only what is written was searched: there is no model that looks at pictures.");
  else if (photosWaiting > 0) await printNote(waitingNote(photosWaiting, model.name));
}

/** The command's JSON is a promise of its own: what the API adds for the app stays out of it. */
function searchDocument({ query, tookMs, total, results, answeredBy }: SearchAnswer) {
  return {
    query,
    tookMs,
    total,
    // Of the library's own index there is nothing to tell.
    ...(answeredBy?.store === "qdrant" && { answeredBy }),
    results: results.map(({ rank, score, why, path, assetId, owner, width, height, takenAt }) => ({
      rank,
      score,
      path,
      // The number of another library's photo is good for nothing here.
      ...(owner ? { assetId: null, owner } : { assetId }),
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
  const { rank, score, why, assetId, owner, width, height, takenAt, takenAtSource, path } = result;
  return [
    formatCount(rank),
    score === null ? "" : score.toFixed(3),
    owner ? "" : String(assetId),
    `${width} x ${height}`,
    formatDateTime(takenAt) + sourceWords[takenAtSource ?? "exif"],
    escapeControlCharacters(why.map(reasonWords).join(", ")),
    escapeControlCharacters(owner ? `${ownerWords(owner)}: ${path}` : path),
  ];
}

/** "family on attic-pc", "attic-pc" where the library is called like its machine. */
function ownerWords({ library, machine }: Owner): string {
  return library === machine ? machine : `${library} on ${machine}`;
}

function fallbackNote({ message }: AnsweredBy): string {
  const why = message === null ? "" : ` ${escapeControlCharacters(message)}`;
  return `Qdrant is away: the library's own vectors were searched, all of them.${why}`;
}

function qdrantNote(photosWaiting: number): string {
  const verb = photosWaiting === 1 ? "waits" : "wait";
  return `${countOf(photosWaiting, "photo")} ${verb} for Qdrant, and cannot be found by what they show until then.`;
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
