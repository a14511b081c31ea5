import { resolve } from "node:path";
import type { ModelCheck } from "../contract/index.ts";
import { escapeControlCharacters, formatBytes } from "./format.ts";
import { listenForInterruption } from "./interruption.ts";
import { downloadProgress, findModel, followModel, type ModelShelf, type ShelfCard } from "./model-shelf.ts";
import { nameOf } from "./model-words.ts";
import type { CommonOptions } from "./options.ts";
import { printJson, printNote, printText } from "./output.ts";
import { formatTable } from "./table.ts";
import { withCore } from "./with-core.ts";

/** Waits until a model is downloaded; Ctrl-C keeps what came. */
export async function install<Card extends ShelfCard>(
  shelf: ModelShelf<Card>,
  id: string,
  options: CommonOptions,
): Promise<void> {
  const interruption = listenForInterruption();
  const { signal } = interruption;
  const card = await withCore(options, async ({ client }) => {
    const calls = shelf.calls(client);
    await calls.install({ id });
    const find = () => findModel(shelf, client, id);
    const last = await followModel({ find, signal, progressOf: downloadProgress });
    return last.isInstalled ? last : calls.cancelInstall({ id });
  });
  interruption.stopListening();
  if (options.json) await printJson(card);
  else if (card.isInstalled) await printText(`${nameOf(card)} is installed. ${shelf.howToUse(id)}`);
  else await printNote("Stopped. What came is kept: run the same command again to carry on.");
  process.exitCode = interruption.exitCode() ?? 0;
}

export async function importModel<Card extends ShelfCard>(
  shelf: ModelShelf<Card>,
  directory: string,
  options: CommonOptions,
): Promise<void> {
  const path = resolve(directory);
  const card = await withCore(options, ({ client }) => shelf.calls(client).import({ directory: path }));
  if (options.json) return printJson(card);
  await printText(`${nameOf(card)} is installed. ${shelf.howToUse(card.id)}`);
}

export async function verify<Card extends ShelfCard>(
  shelf: ModelShelf<Card>,
  id: string,
  options: CommonOptions,
): Promise<void> {
  const check = await withCore(options, ({ client }) => shelf.calls(client).verify({ id }));
  if (options.json) await printJson(check);
  else await printCheck(check);
  if (!check.works) process.exitCode = 1;
}

async function printCheck({ files, works, trouble }: ModelCheck): Promise<void> {
  const columns = [{ title: "State" }, { title: "File" }];
  const rows = files.map(({ state, path }) => [state, escapeControlCharacters(path)]);
  await printText(formatTable(columns, rows));
  if (trouble) await printNote(`${trouble.code}: ${escapeControlCharacters(trouble.message)}`);
  await printText(works ? "It works." : "It does not work.");
}

/** "12.3 MB of files go" */
export function filesGo({ sizeBytes }: ShelfCard): string {
  return sizeBytes === null ? "its files go" : `${formatBytes(sizeBytes)} of files go`;
}
