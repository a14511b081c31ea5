import type { Coordinates } from "../geography/place-namer.ts";
import { TaskPool } from "./task-pool.ts";
import { workerFile } from "./worker-file.ts";

/** A thread of its own for the gazetteer, which takes half a second to read and some 100 MB: it comes and goes with the work. */
export interface PlacePool {
  /** The names of each place, the smallest place first. Rejects when the thread died. */
  name(places: readonly Coordinates[]): Promise<string[][]>;
  close(): Promise<void>;
}

/** Photos that come in one after the other are named by the same thread. */
const idleMillis = 30_000;

export function startPlacePool(): PlacePool {
  const pool = new TaskPool({
    filename: workerFile("place-worker"),
    // It works with no native library.
    loadAddon: async () => undefined,
    maxThreads: 1,
    idleTimeout: idleMillis,
  });
  return {
    name: async (places) => (await pool.run(places, { name: "name" })) as string[][],
    close: () => pool.close(),
  };
}
