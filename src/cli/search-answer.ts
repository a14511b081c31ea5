import type { Owner, Reason, SearchAnswer, SearchResult } from "../contract/index.ts";
import { type Listing, notesOn } from "./answer-notes.ts";
import { escapeControlCharacters, formatCount, formatDateTime } from "./format.ts";
import type { CommonOptions } from "./options.ts";
import { printJson, printNote, printText } from "./output.ts";
import { type Column, formatTable } from "./table.ts";

interface AnswerOptions extends CommonOptions, Listing {
  /** All reasons, below each photo. */
  why?: boolean;
}

const columns: Column[] = [
  { title: "Rank", align: "right" },
  { title: "Score", align: "right" },
  { title: "Id", align: "right" },
  { title: "Pixels", align: "right" },
  { title: "Taken" },
];

/** What `search` and `similar` answer, for a program or for a person. */
export async function printSearchAnswer(answer: SearchAnswer, options: AnswerOptions): Promise<void> {
  if (options.json) return printJson(searchDocument(answer));
  if (answer.results.length > 0) await printText(options.why ? tableWithReasons(answer) : plainTable(answer));
  await printAnswerNotes(answer, options);
}

/** What is worth knowing beside the photos: how the query was understood, and what could not be searched. */
export async function printAnswerNotes(answer: SearchAnswer, options: AnswerOptions): Promise<void> {
  for (const note of notesOn(answer, options)) await printNote(note);
}

/** The command's JSON is a promise of its own: what the API adds for the app stays out of it. */
function searchDocument({ query, tookMs, total, ranked, results, answeredBy, ...understood }: SearchAnswer) {
  const { sort, terms, contradiction } = understood;
  return {
    query,
    tookMs,
    total,
    ranked,
    sort,
    terms,
    ...(contradiction !== null && { contradiction }),
    // Of the library's own index there is nothing to tell.
    ...(answeredBy?.store === "qdrant" && { answeredBy }),
    results: results.map(({ rank, score, isLikely, why, path, assetId, owner, width, height, takenAt }) => ({
      rank,
      score,
      isLikely,
      path,
      // The number of another library's photo is good for nothing here.
      ...(owner ? { assetId: null, owner } : { assetId }),
      width,
      height,
      takenAt,
      why,
    })),
  };
}

function plainTable({ results }: SearchAnswer): string {
  const rows = results.map((result) => [
    ...factsOf(result),
    escapeControlCharacters(result.why.map(shortReason).join(", ")),
    pathOf(result),
  ]);
  const table = formatTable([...columns, { title: "Why" }, { title: "Path" }], rows);
  return withLine(table.split("\n"), results, (line) => [line]);
}

function tableWithReasons({ results }: SearchAnswer): string {
  const rows = results.map((result) => [...factsOf(result), pathOf(result)]);
  const lines = formatTable([...columns, { title: "Path" }], rows).split("\n");
  return withLine(lines, results, (line, { why }) => [
    line,
    ...why.map((reason) => `      ${markedReason(reason)}`),
  ]);
}

/** @param lines the titles, then one for each result */
function withLine(
  [titles = "", ...lines]: string[],
  results: readonly SearchResult[],
  linesOf: (line: string, result: SearchResult) => string[],
): string {
  const firstBelow = results.findIndex(({ isLikely }) => !isLikely);
  const body = results.flatMap((result, index) => [
    ...(index === firstBelow ? ["Less likely:"] : []),
    ...linesOf(lines[index] ?? "", result),
  ]);
  return [titles, ...body].join("\n");
}

/** What was neither written in a file nor beside it says where it is from. */
const sourceWords = { exif: "", name: " (its name)", file: " (its file)" } as const;

function factsOf(result: SearchResult): string[] {
  const { rank, score, assetId, owner, width, height, takenAt, takenAtSource } = result;
  return [
    formatCount(rank),
    score === null ? "" : score.toFixed(3),
    owner ? "" : String(assetId),
    `${width} x ${height}`,
    formatDateTime(takenAt) + sourceWords[takenAtSource ?? "exif"],
  ];
}

function pathOf({ owner, path }: SearchResult): string {
  return escapeControlCharacters(owner ? `${ownerWords(owner)}: ${path}` : path);
}

/** "family on attic-pc", "attic-pc" where the library is called like its machine. */
function ownerWords({ library, machine }: Owner): string {
  return library === machine ? machine : `${library} on ${machine}`;
}

/** In a table there is room for a few words. */
const longestReason = 40;

function shortReason({ signal, text }: Reason): string {
  const short = text.length <= longestReason ? text : `${text.slice(0, longestReason - 1)}…`;
  return named(signal, short);
}

/** "keyword: *dog*" */
function markedReason({ signal, text, marks }: Reason): string {
  let marked = "";
  let at = 0;
  for (const { offset, length } of marks) {
    marked += `${text.slice(at, offset)}*${text.slice(offset, offset + length)}*`;
    at = offset + length;
  }
  return escapeControlCharacters(named(signal, marked + text.slice(at)));
}

/** What it looks like, and filters, are said in whole words. */
function named(signal: Reason["signal"], text: string): string {
  return signal === "picture" || signal === "filter" ? text : `${signal}: ${text}`;
}
