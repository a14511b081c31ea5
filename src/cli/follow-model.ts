import { setTimeout as delay } from "node:timers/promises";
import type { ModelCard, ShoeboxClient } from "../contract/index.ts";
import { CommandError } from "./errors.ts";
import { createProgressBar, type Progress } from "./progress-bar.ts";

const lookMillis = 300;

interface Following {
  id: string;
  /** undefined where nothing is under way. */
  progressOf(card: ModelCard): Progress | undefined;
  /** Ends the following; what is under way is left as it is. */
  signal: AbortSignal;
}

/**
 * Follows what is being done to a model until it is over, with a bar where stderr is a terminal.
 * @returns the model as it was last
 * @throws CommandError with the code of what stopped it
 */
async function followModel(client: ShoeboxClient, following: Following): Promise<ModelCard> {
  const bar = createProgressBar();
  try {
    for (;;) {
      const card = await findModel(client, following.id);
      const progress = following.progressOf(card);
      if (card.trouble && !progress) throw new CommandError(card.trouble.code, card.trouble.message);
      if (!progress || following.signal.aborted) return card;
      bar.show(progress);
      await delay(lookMillis, undefined, { signal: following.signal }).catch(() => {});
    }
  } finally {
    bar.clear();
  }
}

/** @throws CommandError MODEL_NOT_FOUND */
export async function findModel(client: ShoeboxClient, id: string): Promise<ModelCard> {
  const { models } = await client.models.list();
  const card = models.find((model) => model.id === id);
  if (!card) throw new CommandError("MODEL_NOT_FOUND", `There is no model ${id}`);
  return card;
}

/** Until its files are here, or the download ended without them. */
export function followDownload(client: ShoeboxClient, id: string, signal: AbortSignal): Promise<ModelCard> {
  return followModel(client, { id, signal, progressOf: downloadProgress });
}

function downloadProgress({ download, isInstalled }: ModelCard): Progress | undefined {
  if (isInstalled || download === null) return undefined;
  const { bytesDone: done, bytesTotal: total, bytesPerSecond: perSecond, secondsLeft } = download;
  return { phase: "Getting it", done, total, perSecond, secondsLeft, unit: "bytes" };
}

/** Until it is in use, is not wanted any more, or has photos left only on disks that are not connected. */
export function followSwitch(client: ShoeboxClient, id: string, signal: AbortSignal): Promise<ModelCard> {
  return followModel(client, { id, signal, progressOf: fillingProgress });
}

function fillingProgress({ filling, isInUse, isWanted, trouble }: ModelCard): Progress | undefined {
  if (isInUse || !isWanted || trouble) return undefined;
  if (!filling) return { phase: "Switching", done: 0, total: null, perSecond: 0, secondsLeft: null };
  const { state, waitsFor, photosDone: done, photosTotal: total, perSecond, secondsLeft } = filling;
  if (waitsFor === "disk") return undefined;
  const phase = state === "running" ? "Looking at photos" : "Waiting";
  return { phase, done, total, perSecond, secondsLeft };
}
