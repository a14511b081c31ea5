import type { Piscina } from "piscina";

let isKeeping = false;
const kept = new Map<string, Piscina[]>();

/**
 * From here on the threads of a pool that is closed are kept for the next pool of the same kind: whoever opens one
 * library after the other in one process waits a second less for each, in which threads load the same libraries and
 * models again. Off unless asked for: a closed library gives its memory back.
 */
export function keepThreads(): void {
  isKeeping = true;
}

/** Ends all that are kept, and keeps none any more. */
export async function endKeptThreads(): Promise<void> {
  isKeeping = false;
  const pools = [...kept.values()].flat();
  kept.clear();
  await Promise.all(pools.map((pool) => pool.destroy()));
}

/** @param kind what its threads run, and with what; those of one kind can stand in for each other */
export function takeKept(kind: string): Piscina | undefined {
  return kept.get(kind)?.pop();
}

/** Keeps a pool that has nothing to do. false: it is for the caller to end. */
export function keep(kind: string, pool: Piscina): boolean {
  if (!isKeeping) return false;
  // They speak to the one who closed it; a thread that dies while it is kept is nobody's loss.
  for (const event of ["error", "workerDestroy"]) pool.removeAllListeners(event);
  pool.on("error", () => {});
  const others = kept.get(kind) ?? [];
  kept.set(kind, [...others, pool]);
  return true;
}
