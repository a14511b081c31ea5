import type { ErrorCode } from "../../../contract/errors.ts";
import type { Failure } from "./failure.ts";

/** Of answers after which the same request may go well; 5xx beside these, but for the few that say otherwise. */
const transientStatuses: ReadonlySet<number> = new Set([408, 425, 429]);
const finalServerStatuses: ReadonlySet<number> = new Set([501, 505, 507, 508, 511]);

const statusWords: Record<number, string> = {
  407: "the proxy on the way wants a name and a password",
  408: "it took too long for the server",
  413: "it is more than the server, or a proxy before it, takes at once",
  429: "the server asks to be asked less often",
  500: "the server failed",
  502: "the server behind this address does not answer",
  503: "the server cannot answer now",
  504: "the server behind this address took too long",
  511: "the network wants you to sign in first",
};

/**
 * Qdrant 1.18's own words for a disk that is full (`shards/local_shard/shard_ops.rs`), for a limit to disk and memory that
 * its strict mode sets (`operations/verification/mod.rs`), and the system's.
 */
const fullWords =
  /no space left on device|disk (?:quota|full)|disk usage is at|memory usage is at|not enough space|os error (?:28|122)\b/i;

/** What lies there is of another shape than what was asked for (`segment/src/common/operation_error.rs`). */
const shapeWords =
  /vector dimension|expected dim|not existing vector name|vector with name|collection .* (?:doesn't|does not) exist/i;

interface RefusingAnswer {
  status: number;
  /** In a sentence; "" for none. */
  said: string;
  /** It has the shape of Qdrant's own answers. */
  isQdrant: boolean;
  location: string | undefined;
  retryAfterMillis: number | null;
  /** A key was sent. */
  hasKey: boolean;
}

/** What an answer means that is not the one that was asked for. */
export function failureOfStatus(answer: RefusingAnswer): Failure {
  const { status, said } = answer;
  const failure = {
    isTransient: isTransient(status),
    isAway: status >= 500 && isTransient(status),
    retryAfterMillis: answer.retryAfterMillis,
    status,
  };
  const final = { ...failure, isTransient: false, isAway: false };
  if (status >= 300 && status < 400) return { ...final, ...redirected(status, answer.location) };
  if (fullWords.test(said) || status === 507) {
    return {
      ...final,
      code: "VECTOR_STORE_FULL",
      words: withWords(status, "the server has no room left", said),
    };
  }
  if (status === 401 || status === 403) return { ...final, ...refused(answer) };
  const [code, words] = meaningOf(answer);
  return { ...failure, code, words: withWords(status, words, said) };
}

function isTransient(status: number): boolean {
  return transientStatuses.has(status) || (status >= 500 && !finalServerStatuses.has(status));
}

function meaningOf({ status, said, isQdrant }: RefusingAnswer): [ErrorCode, string] {
  if (isTransient(status) || status === 407 || status === 511) {
    return ["VECTOR_STORE_UNREACHABLE", statusWords[status] ?? "the server failed"];
  }
  if (status === 404 && !isQdrant)
    return ["VECTOR_STORE_UNSUITABLE", "there is no Qdrant under this address"];
  if (status === 404 || shapeWords.test(said)) {
    return ["VECTOR_STORE_UNSUITABLE", "the collection is not what it has to be"];
  }
  return ["VECTOR_STORE_REFUSED", statusWords[status] ?? "the server refuses it"];
}

/** Keys that are wrong, missing, or may do less; a lock answers with the same status. */
function refused({ status, said, hasKey }: RefusingAnswer): { code: ErrorCode; words: string } {
  if (/locked/i.test(said)) {
    return {
      code: "VECTOR_STORE_UNREACHABLE",
      words: withWords(status, "the server takes no changes now", said),
    };
  }
  const notTaken = hasKey
    ? "the server does not take this key"
    : "the server wants a key, and none was given";
  const notAllowed = "the key does not give the right to do this";
  const words = status === 403 && hasKey ? notAllowed : notTaken;
  return { code: "VECTOR_STORE_KEY_REFUSED", words: withWords(status, words, said) };
}

/** Never followed: the key would be shown to whoever answers there. */
function redirected(status: number, location: string | undefined): { code: ErrorCode; words: string } {
  const target = location === undefined ? null : URL.parse(location);
  const where = target ? ` to ${target.origin}${target.pathname}` : "";
  const words = `${status}: one is sent on${where}; give the address that Qdrant itself answers at`;
  return { code: "VECTOR_STORE_UNSUITABLE", words };
}

function withWords(status: number, words: string, said: string): string {
  return said === "" ? `${words} (${status})` : `${words} (${status}: ${said})`;
}
