import type { Command } from "commander";
import type { Stats } from "../../contract/index.ts";
import { escapeControlCharacters, formatBytes, formatCount } from "../format.ts";
import { type CommonOptions, withCommonOptions } from "../options.ts";
import { printJson, printText } from "../output.ts";
import { type Column, formatFacts, formatTable } from "../table.ts";
import { withCore } from "../with-core.ts";

export function defineStats(program: Command): void {
  withCommonOptions(program.command("stats").description("say what the library holds")).action(stats);
}

async function stats(options: CommonOptions): Promise<void> {
  const answer = await withCore(options, (core) => core.client.library.stats());
  if (options.json) return printJson(answer);
  await printText(formatFacts(facts(answer)));
  if (answer.roots.length > 0) await printText(`\n${formatTable(rootColumns, rootRows(answer))}`);
}

function facts(answer: Stats): [string, string][] {
  const { model } = answer;
  return [
    ["Library", escapeControlCharacters(answer.libraryDirectory)],
    ["Size of the library", formatBytes(answer.libraryBytes)],
    ["Photos", formatCount(answer.photos)],
    ["Files", `${formatCount(answer.files)} (${formatBytes(answer.bytes)})`],
    ["Searchable", formatCount(answer.vectors)],
    ["Thumbnails", formatCount(answer.thumbnails)],
    ["Problems", formatCount(answer.problems)],
    ["Model", model ? `${model.name} (${model.revision})` : "none installed"],
  ];
}

const rootColumns: Column[] = [
  { title: "Photos", align: "right" },
  { title: "Files", align: "right" },
  { title: "State" },
  { title: "Folder" },
];

function rootRows({ roots }: Stats): string[][] {
  return roots.map(({ photos, files, state, path }) => [
    formatCount(photos),
    formatCount(files),
    state,
    escapeControlCharacters(path),
  ]);
}
