import type { ModelCard } from "../../contract/index.ts";
import { followSwitch } from "../follow-model.ts";
import { countOf, formatCount } from "../format.ts";
import { listenForInterruption } from "../interruption.ts";
import { findModel, photoFinders } from "../model-shelf.ts";
import { nameOf } from "../model-words.ts";
import type { CommonOptions } from "../options.ts";
import { printJson, printNote, printText } from "../output.ts";
import { withCore } from "../with-core.ts";

export interface UseOptions extends CommonOptions {
  dropOld?: boolean;
  wait: boolean;
}

/** Waits until a model has taken over; Ctrl-C keeps what it knows so far, and that it is to take over. */
export async function use(id: string, { dropOld = false, wait, ...options }: UseOptions): Promise<void> {
  const interruption = listenForInterruption();
  const card = await withCore(options, async ({ client }) => {
    await client.models.use({ id, keepsVectors: !dropOld });
    const asked = await findModel(photoFinders, client, id);
    if (!wait) return asked;
    if (asked.filling?.state === "paused") await client.models.resume();
    return followSwitch(client, id, interruption.signal);
  });
  interruption.stopListening();
  if (options.json) await printJson(card);
  else await printSwitch(card);
  process.exitCode = interruption.exitCode() ?? 0;
}

async function printSwitch(card: ModelCard): Promise<void> {
  if (card.isInUse) return printText(`${nameOf(card)} is in use.`);
  const { photosDone, photosTotal } = card.filling ?? { photosDone: 0, photosTotal: 0 };
  await printNote(
    `${nameOf(card)} takes over once it knows all photos, ${formatCount(photosDone)} of ${countOf(photosTotal, "photo")} so far.`,
  );
  if (card.filling?.waitsFor === "disk")
    await printNote("The others are on a disk that is not connected now.");
  await printNote(`The app goes on with it, and so does \`shoebox models use ${card.id}\`.`);
}
