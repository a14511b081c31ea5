import { type Command, InvalidArgumentError } from "commander";
import type {
  CaptionEntry,
  CleanUpEntry,
  CollectionEntry,
  HistoryEntry,
  ShoeboxClient,
} from "../../contract/index.ts";
import { countOf, escapeControlCharacters, formatBytes, formatDateTime } from "../format.ts";
import { type CommonOptions, withCommonOptions } from "../options.ts";
import { printJson, printNote, printText } from "../output.ts";
import { type Column, formatTable } from "../table.ts";
import { withChangingCore } from "../with-changing-core.ts";
import { withCore } from "../with-core.ts";

export function defineHistory(program: Command): void {
  const description = "list what was moved to the trash, and what was done to collections and captions";
  withCommonOptions(program.command("history").description(description)).action(history);
}

export function defineUndo(program: Command): void {
  const command = program
    .command("undo")
    .description("take back the latest that was done, or what an id of `history` names")
    .argument(
      "[id]",
      "a clean-up, as 12, one file of it, as 12.34, or what was done to collections, as c12, or captions, as t12",
      entryId,
    );
  withCommonOptions(command).action(undo);
}

interface EntryId {
  batchId?: number;
  moveId?: number;
  actionId?: number;
  captionActionId?: number;
}

function entryId(value: string): EntryId {
  const [, kind, action, batch, move] =
    /^(?:([ct])([1-9]\d{0,14})|([1-9]\d{0,14})(?:\.([1-9]\d{0,14}))?)$/.exec(value) ?? [];
  if (kind !== undefined)
    return kind === "c" ? { actionId: Number(action) } : { captionActionId: Number(action) };
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
  if (options.json) {
    const collections = entries.filter((entry) => entry.kind === "collection").map(withoutKind);
    const captions = entries.filter((entry) => entry.kind === "caption").map(withoutKind);
    return printJson({ batches, collections, captions });
  }
  if (entries.length === 0) return printNote("Nothing was done yet.");
  await printText(formatTable(columns, entries.map(row)));
}

function withoutKind<Entry extends HistoryEntry>({ kind: _, ...entry }: Entry) {
  return entry;
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

type Undone = Awaited<ReturnType<ShoeboxClient["history"]["undo"]>>;

async function undo(id: EntryId | undefined, options: CommonOptions): Promise<void> {
  const outcome = await withChangingCore(options, ({ client }) => client.history.undo(id ?? {}));
  const { restored, refused, action, captionAction } = outcome;
  if (options.json) await printJson(outcome);
  else await printUndone(outcome);
  for (const { path, message } of refused) {
    await printNote(`not put back: ${escapeControlCharacters(path)}: ${message}`);
  }
  if (restored === 0 && !action && !captionAction) process.exitCode = 1;
}

async function printUndone({ restored, action, captionAction }: Undone): Promise<void> {
  const done = action ?? captionAction;
  await printText(
    done ? `${escapeControlCharacters(done.title)}.` : `${countOf(restored, "file")} put back.`,
  );
  const id = action ? `c${action.actionId}` : captionAction && `t${captionAction.captionActionId}`;
  if (id) await printNote(`\`shoebox undo ${id}\` takes that back.`);
}
