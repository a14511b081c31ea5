import type { ModelCard, ShoeboxClient } from "../contract/index.ts";
import { findModel, followModel, photoFinders } from "./model-shelf.ts";
import type { Progress } from "./progress-bar.ts";

/** Until it is in use, is not wanted any more, or has photos left only on disks that are not connected. */
export function followSwitch(client: ShoeboxClient, id: string, signal: AbortSignal): Promise<ModelCard> {
  return followModel({
    find: () => findModel(photoFinders, client, id),
    signal,
    progressOf: fillingProgress,
  });
}

function fillingProgress({ filling, isInUse, isWanted, trouble }: ModelCard): Progress | undefined {
  if (isInUse || !isWanted || trouble) return undefined;
  if (!filling) return { phase: "Switching", done: 0, total: null, perSecond: 0, secondsLeft: null };
  const { state, waitsFor, photosDone: done, photosTotal: total, perSecond, secondsLeft } = filling;
  if (waitsFor === "disk") return undefined;
  const phase = state === "running" ? "Looking at photos" : "Waiting";
  return { phase, done, total, perSecond, secondsLeft };
}
