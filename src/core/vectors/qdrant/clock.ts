/** Time and chance as a connection meets them; tests bring their own. */
export interface Clock {
  /** Milliseconds that only ever grow. */
  now(): number;
  /** 0 to 1, without 1. */
  random(): number;
  /** Runs it once, later; what is done in the background keeps no process alive. @returns what calls it off */
  after(millis: number, work: () => void, options?: { isBackground?: boolean }): () => void;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  random: () => Math.random(),
  after(millis, work, { isBackground = false } = {}) {
    const timer = setTimeout(work, millis);
    if (isBackground) timer.unref();
    return () => clearTimeout(timer);
  },
};

/** @throws the signal's reason */
export function pause(clock: Clock, millis: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(signal.reason);
      return;
    }
    const callOff = clock.after(millis, () => {
      signal.removeEventListener("abort", stop);
      resolve();
    });
    const stop = () => {
      callOff();
      reject(signal.reason);
    };
    signal.addEventListener("abort", stop, { once: true });
  });
}
