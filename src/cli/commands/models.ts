import type { Command } from "commander";
import type { ModelCard } from "../../contract/index.ts";
import { importModel, install, verify } from "../model-files.ts";
import { photoFinders } from "../model-shelf.ts";
import { modelColumns, modelRow, nameOf, speedColumns, speedRow } from "../model-words.ts";
import { type CommonOptions, withCommonOptions } from "../options.ts";
import { printJson, printText } from "../output.ts";
import { formatTable } from "../table.ts";
import { withCore } from "../with-core.ts";
import { remove } from "./models-remove.ts";
import { use } from "./models-use.ts";

/** What photos are found by: which models there are, which are installed, which is in use. */
export function defineModels(program: Command): void {
  const models = program
    .command("models")
    .description("list the models that photos are found by, get others, switch between them");
  const define = (name: string, description: string) =>
    withCommonOptions(models.command(name).description(description));
  withCommonOptions(
    models.command("list", { isDefault: true }).description("list every model, with what it is good for"),
  ).action(list);
  define("install", "download a model; going on where an earlier try ended")
    .argument("<id>", "as `models list` shows it")
    .action((id: string, options: CommonOptions) => install(photoFinders, id, options));
  define("use", "search with this model as soon as it knows all photos")
    .argument("<id>", "a model that is installed")
    .option("--drop-old", "free the room that the index of the one before takes")
    .option("--no-wait", "do not wait: the app goes on with it")
    .action(use);
  define("cancel", "leave the model in use in use; what the other has so far is kept").action(cancel);
  define("remove", "delete a model's files")
    .argument("<id>", "a model that is not in use")
    .option("--drop-vectors", "its index of the photos too")
    .option("--yes", "do not ask")
    .action(remove);
  define("import", "copy a model from a folder into the library, checked first")
    .argument("<dir>", "a folder with an ONNX model of two towers")
    .action((directory: string, options: CommonOptions) => importModel(photoFinders, directory, options));
  define("verify", "compare a model's files with what they should be, and try it")
    .argument("<id>", "a model that is installed")
    .action((id: string, options: CommonOptions) => verify(photoFinders, id, options));
  define("bench", "measure how many photos and queries a second models manage on this machine")
    .argument("[id]", "all that are installed where it is left out")
    .action(bench);
}

async function list(options: CommonOptions): Promise<void> {
  const answer = await withCore(options, ({ client }) => client.models.list());
  if (options.json) return printJson(answer);
  await printText(formatTable(modelColumns, answer.models.map(modelRow)));
}

async function cancel(options: CommonOptions): Promise<void> {
  const answer = await withCore(options, ({ client }) => client.models.cancelUse());
  if (options.json) return printJson(answer);
  const inUse = answer.models.find(({ isInUse }) => isInUse);
  await printText(inUse ? `${nameOf(inUse)} stays in use.` : "No model is in use.");
}

async function bench(id: string | undefined, options: CommonOptions): Promise<void> {
  const { cards, photos } = await withCore(options, async ({ client }) => {
    const { models, photos } = await client.models.list();
    const ids = id === undefined ? models.filter((card) => card.isInstalled).map((card) => card.id) : [id];
    const cards: ModelCard[] = [];
    // One after the other: each has the machine to itself.
    for (const each of ids) cards.push(await client.models.measure({ id: each }));
    return { cards, photos };
  });
  if (options.json) return printJson({ models: cards, photos });
  const rows = cards.map((card) => speedRow(card, photos));
  await printText(formatTable(speedColumns, rows));
}
