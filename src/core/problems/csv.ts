import type { Problem } from "../../contract/problems.ts";
import { csvLine } from "../files/csv-line.ts";

const titles = ["Path", "Code", "What is wrong", "Outcome", "First seen", "Last seen", "Tries"];

export const csvTitles = csvLine(titles);

export function csvOfProblem({ path, code, message, outcome, firstSeen, lastSeen, tries }: Problem): string {
  return csvLine([path, code, message, outcome, firstSeen, lastSeen, String(tries)]);
}
