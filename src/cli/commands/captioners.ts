import type { Command } from "commander";
import { isConfirmed } from "../confirm.ts";
import { CommandError } from "../errors.ts";
import { countOf } from "../format.ts";
import { filesGo, importModel, install, verify } from "../model-files.ts";
import { captioners, findModel } from "../model-shelf.ts";
import { captionerColumns, captionerRow, nameOf } from "../model-words.ts";
import type { CommonOptions } from "../options.ts";
import { printJson, printNote, printText } from "../output.ts";
import { formatTable } from "../table.ts";
import { withCore } from "../with-core.ts";

type Define = (name: string, description: string) => Command;

/** What writes captions: which models there are, which are installed, which is in use. */
export function defineCaptioners(define: Define): void {
  define("models", "list every model that writes captions, with what it is good for").action(list);
  define("install", "download a model; going on where an earlier try ended")
    .argument("<id>", "as `captions models` shows it")
    .action((id: string, options: CommonOptions) => install(captioners, id, options));
  define("use", "write with this model; what another one wrote stays until it is written anew")
    .argument("<id>", "a model that is installed")
    .action(use);
  define("remove", "delete a model's files; what it wrote stays")
    .argument("<id>", "a model that is not in use")
    .option("--yes", "do not ask")
    .action(remove);
  define("import", "copy a model from a folder into the library, checked first")
    .argument("<dir>", "a folder with ONNX files of BLIP, Florence-2, SmolVLM or Qwen-VL")
    .action((directory: string, options: CommonOptions) => importModel(captioners, directory, options));
  define("verify", "compare a model's files with what they should be, and try it")
    .argument("<id>", "a model that is installed")
    .action((id: string, options: CommonOptions) => verify(captioners, id, options));
}

async function list(options: CommonOptions): Promise<void> {
  const models = await withCore(options, ({ client }) => client.captions.models());
  if (options.json) return printJson({ models });
  if (models.length === 0) return printNote("There is no model that writes captions.");
  await printText(formatTable(captionerColumns, models.map(captionerRow)));
}

async function use(id: string, options: CommonOptions): Promise<void> {
  const { card, status } = await withCore(options, async ({ client }) => {
    const status = await client.captions.use({ id });
    return { card: await findModel(captioners, client, id), status };
  });
  if (options.json) return printJson(status);
  await printText(`${nameOf(card)} writes the captions.`);
  await printNote(
    status.mode === "off"
      ? "`shoebox captions start` begins."
      : "The app goes on with it, and so does `shoebox captions start`.",
  );
}

async function remove(id: string, options: CommonOptions & { yes?: boolean }): Promise<void> {
  await withCore(options, async ({ client }) => {
    const card = await findModel(captioners, client, id);
    if (card.isInUse) throw new CommandError("MODEL_IN_USE", `${nameOf(card)} writes the captions`);
    const wrote = card.captions > 0 ? `, its captions of ${countOf(card.captions, "photo")} stay` : "";
    if (!options.json) await printText(`${nameOf(card)}: ${filesGo(card)}${wrote}.`);
    const otherwise = "Removing needs a yes: add --yes.";
    if (!options.yes && !(await isConfirmed("Remove it?", otherwise, options))) return printText("It stays.");
    const removed = await client.captions.remove({ id });
    if (options.json) return printJson(removed);
    await printText("Removed.");
  });
}
