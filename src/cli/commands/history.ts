import { type Command, InvalidArgumentError } from "commander";
import { countOf, escapeControlCharacters, formatBytes, formatCount, formatDateTime } from "../format.ts";
import { type CommonOptions, withCommonOptions } from "../options.ts";
import { printJson, printNote, printText } from "../output.ts";
import { type Column, formatTable } from "../table.ts";
import { withCore } from "../with-core.ts";

export function defineHistory(program: Command): void {
  withCommonOptions(program.command("history").description("list what was moved to the trash")).action(
    history,
  );
}

export function defineUndo(program: Command): void {
  const command = program
    .command("undo")
    .description("put back what was moved to the trash: the latest, or what a number of `history` names")
    .argument("[id]", "a batch, as 12, or one file of it, as 12.34", actionId);
  withCommonOptions(command).action(undo);
}

interface ActionId {
  batchId?: number;
  moveId?: number;
}

function actionId(value: string): ActionId {
  const [, batch, move] = /^([1-9]\d{0,14})(?:\.([1-9]\d{0,14}))?$/.exec(value) ?? [];
  if (batch === undefined) throw new InvalidArgumentError("Expected a number of `shoebox history`.");
  return move === undefined ? { batchId: Number(batch) } : { moveId: Number(move) };
}

async function history(options: CommonOptions): Promise<void> {
  const batches = await withCore(options, async ({ client }) => {
    const listed = await client.history.list({});
    return Promise.all(
      listed.map(async (batch) => ({
        ...batch,
        moves: await client.history.moves({ batchId: batch.batchId }),
      })),
    );
  });
  if (options.json) return printJson({ batches });
  if (batches.length === 0) return printNote("Nothing was moved yet.");
  const rows = batches.map(({ batchId, startedAt, state, moved, gone, restored, failed, bytes }) => [
    String(batchId),
    formatDateTime(startedAt),
    formatCount(moved),
    formatCount(gone),
    formatCount(restored),
    formatCount(failed),
    formatBytes(bytes),
    state,
  ]);
  await printText(formatTable(columns, rows));
}

const columns: Column[] = [
  { title: "Id", align: "right" },
  { title: "When" },
  { title: "In the trash", align: "right" },
  { title: "Gone", align: "right" },
  { title: "Put back", align: "right" },
  { title: "Stayed", align: "right" },
  { title: "Space", align: "right" },
  { title: "State" },
];

async function undo(id: ActionId | undefined, options: CommonOptions): Promise<void> {
  const outcome = await withCore(options, ({ client }) => client.history.undo(id ?? {}));
  if (options.json) await printJson(outcome);
  else await printText(`${countOf(outcome.restored, "file")} put back.`);
  for (const { path, message } of outcome.refused) {
    await printNote(`not put back: ${escapeControlCharacters(path)}: ${message}`);
  }
  if (outcome.restored === 0) process.exitCode = 1;
}
