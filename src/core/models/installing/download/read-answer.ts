import type { IncomingHttpHeaders } from "node:http";
import { retryAfterMillisOf } from "../../../retry-after.ts";
import { bytesInWords } from "../bytes-in-words.ts";
import { shownAddress } from "./addresses.ts";
import { DownloadFailure, failureOfStatus } from "./download-failure.ts";
import type { Answer } from "./open-address.ts";
import type { Part, PartRecord } from "./part-file.ts";

/** A file as it is known before it is asked for. */
export interface WantedFile {
  /** As a person knows it: its path in the model. */
  name: string;
  /** Absolute path of the file when it is whole. */
  path: string;
  address: URL;
  sizeBytes: number | null;
  sha256: string | null;
}

/** The file that an answer brings, and from which byte on. */
export interface Arrival extends PartRecord {
  firstByte: number;
}

/**
 * What an answer brings, compared with what is wanted and with what lies there.
 * @throws DownloadFailure
 */
export function readAnswer(answer: Answer, wanted: WantedFile, part: Part | undefined): Arrival {
  const { body, address } = answer;
  const status = body.statusCode ?? 0;
  if (status === 416 && part) return readNothingMore(answer, wanted, part);
  if (status !== 200 && status !== 206) {
    throw failureOfStatus(status, address, retryAfterMillisOf(body.headers["retry-after"]));
  }
  assertIsFile(body.headers, address);
  const range = status === 206 ? contentRangeOf(body.headers) : undefined;
  const firstByte = range?.firstByte ?? 0;
  if (status === 206 && firstByte !== part?.bytes) {
    throw new DownloadFailure("the server sent another part than it was asked for", address, {
      spoilsPart: true,
    });
  }
  const sizeBytes = range ? range.sizeBytes : lengthOf(body.headers);
  const arrival = { ...assertFits({ ...answer, sizeBytes }, wanted), firstByte };
  if (firstByte > 0 && part && isOther(part, arrival)) {
    throw new DownloadFailure("the file changed while it was coming", address, { spoilsPart: true });
  }
  return arrival;
}

/** "416 Range Not Satisfiable": there is nothing after the bytes that lie here. They may be all of it. */
function readNothingMore(answer: Answer, wanted: WantedFile, part: Part): Arrival {
  const { sizeBytes } = contentRangeOf(answer.body.headers) ?? {};
  if (sizeBytes !== part.bytes) {
    const words = "416: the server has no bytes after those that came before";
    throw new DownloadFailure(words, answer.address, { spoilsPart: true });
  }
  return { ...assertFits({ ...answer, sizeBytes }, wanted), firstByte: part.bytes };
}

/** What stands in the way of a network (a page to sign in to) answers with a page, and says that all is well. */
function assertIsFile(headers: IncomingHttpHeaders, address: URL): void {
  const encoding = headers["content-encoding"] ?? "identity";
  if (encoding !== "identity") {
    throw new DownloadFailure(`the server packs the file (${encoding}) though asked not to`, address, {
      isPermanent: true,
    });
  }
  if (!/^text\/html\b/i.test(headers["content-type"] ?? "")) return;
  throw new DownloadFailure("a web page came instead of the file", address, { isPermanent: true });
}

/** @throws DownloadFailure where the server's word is not what this version of Shoebox knows of the file */
function assertFits(
  { body, address, linked, sizeBytes }: Answer & { sizeBytes: number | null },
  wanted: WantedFile,
): PartRecord {
  const size = wanted.sizeBytes ?? linked.sizeBytes ?? sizeBytes;
  const sha256 = wanted.sha256 ?? linked.sha256;
  for (const said of [linked.sizeBytes, sizeBytes]) {
    if (said === null || said === size || size === null) continue;
    const words = `wrong contents: ${bytesInWords(said)} (${said}) instead of ${bytesInWords(size)} (${size})`;
    throw new DownloadFailure(words, address, { isPermanent: true, spoilsPart: true });
  }
  if (linked.sha256 !== null && linked.sha256 !== sha256) {
    const words = `wrong contents: SHA-256 ${linked.sha256} instead of ${sha256}`;
    throw new DownloadFailure(words, address, { isPermanent: true, spoilsPart: true });
  }
  if (size === null && sha256 === null && body.headers["transfer-encoding"] === undefined) {
    const words = "the server does not say how long the file is, so that a cut one could not be told";
    throw new DownloadFailure(words, address, { isPermanent: true });
  }
  const etag = body.headers.etag ?? null;
  return { address: shownAddress(wanted.address), etag, sizeBytes: size, sha256 };
}

/** The same address gave another file before. */
function isOther(part: PartRecord, now: PartRecord): boolean {
  if (part.address !== now.address) return false;
  const differs = (a: string | null, b: string | null) => a !== null && b !== null && a !== b;
  return differs(part.etag, now.etag) || differs(part.sha256, now.sha256);
}

function contentRangeOf(
  headers: IncomingHttpHeaders,
): { firstByte: number; sizeBytes: number | null } | undefined {
  const match = /^bytes (?:(\d+)-\d+|\*)\/(\d+|\*)$/.exec(headers["content-range"] ?? "");
  if (!match) return undefined;
  const [, firstByte, size] = match;
  return { firstByte: Number(firstByte ?? -1), sizeBytes: size === "*" ? null : Number(size) };
}

function lengthOf(headers: IncomingHttpHeaders): number | null {
  const length = headers["content-length"];
  return length === undefined ? null : Number(length);
}
