import { isShoeboxError, ShoeboxError } from "../../errors.ts";
import type { QdrantAddress } from "./address.ts";
import { withoutKey } from "./api-key.ts";
import { type Failure, failureOf } from "./failure.ts";

/** What lies behind a ShoeboxError of this room: its cause. Holds nothing that was sent, so it may be printed. */
export class QdrantAnswer extends Error {
  /** Of the HTTP answer; undefined where there was none. */
  readonly status: number | undefined;

  constructor(words: string, status: number | undefined) {
    super(words);
    this.name = "QdrantAnswer";
    this.status = status;
  }
}

/** The HTTP status that an error of a call came from; undefined where there was no answer, or none of a server's. */
export function answeredStatusOf(error: unknown): number | undefined {
  return isShoeboxError(error) && error.cause instanceof QdrantAnswer ? error.cause.status : undefined;
}

/**
 * What an error of Qdrant's client means to a person. Errors that carry a code already pass through.
 * @param what failed: "searching"
 * @param key that was sent; it is left out of whatever the server says
 */
export function fromQdrantError(
  error: unknown,
  what: string,
  address: QdrantAddress,
  key?: string,
): ShoeboxError {
  if (isShoeboxError(error)) return error;
  const failure = failureOf(error, undefined, address, key);
  if (failure) return problemOf(failure, what, address);
  const message = `${sentenceStart(what)} failed at ${address}: ${withoutKey(String(error), key)}`;
  return new ShoeboxError("INTERNAL_ERROR", message);
}

export function problemOf(
  { code, words, status }: Failure,
  what: string,
  address: QdrantAddress,
): ShoeboxError {
  const cause = new QdrantAnswer(words, status);
  return new ShoeboxError(code, `${sentenceStart(what)} failed at ${address}: ${words}.`, { cause });
}

function sentenceStart(what: string): string {
  return `${what.charAt(0).toUpperCase()}${what.slice(1)}`;
}
