import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { filterKinds } from "../../../src/core/query/filters/registry.ts";
import { readQuery } from "../../../src/core/query/index.ts";
import { grammar } from "../../../src/core/query/syntax/grammar.ts";
import { projectDirectory } from "../../helpers/command-line.ts";
import { context } from "./played-vocabulary.ts";

const page = readFileSync(join(projectDirectory, "docs/query-language.md"), "utf8");

/** Rows of the tables whose heading begins so, without their marks. */
function rowsUnder(...headings: string[]): string[][] {
  const rows: string[][] = [];
  let isMeant = false;
  for (const line of page.split("\n")) {
    const cells = line
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) =>
        cell
          .trim()
          .replaceAll("\\|", "|")
          .replace(/^`([^`]*)`$/, "$1"),
      );
    if (cells.length === 0) isMeant = false;
    else if (headings.every((heading, index) => cells[index] === heading) && cells.length === headings.length)
      isMeant = true;
    else if (isMeant && !cells[0]?.startsWith("---")) rows.push(cells);
  }
  return rows;
}

describe("the page about the query language", () => {
  test.for(rowsUnder("query", "understood as"))("says what %s is understood as", ([query = "", labels]) => {
    const { terms, problems } = readQuery(query, context);
    expect(problems).toEqual([]);
    expect(terms.map(({ label, isExcluded }) => `${isExcluded ? "not " : ""}${label}`).join(" · ")).toBe(
      labels,
    );
  });

  test.for(rowsUnder("query", "what is said", "instead"))("says what is wrong with %s", (row) => {
    const [query = "", message, suggestion] = row;
    const [problem] = readQuery(query, context).problems;
    expect(problem).toMatchObject({ message, suggestion: suggestion === "" ? null : suggestion });
  });

  test.for(rowsUnder("query", "what is said"))("says why no photo is %s", ([query = "", contradiction]) => {
    expect(readQuery(query, context)).toMatchObject({ contradiction, problems: [] });
  });

  test("lists every filter with all of its names", () => {
    const listed = rowsUnder("filter", "what it asks for", "also called");
    expect(listed).toEqual(
      filterKinds.map(({ name, purpose, aliases }) => [
        `${name}:`,
        purpose,
        aliases.length === 1 ? `${aliases[0]}:` : aliases.map((alias) => `\`${alias}:\``).join(" "),
      ]),
    );
  });

  test("shows the grammar as it is written down", () => {
    expect(page).toContain(`\`\`\`ebnf\n${grammar.trim()}\n\`\`\``);
  });

  test.for([
    "christmas tree",
    "summer dress",
    "the march",
    "at night",
    "12:30",
    "http://example.org",
    "C:\\photos",
  ])("%s is a description", (query) => {
    expect(readQuery(query, context)).toMatchObject({
      terms: [{ kind: "words", label: query }],
      problems: [],
    });
  });
});
