import type { Failure } from "./failure.ts";

/** What a call comes to without a word of the server's. */
function unreachable(words: string, isAway: boolean): Failure {
  const common = { isTransient: true, retryAfterMillis: null, status: undefined };
  return { ...common, code: "VECTOR_STORE_UNREACHABLE", words, isAway };
}

export function noAnswerWithin(millis: number): Failure {
  return unreachable(`no answer came within ${secondsOf(millis)} s`, true);
}

/** Too much was under way on this side. */
export function noTurnWithin(millis: number): Failure {
  return unreachable(`its turn did not come within ${secondsOf(millis)} s`, false);
}

export function leftAloneFor(millis: number): Failure {
  return unreachable(`the server asks to be left alone for another ${secondsOf(millis)} s`, false);
}

function secondsOf(millis: number): number {
  return Math.ceil(millis / 100) / 10;
}
