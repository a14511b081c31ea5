import { randomBytes } from "node:crypto";
import type { Ranking } from "./ranking.ts";

const mostSnapshots = 64;
/** A library of a million photos, as sixteen people scroll through all of it. */
const mostBytes = 128 * 1024 ** 2;

interface Snapshot {
  /** What was asked: a page of something else is not made of it. */
  key: string;
  ranking: Ranking;
}

/**
 * Orders of photos that pages were made of, so that further pages go on with them whatever came in meanwhile. One that
 * is kept no longer, since others were used later, is made anew by whoever asks for it.
 */
export class Snapshots {
  /** In order of use, the oldest first. */
  readonly #kept = new Map<string, Snapshot>();

  /** @returns its name */
  keep(key: string, ranking: Ranking): string {
    const name = randomBytes(12).toString("hex");
    this.#kept.set(name, { key, ranking });
    this.#dropOldest();
    return name;
  }

  /** undefined for one that is not kept (any more), or was made for something else. */
  find(name: string, key: string): Ranking | undefined {
    const snapshot = this.#kept.get(name);
    if (snapshot?.key !== key) return undefined;
    this.#kept.delete(name);
    this.#kept.set(name, snapshot);
    this.#dropOldest();
    return snapshot.ranking;
  }

  /** The one used last stays. */
  #dropOldest(): void {
    let bytes = 0;
    for (const [position, [name, { ranking }]] of [...this.#kept].reverse().entries()) {
      bytes += ranking.order.bytes + bytesPerScore * (ranking.scores.size + ranking.byWords.size);
      if (position > 0 && (bytes > mostBytes || position >= mostSnapshots)) this.#kept.delete(name);
    }
  }
}

/** An entry of a map of numbers. */
const bytesPerScore = 48;
