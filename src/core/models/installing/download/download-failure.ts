import { systemCodeOf } from "../../../errors.ts";
import { shownAddress } from "./addresses.ts";

interface FailureOptions {
  /** Trying again would bring the same answer. */
  isPermanent?: boolean;
  /** What lies there so far is of no use. */
  spoilsPart?: boolean;
  /** Pieces of two tries may have been put together: once from the start may be right. */
  isWrongContents?: boolean;
  /** As the server asked; null where it did not. */
  retryAfterMillis?: number | null;
  cause?: unknown;
}

/** Why one try at a file failed: in words that go on with "at ADDRESS". */
export class DownloadFailure extends Error {
  readonly address: URL;
  readonly isPermanent: boolean;
  readonly spoilsPart: boolean;
  readonly isWrongContents: boolean;
  readonly retryAfterMillis: number | null;

  constructor(words: string, address: URL, options: FailureOptions = {}) {
    super(words, { cause: options.cause });
    this.name = "DownloadFailure";
    this.address = address;
    this.isPermanent = options.isPermanent ?? false;
    this.spoilsPart = options.spoilsPart ?? false;
    this.isWrongContents = options.isWrongContents ?? false;
    this.retryAfterMillis = options.retryAfterMillis ?? null;
  }

  /** The whole sentence, for a file that is given up. */
  describe(fileName: string, tries: number): string {
    const after = tries > 1 ? ` after ${tries} tries` : "";
    return `${fileName} could not be downloaded. ${this.message}${after} at ${shownAddress(this.address)}`;
  }
}

const statusWords: Record<number, string> = {
  401: "signing in is asked for",
  403: "the server refuses to give it out",
  404: "there is no such file",
  407: "the proxy wants a name and a password",
  410: "the file is no longer there",
  429: "the server was asked too often",
  500: "the server failed",
  502: "the server behind the address does not answer",
  503: "the server cannot answer now",
  504: "the server behind the address took too long",
};
const transientStatuses: ReadonlySet<number> = new Set([408, 425, 429]);

/** What an answer means that is neither the file nor the way to it. */
export function failureOfStatus(
  status: number,
  address: URL,
  retryAfterMillis: number | null,
): DownloadFailure {
  const words = statusWords[status] ?? (status >= 500 ? "the server failed" : "the server gives no file");
  const isPermanent = status < 500 && !transientStatuses.has(status);
  return new DownloadFailure(`${status}: ${words}`, address, { isPermanent, retryAfterMillis });
}

const networkWords: Record<string, string> = {
  ECONNREFUSED: "nothing answers",
  ECONNRESET: "the server closed the connection",
  EPIPE: "the server closed the connection",
  ENOTFOUND: "no server of that name can be found (is this machine online?)",
  EAI_AGAIN: "no server of that name can be found (is this machine online?)",
  ENETUNREACH: "the network cannot be reached (is this machine online?)",
  EHOSTUNREACH: "the server cannot be reached",
  ETIMEDOUT: "the server did not answer in time",
  ERR_PROXY_TUNNEL: "the proxy does not let it through",
};
const certificateCode = /CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS_/;

/** What an error of a connection means. Only what will not pass by itself is permanent. */
export function failureOfConnection(error: unknown, address: URL): DownloadFailure {
  const code = systemCodeOf(error);
  if (certificateCode.test(code)) {
    const words = `the server cannot prove who it is (${code})`;
    return new DownloadFailure(words, address, { isPermanent: true, cause: error });
  }
  // Of Node's HTTP parser: HPE_INVALID_CONSTANT and its like.
  const strange = code.startsWith("HPE_") ? "what answers is no web server" : undefined;
  const words = networkWords[code] ?? strange ?? `the connection failed (${code || String(error)})`;
  return new DownloadFailure(words, address, { cause: error });
}
