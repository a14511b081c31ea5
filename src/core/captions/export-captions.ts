import { resolve } from "node:path";
import { setImmediate } from "node:timers/promises";
import type { captionExportFormats } from "../../contract/captions.ts";
import type { CaptionedPhoto } from "../catalog/captions.ts";
import type { Catalog } from "../catalog/index.ts";
import { beginningOf } from "../files/beginning-of.ts";
import { csvLine } from "../files/csv-line.ts";
import { pathForDisplay } from "../files/path-bytes.ts";
import { writeExport } from "../files/write-export.ts";

export interface WantedCaptionExport {
  path: string;
  format: (typeof captionExportFormats)[number];
  isOverwriting: boolean;
}

/** Read at once: some milliseconds of work. */
const readAtOnce = 500;

const csvTitles = csvLine([
  "Path",
  "Caption",
  "Written by",
  "Model",
  "Revision",
  "Confidence",
  "Written",
  "SHA-256",
]);

const lineStart = /^\{"assetId":\d+,"sha256":"[0-9a-f]{64}","isOwn":(?:true|false),/;

/**
 * Writes the caption that each photo shows into a file, whole or not at all: a line of JSON each, or a table.
 * @throws what `writeExport` throws
 */
export async function exportCaptions(
  catalog: Catalog,
  { path: given, format, isOverwriting }: WantedCaptionExport,
  signal?: AbortSignal,
): Promise<{ path: string; photos: number; bytes: number }> {
  const path = resolve(given);
  const { libraryDirectory } = catalog;
  const target = { path, isOverwriting, libraryDirectory, isOne, what: "export of captions" };
  let photos = 0;
  async function* lines(): AsyncGenerator<string> {
    if (format === "csv") yield csvTitles;
    for await (const some of captioned(catalog)) {
      photos += some.length;
      yield some.map(format === "csv" ? csvOf : jsonOf).join("");
    }
  }
  const bytes = await writeExport(target, lines(), signal);
  return { path: pathForDisplay(path), photos, bytes };
}

async function* captioned({ captions }: Catalog): AsyncGenerator<CaptionedPhoto[]> {
  for (let last = 0; ; ) {
    const some = captions.captioned(last, readAtOnce);
    const end = some.at(-1);
    if (!end) return;
    yield some;
    last = end.assetId;
    await setImmediate();
  }
}

function jsonOf({ assetId, sha256, path, text, machine, writtenAt }: CaptionedPhoto): string {
  const model = machine && { id: machine.modelId, name: machine.modelName, revision: machine.revision };
  const line = {
    assetId,
    sha256,
    isOwn: machine === null,
    path: pathForDisplay(path),
    caption: text,
    confidence: machine?.confidence ?? null,
    model,
    writtenAt: new Date(writtenAt).toISOString(),
  };
  return `${JSON.stringify(line)}\n`;
}

function csvOf({ sha256, path, text, machine, writtenAt }: CaptionedPhoto): string {
  return csvLine([
    pathForDisplay(path),
    text,
    machine ? "machine" : "person",
    machine?.modelName ?? "",
    machine?.revision ?? "",
    machine?.confidence?.toFixed(3) ?? "",
    new Date(writtenAt).toISOString(),
    sha256,
  ]);
}

/** An export in either form, or an empty file: what may be written over. */
async function isOne(path: string): Promise<boolean> {
  const beginning = (await beginningOf(path)).toString("utf8");
  return beginning === "" || lineStart.test(beginning) || beginning.startsWith(csvTitles);
}
