/** How long calls bear with a server. */
export interface Patience {
  /** A whole call: waiting for its turn, all tries, and the pauses between them. */
  readMillis: number;
  writeMillis: number;
  /** Of one call. */
  tries: number;
  /** The longest pause before the second try; twice as long before each further one. */
  backoffMillis: number;
  backoffCapMillis: number;
  /** The longest that a server's Retry-After keeps calls back. */
  retryAfterCapMillis: number;
  /** Calls in a row that found nobody: from then on all fail at once. */
  failuresUntilAway: number;
  /** Between looks whether it is back: at first, and at most. */
  probePauseMillis: number;
  probePauseCapMillis: number;
  /** Of one look. */
  probeMillis: number;
}

export const defaultPatience: Patience = {
  readMillis: 10_000,
  writeMillis: 60_000,
  tries: 5,
  backoffMillis: 200,
  backoffCapMillis: 5000,
  retryAfterCapMillis: 120_000,
  failuresUntilAway: 3,
  probePauseMillis: 1000,
  probePauseCapMillis: 60_000,
  probeMillis: 5000,
};

/**
 * Milliseconds before the next try: "full jitter", anything from nothing to the bound that doubles, which spreads many
 * clients best (AWS Architecture Blog, "Exponential Backoff And Jitter").
 * @param failures in a row, from 1 on
 */
export function backoffMillisOf(patience: Patience, failures: number, random: number): number {
  return random * Math.min(patience.backoffMillis * 2 ** (failures - 1), patience.backoffCapMillis);
}

/** Milliseconds before the next look: half of it by chance ("equal jitter"), as a look without a pause would be no pause. */
export function probePauseMillisOf(patience: Patience, looks: number, random: number): number {
  const full = Math.min(patience.probePauseMillis * 2 ** looks, patience.probePauseCapMillis);
  return Math.max(patience.probePauseMillis, full / 2 + (random * full) / 2);
}
