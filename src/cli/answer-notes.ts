import type { AnsweredBy, SearchAnswer } from "../contract/index.ts";
import { countOf, escapeControlCharacters, formatCount } from "./format.ts";

export interface Listing {
  /** Those below the line are listed, too. */
  all?: boolean;
  /** How many there are besides those that are listed is not said. */
  isBrief?: boolean;
  isLibraryEmpty?: boolean;
}

/** What is worth knowing beside the photos that are listed, a sentence or two each. */
export function notesOn(answer: SearchAnswer, listing: Listing): string[] {
  const { photosWaiting, model, answeredBy, results, contradiction } = answer;
  const notes = understoodNotes(answer);
  if (contradiction !== null) return [...notes, escapeControlCharacters(contradiction)];
  if (results.length === 0) notes.push(emptyNote(answer, listing));
  else if (!listing.isBrief) notes.push(...moreNotes(answer, listing));
  if (answeredBy?.isFallback) notes.push(fallbackNote(answeredBy));
  else if (answeredBy && answeredBy.photosWaiting > 0) notes.push(qdrantNote(answeredBy.photosWaiting));
  if (!model && isAboutLooks(answer))
    notes.push("Only what is written was searched: there is no model that looks at pictures.");
  else if (model && photosWaiting > 0) notes.push(waitingNote(photosWaiting, model.name));
  return notes;
}

/** Filters alone are no matter of what pictures show. */
function isAboutLooks({ terms }: SearchAnswer): boolean {
  return terms.some(({ kind }) => kind === "words" || kind === "like");
}

/** A date in words became a filter: never silently. */
export function understoodNotes({ query, terms }: Pick<SearchAnswer, "query" | "terms">): string[] {
  return terms.flatMap(({ kind, offset, length, asFilter }) => {
    if (kind !== "date" || asFilter === null) return [];
    const typed = escapeControlCharacters(query.slice(offset, offset + length));
    return [`“${typed}” was read as ${escapeControlCharacters(asFilter)}`];
  });
}

function emptyNote(
  { total, ranked, photosWaiting }: SearchAnswer,
  { all: isAll, isLibraryEmpty }: Listing,
): string {
  const most = isAll ? ranked : total;
  if (most > 0) return `No photos there: ${countOf(most, "photo")} were found. Choose a smaller --offset.`;
  if (ranked > 0) return "No photo is likely what you look for: --all lists those that come nearest.";
  if (photosWaiting > 0) return "No photo can be found yet.";
  if (isLibraryEmpty)
    return "There are no searchable photos in the library yet: add some with `shoebox index DIR`.";
  return "No photo is what is asked for.";
}

function moreNotes({ total, ranked, results }: SearchAnswer, { all: isAll }: Listing): string[] {
  const most = isAll ? ranked : total;
  if (results.length >= most) return [];
  return [`${formatCount(results.length)} of ${countOf(most, "photo")}: --limit and --offset list others.`];
}

function fallbackNote({ message }: AnsweredBy): string {
  const why = message === null ? "" : ` ${escapeControlCharacters(message)}`;
  return `Qdrant is away: the library's own vectors were searched, all of them.${why}`;
}

function qdrantNote(photosWaiting: number): string {
  const verb = photosWaiting === 1 ? "waits" : "wait";
  return `${countOf(photosWaiting, "photo")} ${verb} for Qdrant, and cannot be found by what they show until then.`;
}

function waitingNote(photosWaiting: number, modelName: string): string {
  const them = `${countOf(photosWaiting, "photo")} cannot be found by what they show yet`;
  return `${them}: ${modelName} has not looked at them. \`shoebox index\` sees to it.`;
}
