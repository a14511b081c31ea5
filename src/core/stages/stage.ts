import type { StageCounts } from "../catalog/stages.ts";

export type { StageCounts } from "../catalog/stages.ts";

/** What a stage is given for one batch. */
export interface Turn {
  /** Somebody waits for it to end: it may use all the threads there are. */
  isAwaited: boolean;
  signal: AbortSignal;
}

/** Why what is left is not due yet. */
export type Delay = "disk" | "retry";

/**
 * One kind of work on photos that are in: looking for copies, another model's vectors, captions. What is left of it is
 * a range of an index in the catalog, never a list in memory.
 */
export interface Stage {
  /** Names it across restarts: "duplicates", "embeddings:clip@1/preprocessing-1". */
  readonly name: string;
  /** For people: "Looking for copies". */
  readonly title: string;
  /** Of what it makes; a newer one makes its work due again. */
  readonly version: number;
  /** Of two stages that could run the more important one does. */
  readonly importance: number;
  /**
   * Its batches last long and are worked on in another process, at low priority: while one lasts, other stages go on. It
   * begins none while they have something to do, and gives up the one in hand when it is taken off.
   */
  readonly isApart?: boolean;
  counts(): StageCounts;
  /**
   * Does the next batch, and writes what came of it in one transaction.
   * @returns false when there is nothing to do now
   * @throws what kept it from working at all, whatever the photo: the model is damaged, the library's disk full
   */
  work(turn: Turn): Promise<boolean>;
  /** When what was put off is due again, in milliseconds since 1970, and what it waits for; undefined when nothing was. */
  putOffUntil?(): { dueAt: number; delay: Delay } | undefined;
  /** What failed is due again: for a stage whose queue the catalog's table of work does not hold. */
  retry?(): void;
  /** Disks were connected, or taken away. */
  disksChanged?(): void;
}
