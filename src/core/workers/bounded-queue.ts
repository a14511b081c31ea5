interface Waiting {
  isUrgent: boolean;
  start(): void;
  drop(reason: unknown): void;
}

interface BoundedQueueOptions {
  /** Beyond this what has waited longest is rejected. */
  mostWaiting: number;
  /** What was asked for last is wanted most. */
  isNewestFirst: boolean;
}

/** Does one thing at a time; what waits can be given up, and is when too much does. */
export class BoundedQueue {
  readonly #options: BoundedQueueOptions;
  readonly #waiting = new Set<Waiting>();
  #isBusy = false;

  constructor(options: BoundedQueueOptions) {
    this.#options = options;
  }

  /**
   * Rejects with the signal's reason where that is aborted before the work begins.
   * @param isUrgent before all that is not
   */
  async run<Result>(work: () => Promise<Result>, signal?: AbortSignal, isUrgent = false): Promise<Result> {
    signal?.throwIfAborted();
    if (this.#isBusy) await this.#turn(signal, isUrgent);
    this.#isBusy = true;
    try {
      return await work();
    } finally {
      this.#startNext();
    }
  }

  #turn(signal: AbortSignal | undefined, isUrgent: boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const giveUp = () => waiting.drop(signal?.reason);
      const leave = () => {
        this.#waiting.delete(waiting);
        signal?.removeEventListener("abort", giveUp);
      };
      const waiting: Waiting = {
        isUrgent,
        start: () => {
          leave();
          resolve();
        },
        drop: (reason) => {
          leave();
          reject(reason);
        },
      };
      signal?.addEventListener("abort", giveUp, { once: true });
      this.#waiting.add(waiting);
      const [oldest] = this.#waiting;
      if (this.#waiting.size > this.#options.mostWaiting) oldest?.drop(new QueueFullError());
    });
  }

  /** The next one is busy from here on: nothing that comes meanwhile may step in between. */
  #startNext(): void {
    const all = [...this.#waiting];
    const urgent = all.filter(({ isUrgent }) => isUrgent);
    const inOrder = urgent.length > 0 ? urgent : all;
    const next = this.#options.isNewestFirst ? inOrder.at(-1) : inOrder[0];
    if (next) next.start();
    else this.#isBusy = false;
  }
}

/** Thrown to what waited longest, when more came than may wait. */
export class QueueFullError extends Error {
  constructor() {
    super("Too much waits before it.");
    this.name = "QueueFullError";
  }
}
