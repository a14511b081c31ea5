import type { ModelCard, ShoeboxClient } from "../../contract/index.ts";
import { isConfirmed } from "../confirm.ts";
import { CommandError } from "../errors.ts";
import { countOf } from "../format.ts";
import { filesGo } from "../model-files.ts";
import { findModel, photoFinders } from "../model-shelf.ts";
import { nameOf } from "../model-words.ts";
import type { CommonOptions } from "../options.ts";
import { printJson, printText } from "../output.ts";
import { withCore } from "../with-core.ts";

export interface RemoveOptions extends CommonOptions {
  yes?: boolean;
  dropVectors?: boolean;
}

/** Says what goes, asks, and deletes a model's files. */
export async function remove(id: string, options: RemoveOptions): Promise<void> {
  await withCore(options, async ({ client }) => {
    const card = await findModel(photoFinders, client, id);
    if (card.isInUse) throw new CommandError("MODEL_IN_USE", `${nameOf(card)} is in use`);
    const drops = options.dropVectors === true && card.vectors > 0;
    if (!options.json) await printText(whatGoes(card, drops));
    const otherwise = "Removing needs a yes: add --yes.";
    if (!options.yes && !(await isConfirmed("Remove it?", otherwise, options))) return printText("It stays.");
    const removed = await removeModel(client, id, drops);
    if (options.json) return printJson(removed);
    await printText("Removed.");
  });
}

async function removeModel(client: ShoeboxClient, id: string, drops: boolean): Promise<ModelCard> {
  const removed = await client.models.remove({ id });
  if (!drops) return removed;
  const { models } = await client.models.dropVectors({ id });
  return models.find((card) => card.id === id) ?? { ...removed, vectors: 0 };
}

function whatGoes(card: ModelCard, drops: boolean): string {
  const { vectors } = card;
  const files = filesGo(card);
  if (vectors === 0) return `${nameOf(card)}: ${files}.`;
  return `${nameOf(card)}: ${files}, its index of ${countOf(vectors, "photo")} ${drops ? "too" : "stays"}.`;
}
