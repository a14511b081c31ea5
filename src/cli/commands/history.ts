import { type Command, InvalidArgumentError } from "commander";
import type { CaptionEntry, CleanUpEntry, CollectionEntry, HistoryEntry } from "../../contract/index.ts";
import { countOf, escapeControlCharacters, formatBytes, formatDateTime } from "../format.ts";
import { type CommonOptions, withCommonOptions } from "../options.ts";
import { printJson, printNote, printText } from "../output.ts";
import { type Column, formatTable } from "../table.ts";
import { withChangingCore } from "../with-changing-core.ts";
import { withCore } from "../with-core.ts";

export function defineHistory(program: Command): void {
  const description = "list what was moved to the trash, and what was done to collections";
  withCommonOptions(program.command("history").description(description)).action(history);
}

export function defineUndo(program: Command): void {
  const command = program
    .command("undo")
    .description("take back the latest that was done, or what an id of `history` names")
    .argument(
      "[id]",
      "a clean-up, as 12, one file of it, as 12.34, or what was done to collections, as c12",
      entryId,
    );
  withCommonOptions(command).action(undo);
}

interface EntryId {
  batchId?: number;
  moveId?: number;
  actionId?: number;
}

function entryId(value: string): EntryId {
  const [, action, batch, move] =
    /^(?:c([1-9]\d{0,14})|([1-9]\d{0,14})(?:\.([1-9]\d{0,14}))?)$/.exec(value) ?? [];
  if (action !== undefined) return { actionId: Number(action) };
  if (batch === undefined) throw new InvalidArgumentError("Expected an id of `shoebox history`.");
  return move === undefined ? { batchId: Number(batch) } : { moveId: Number(move) };
}

async function history(options: CommonOptions): Promise<void> {
  const { entries, batches } = await withCore(options, async ({ client }) => {
    const listed = await client.history.list({});
    const cleanUps = listed.filter((entry) => entry.kind === "clean-up");
    const withMoves = cleanUps.map(async ({ kind: _, ...batch }) => ({
      ...batch,
      moves: await client.history.moves({ batchId: batch.batchId }),
    }));
    return { entries: listed, batches: options.json ? await Promise.all(withMoves) : [] };
  });
  if (options.json) return printJson({ batches, collections: entries.flatMap(collectionDocument) });
  if (entries.length === 0) return printNote("Nothing was done yet.");
  await printText(formatTable(columns, entries.map(row)));
}

function collectionDocument(entry: HistoryEntry) {
  if (entry.kind !== "collection") return [];
  const { kind: _, ...action } = entry;
  return [action];
}

const columns: Column[] = [
  { title: "Id", align: "right" },
  { title: "When" },
  { title: "State" },
  { title: "What" },
];

function row(entry: HistoryEntry): string[] {
  if (entry.kind === "clean-up") return cleanUpRow(entry);
  return entry.kind === "collection"
    ? actionRow(`c${entry.actionId}`, entry)
    : actionRow(`t${entry.captionActionId}`, entry);
}

function cleanUpRow(batch: CleanUpEntry): string[] {
  const { batchId, startedAt, state, moved, gone, restored, failed, bytes } = batch;
  const parts = [
    moved > 0 && `${countOf(moved, "file")} in the trash, ${formatBytes(bytes)}`,
    gone > 0 && `${countOf(gone, "file")} gone from the trash`,
    restored > 0 && `${countOf(restored, "file")} put back`,
    failed > 0 && `${countOf(failed, "file")} stayed`,
  ];
  const what = parts.filter(Boolean).join("; ") || "Nothing was moved";
  return [String(batchId), formatDateTime(startedAt), state, what];
}

function actionRow(id: string, { doneAt, undoneAt, title }: CollectionEntry | CaptionEntry): string[] {
  const state = undoneAt === null ? "done" : "undone";
  return [id, formatDateTime(doneAt), state, escapeControlCharacters(title)];
}

async function undo(id: EntryId | undefined, options: CommonOptions): Promise<void> {
  const outcome = await withChangingCore(options, ({ client }) => client.history.undo(id ?? {}));
  const { restored, refused, action } = outcome;
  if (options.json) await printJson(outcome);
  else
    await printText(
      action ? `${escapeControlCharacters(action.title)}.` : `${countOf(restored, "file")} put back.`,
    );
  if (action && !options.json) await printNote(`\`shoebox undo c${action.actionId}\` takes that back.`);
  for (const { path, message } of refused) {
    await printNote(`not put back: ${escapeControlCharacters(path)}: ${message}`);
  }
  if (restored === 0 && !action) process.exitCode = 1;
}
