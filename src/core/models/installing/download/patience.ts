import { setTimeout as wait } from "node:timers/promises";

/** How long a download bears with a network before it gives up. */
export interface Patience {
  /** In a row that brought no byte further than the ones before. */
  tries: number;
  /** Before the second try; twice as much before each further one. */
  backoffMillis: number;
  backoffCapMillis: number;
  /** The longest that a server's Retry-After is waited for. */
  retryAfterCapMillis: number;
  /** Without a byte: the connection counts as dead. */
  stallMillis: number;
}

export const defaultPatience: Patience = {
  tries: 6,
  backoffMillis: 1000,
  backoffCapMillis: 30_000,
  retryAfterCapMillis: 120_000,
  stallMillis: 30_000,
};

/**
 * Milliseconds before the next try: what the server asked for, else exponential backoff with "equal jitter", half of it
 * by chance, so that many clients do not come back at once (AWS Architecture Blog, "Exponential Backoff And Jitter").
 * @param failures in a row, from 1 on
 */
export function backoffMillisOf(
  patience: Patience,
  failures: number,
  retryAfterMillis: number | null = null,
): number {
  if (retryAfterMillis !== null) return Math.min(retryAfterMillis, patience.retryAfterCapMillis);
  const full = Math.min(patience.backoffMillis * 2 ** (failures - 1), patience.backoffCapMillis);
  return full / 2 + (Math.random() * full) / 2;
}

/** @throws the signal's reason */
export async function pause(millis: number, signal: AbortSignal): Promise<void> {
  await wait(millis, undefined, { signal }).catch((error: unknown) => {
    signal.throwIfAborted();
    throw error;
  });
}
