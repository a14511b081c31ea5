import type { Keeping } from "./keeping.ts";
import { hasRoom } from "./library-access.ts";

/** Between two looks at a full disk. */
const firstLookMillis = 3000;
const longestLookMillis = 5 * 60_000;

/** A disk that is full again within this time had no room worth the name: the next look waits longer. */
const relapseMillis = 60_000;

/** Waits, while the library's disk is full, for room on it. */
export class RoomWatch {
  readonly #keeping: Keeping;
  readonly #directory: string;
  readonly #onRoom: () => void;
  #delayMillis = firstLookMillis;
  #clearedAt = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(keeping: Keeping, directory: string, onRoom: () => void) {
    this.#keeping = keeping;
    this.#directory = directory;
    this.#onRoom = onRoom;
    keeping.onChange(() => this.#wait());
    this.#wait();
  }

  #wait(): void {
    clearTimeout(this.#timer);
    if (this.#isClosed || this.#keeping.hindrance?.code !== "DISK_FULL") return;
    const isRelapse = performance.now() - this.#clearedAt < relapseMillis;
    this.#delayMillis = isRelapse ? Math.min(longestLookMillis, this.#delayMillis * 2) : firstLookMillis;
    this.#lookLater();
  }

  #lookLater(): void {
    this.#timer = setTimeout(() => this.#look(), this.#delayMillis);
    this.#timer.unref();
  }

  #look(): void {
    if (!hasRoom(this.#directory)) {
      this.#lookLater();
      return;
    }
    this.#clearedAt = performance.now();
    this.#keeping.clear();
    this.#onRoom();
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
  }
}
