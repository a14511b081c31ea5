import { type Command, Option } from "commander";
import { type FacetField, type Facets, facetFields } from "../../contract/index.ts";
import { understoodNotes } from "../answer-notes.ts";
import { usageError } from "../errors.ts";
import { countOf, escapeControlCharacters, formatCount } from "../format.ts";
import { type CommonOptions, wholeNumber, withCommonOptions } from "../options.ts";
import { printJson, printNote, printText } from "../output.ts";
import { takesQuery } from "../query-arguments.ts";
import { withQuery } from "../query-error.ts";
import { queryText } from "../query-text.ts";
import { type Column, formatTable } from "../table.ts";
import { withCore } from "../with-core.ts";

interface FacetOptions extends CommonOptions {
  field?: FacetField | "month";
  limit: number;
}

export function defineFacets(program: Command): void {
  const command = program
    .command("facets")
    .description("count what a query finds by month, folder, camera, keyword and more")
    .argument("[query...]", "as `shoebox search` takes it; all photos where there is none")
    .addOption(new Option("--field <field>", "this one alone").choices(["month", ...facetFields]))
    .option(
      "--limit <n>",
      "how many values of each field, the most frequent first",
      wholeNumber(1, 1000),
      12,
    );
  withCommonOptions(takesQuery(command)).action(facets);
}

async function facets(words: string[], options: FacetOptions): Promise<void> {
  const query = queryText(words);
  if (query === "" && words.length > 0) throw usageError("Expected a query but received an empty one.");
  const { answer, read } = await withCore(options, async ({ client }) => ({
    answer: await withQuery(query, () => client.search.facets({ query, valuesPerField: options.limit })),
    read: await client.search.read({ query }),
  }));
  const shown = only(answer, options.field);
  const { terms, contradiction } = read;
  if (options.json) return printJson({ query, terms, contradiction, ...shown });
  const tables = tablesOf(shown);
  await printText([countOf(answer.total, "photo"), ...tables].join("\n\n"));
  for (const note of understoodNotes({ query, terms })) await printNote(note);
  if (contradiction !== null) await printNote(escapeControlCharacters(contradiction));
  else if (answer.total > 0 && tables.length === 0)
    await printNote(`Of these photos no ${options.field ?? "fact"} is known.`);
}

/** Of one field nothing else is said. */
function only(answer: Facets, field: FacetOptions["field"]): Facets {
  if (field === undefined) return answer;
  return {
    ...answer,
    months: field === "month" ? answer.months : [],
    withoutDate: field === "month" ? answer.withoutDate : 0,
    fields: answer.fields.filter((each) => each.field === field),
  };
}

const photosColumn: Column = { title: "Photos", align: "right" };

function tablesOf({ months, withoutDate, fields }: Facets): string[] {
  const dated = months.map(({ month, count }) => [formatCount(count), month]);
  if (withoutDate > 0) dated.push([formatCount(withoutDate), "not known"]);
  const tables = dated.length === 0 ? [] : [formatTable([photosColumn, { title: "Month" }], dated)];
  for (const { field, values, more } of fields) {
    if (values.length === 0) continue;
    const title = field.charAt(0).toUpperCase() + field.slice(1);
    const rows = values.map(({ count, label, term }) => [
      formatCount(count),
      escapeControlCharacters(term),
      escapeControlCharacters(label),
    ]);
    const table = formatTable([photosColumn, { title: "In a query" }, { title }], rows);
    tables.push(more === 0 ? table : `${table}\n${formatCount(more)} more: --limit lists them.`);
  }
  return tables;
}
