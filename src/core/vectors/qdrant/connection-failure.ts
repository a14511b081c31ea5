import type { ErrorCode } from "../../../contract/errors.ts";
import { systemCodeOf } from "../../errors.ts";
import type { QdrantAddress } from "./address.ts";
import type { Failure } from "./failure.ts";

export const cutWords = "the connection was cut";

const networkWords: Record<string, string> = {
  ECONNREFUSED: "nothing answers there (is Qdrant running, is the port right?)",
  ECONNRESET: cutWords,
  EPIPE: cutWords,
  UND_ERR_SOCKET: cutWords,
  ENOTFOUND: "no machine of that name can be found (is it spelled right, is this machine online?)",
  EAI_AGAIN: "no machine of that name can be found (is it spelled right, is this machine online?)",
  ENETUNREACH: "the network cannot be reached (is this machine online?)",
  ENETDOWN: "the network cannot be reached (is this machine online?)",
  EHOSTUNREACH: "the machine cannot be reached",
  EHOSTDOWN: "the machine cannot be reached",
  ETIMEDOUT: "the machine did not answer in time",
  UND_ERR_CONNECT_TIMEOUT: "the machine did not answer in time",
  UND_ERR_HEADERS_TIMEOUT: "the server did not answer in time",
  UND_ERR_BODY_TIMEOUT: "the server did not answer in time",
};

const certificateWords: Record<string, string> = {
  CERT_HAS_EXPIRED: "its certificate has run out",
  CERT_NOT_YET_VALID: "its certificate is not valid yet (is the clock of this machine right?)",
  ERR_TLS_CERT_ALTNAME_INVALID: "its certificate is for another name than the one in the address",
  CERT_REVOKED: "its certificate was taken back",
};
const certificateCode = /CERT|SELF_SIGNED|UNABLE_TO_/;

/**
 * What an error means that is no answer: of the network, of TLS, of what is no HTTP at all.
 * @returns undefined for what is none of these
 */
export function failureOfConnection(
  error: unknown,
  address: QdrantAddress,
  status?: number,
): Failure | undefined {
  const causes = causesOf(error);
  const code = causes.map(systemCodeOf).find((found) => found !== "") ?? "";
  const away = (words: string, isTransient: boolean): Failure => ({
    code: "VECTOR_STORE_UNREACHABLE",
    words,
    isTransient,
    isAway: true,
    retryAfterMillis: null,
    status,
  });
  const final = (shoeboxCode: ErrorCode, words: string): Failure => ({
    ...away(words, false),
    code: shoeboxCode,
  });
  if (certificateCode.test(code)) return away(certificateSentence(code), false);
  if (code.startsWith("ERR_SSL_")) {
    const sentence = otherProtocolSentence(code);
    return sentence === undefined
      ? away(`no secure connection could be made (${code})`, false)
      : final("VECTOR_STORE_UNSUITABLE", sentence);
  }
  const strange = causes.find((cause) => cause instanceof Error && cause.name === "HTTPParserError");
  if (strange) return final("VECTOR_STORE_UNSUITABLE", strangeSentence(strange, address));
  if (causes.some((cause) => cause instanceof Error && cause.message === "bad port")) {
    const words = `port ${address.port} is set aside for another service, and is never asked for web pages`;
    return final("VECTOR_STORE_UNSUITABLE", words);
  }
  if (causes.some((cause) => cause instanceof Error && /\(407\)/.test(cause.message))) {
    return away("the proxy on the way wants a name and a password", false);
  }
  const tunnel = causes.find((cause) => cause instanceof Error && /HTTP Tunneling/.test(cause.message));
  if (tunnel) return away("the proxy on the way does not let it through", true);
  const words = networkWords[code];
  if (words !== undefined) return away(words, true);
  // Errors of `fetch` itself, and whatever else the system or undici gave a code to.
  const isOfFetch = error instanceof TypeError && /^(?:fetch failed|terminated)$/.test(error.message);
  return isOfFetch ? away(`the connection failed (${code || lastWordsOf(causes)})`, true) : undefined;
}

function certificateSentence(code: string): string {
  const words = certificateWords[code] ?? "its certificate is signed by nobody whom this machine trusts";
  const remedy =
    certificateWords[code] === undefined
      ? "; if it is your own, start Shoebox with NODE_EXTRA_CA_CERTS=FILE, the certificate of who signed it"
      : "";
  return `the server cannot prove who it is: ${words} (${code})${remedy}`;
}

function otherProtocolSentence(tlsCode: string): string | undefined {
  if (/(?:WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG)$/.test(tlsCode)) {
    return "what answers there speaks http, not https: begin the address with http://";
  }
  return tlsCode.endsWith("NO_APPLICATION_PROTOCOL") ? grpcSentence : undefined;
}

const grpcSentence = "that is a gRPC port (6334 as a rule); Shoebox needs Qdrant's REST port, 6333 as a rule";

/** The first bytes tell who it was: a TLS alert (RFC 8446, 6), or the SETTINGS of HTTP/2 (RFC 9113, 3.4), which is gRPC's. */
function strangeSentence(error: unknown, address: QdrantAddress): string {
  const { data } = error as { data?: unknown };
  const bytes = Buffer.from(typeof data === "string" ? data : "", "latin1");
  if (bytes[0] === 0x15 && bytes[1] === 3) {
    return "what answers there speaks https, not http: begin the address with https://";
  }
  if (bytes.length > 4 && bytes.readUInt16BE(0) === 0 && bytes[3] === 4) return grpcSentence;
  return `what answers there is no web server, so no Qdrant (is port ${address.port} right?)`;
}

/** The error and what led to it, the outermost first; of several addresses of one machine, what came of each. */
function causesOf(error: unknown): unknown[] {
  const causes: unknown[] = [];
  for (let cause = error; cause instanceof Error && causes.length < 10; cause = cause.cause) {
    causes.push(cause);
    if (cause instanceof AggregateError) causes.push(...cause.errors);
  }
  return causes;
}

function lastWordsOf(causes: unknown[]): string {
  const last = causes.at(-1);
  return last instanceof Error ? last.message.slice(0, 200) : "for no reason that was given";
}
