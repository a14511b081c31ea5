import { cpus } from "node:os";
import { captionsRows } from "./captions.ts";
import { cutRows } from "./cut.ts";
import { pageRows } from "./duplicates/page.ts";
import { scaleRows } from "./duplicates/scale.ts";
import { duplicateRows } from "./duplicates.ts";
import { findingRows } from "./finding.ts";
import { formatsRows } from "./formats.ts";
import { gridRows } from "./grid.ts";
import { ingestRows } from "./ingest.ts";
import { memoryRows } from "./memory.ts";
import { modelsRows } from "./models.ts";
import { type BenchOptions, optionsOf } from "./options.ts";
import { recallRows } from "./recall.ts";
import { rescanRows } from "./rescan.ts";
import { searchRows } from "./search.ts";
import { latencyRows } from "./search-latency.ts";
import { qualityRows } from "./search-quality.ts";
import { printTable, type Row } from "./table.ts";
import { thumbnailsRows } from "./thumbnails.ts";
import { timelineRows } from "./timeline.ts";
import { vectorsRows } from "./vectors.ts";
import { wordsRows } from "./words.ts";
import { zoomRows } from "./zoom.ts";

/** `npm run bench` runs all, `npm run bench -- search timeline` those named; `--quick` and `--large` say how much. */
const suites: Record<string, (options: BenchOptions) => Promise<Row[]>> = {
  ingest: ingestRows,
  formats: formatsRows,
  rescan: rescanRows,
  memory: memoryRows,
  timeline: timelineRows,
  search: searchRows,
  vectors: vectorsRows,
  words: wordsRows,
  finding: findingRows,
  recall: recallRows,
  quality: qualityRows,
  asking: latencyRows,
  cut: cutRows,
  captions: captionsRows,
  models: modelsRows,
  thumbnails: thumbnailsRows,
  grid: gridRows,
  duplicates: duplicateRows,
  grouping: scaleRows,
  review: pageRows,
  zoom: zoomRows,
};

const asked = optionsOf(process.argv.slice(2));
const unknown = asked?.names.filter((name) => !(name in suites)) ?? process.argv.slice(2);
if (!asked || unknown.length > 0) {
  console.error(
    `Expected ${Object.keys(suites).join(", ")}, --quick or --large but received ${unknown.join(", ")}.`,
  );
  process.exit(2);
}
console.log(`${cpus().length} x ${cpus()[0]?.model ?? "unknown processor"}, Node ${process.version}`);
for (const [name, measure] of Object.entries(suites)) {
  if (asked.names.length === 0 || asked.names.includes(name)) printTable(name, await measure(asked.options));
}
