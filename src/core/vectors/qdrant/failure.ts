import type { ErrorCode } from "../../../contract/errors.ts";
import { retryAfterMillisOf } from "../../retry-after.ts";
import type { QdrantAddress } from "./address.ts";
import { failureOfConnection } from "./connection-failure.ts";
import { saysItIsQdrant, serverWordsOf } from "./server-words.ts";
import { failureOfStatus } from "./status-failure.ts";
import type { AnswerHead } from "./transport.ts";

/** What one try at a request came to. */
export interface Failure {
  code: ErrorCode;
  /** Goes on after "Searching failed at ADDRESS: ". */
  words: string;
  /** Tried again, it may go well. */
  isTransient: boolean;
  /** Nobody is there who could do anything at all: not about what was asked, but about the server. */
  isAway: boolean;
  /** As the server asks; null where it does not. */
  retryAfterMillis: number | null;
  /** Of the HTTP answer; undefined where there was none. */
  status: number | undefined;
}

/**
 * Reads what Qdrant's client threw.
 * @param head what its answer began with, where one did: the client's own errors do not always say
 * @param key that was sent; undefined where none was
 * @returns undefined for what has nothing to do with the server, and is to be thrown on
 */
export function failureOf(
  error: unknown,
  head: AnswerHead | undefined,
  address: QdrantAddress,
  key: string | undefined,
): Failure | undefined {
  const status = statusOf(error) ?? head?.status;
  if (status !== undefined && (status < 200 || status > 299)) {
    return failureOfStatus({
      status,
      said: serverWordsOf(bodyOf(error), key),
      isQdrant: saysItIsQdrant(bodyOf(error)),
      location: headerOf(error, "location"),
      retryAfterMillis: head?.retryAfterMillis ?? retryAfterMillisOf(headerOf(error, "retry-after")),
      hasKey: key !== undefined,
    });
  }
  return failureOfConnection(error, address, status) ?? failureOfContents(error, status);
}

/** A good status before what is no answer of Qdrant's. */
function failureOfContents(error: unknown, status: number | undefined): Failure | undefined {
  const common = { retryAfterMillis: null, status };
  // A cut text ends too early; one of another program would hardly begin like JSON and not go on like it.
  if (error instanceof SyntaxError) {
    const words = "its answer is garbled or cut off";
    return { ...common, code: "VECTOR_STORE_UNREACHABLE", words, isTransient: true, isAway: true };
  }
  const isStrange =
    error instanceof Error && /^(?:Unexpected Response|Result came uninit)/.test(error.message);
  if (!isStrange) return undefined;
  const words = "what answers is no Qdrant";
  return { ...common, code: "VECTOR_STORE_UNSUITABLE", words, isTransient: false, isAway: false };
}

function statusOf(error: unknown): number | undefined {
  const { status } = (error ?? {}) as { status?: unknown };
  return typeof status === "number" && status > 0 ? status : undefined;
}

function bodyOf(error: unknown): unknown {
  return (error as { data?: unknown } | undefined)?.data;
}

function headerOf(error: unknown, name: string): string | undefined {
  const { headers } = (error ?? {}) as { headers?: unknown };
  return headers instanceof Headers ? (headers.get(name) ?? undefined) : undefined;
}
