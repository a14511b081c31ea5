export const monthNames = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;

/** In English and German, folded, from January on. */
const written = [
  "january jan januar janner",
  "february feb februar",
  "march mar marz maerz mrz",
  "april apr",
  "may mai",
  "june jun juni",
  "july jul juli",
  "august aug",
  "september sep sept",
  "october oct oktober okt",
  "november nov",
  "december dec dezember dez",
].map((names) => names.split(" "));

const numbers = new Map(written.flatMap((names, index) => names.map((name) => [name, index + 1] as const)));

/** "june" -> 6. @param word folded, with or without a full stop */
export function monthNumberOf(word: string): number | undefined {
  return numbers.get(word.replace(/\.$/, ""));
}

/** As the printer writes it: "june". */
export const monthWord = (month: number): string => (monthNames[month - 1] ?? "").toLowerCase();

/** Words of other meanings, names of people, and abbreviations: alone they say nothing of a month. */
const otherwise = new Set(
  "march may mai april june august jan mar marz mrz apr jun jul aug sep sept oct okt nov dec dez feb".split(
    " ",
  ),
);

export function isSurelyMonth(word: string): boolean {
  return !otherwise.has(word);
}
