import { stat } from "node:fs/promises";
import { isShoeboxError, ShoeboxError } from "../../../errors.ts";
import { writeFailure } from "../durable-files.ts";
import { sha256OfFile } from "../hash-file.ts";
import { shownAddress } from "./addresses.ts";
import { DownloadFailure } from "./download-failure.ts";
import type { HttpAgents } from "./http-agents.ts";
import { openAddress } from "./open-address.ts";
import { type Part, PartFile, type PartRecord } from "./part-file.ts";
import { type Patience, pause } from "./patience.ts";
import { readAnswer, type WantedFile } from "./read-answer.ts";
import { receive } from "./receive.ts";
import { StallWatch } from "./stall-watch.ts";
import { Tries } from "./tries.ts";

export interface DownloadOptions {
  agents: HttpAgents;
  patience: Patience;
  signal: AbortSignal;
  onProgress(progress: FileProgress): void;
  /** The file is whole and right, and gets its name next: the time to write down what it is. */
  onVerified(arrived: ArrivedFile): Promise<void>;
}

export interface FileProgress {
  /** Of the whole file, those of earlier tries included; fewer than before where it starts anew. */
  bytesDone: number;
  /** null until a server says it. */
  sizeBytes: number | null;
  /** Since this was told the last time. */
  bytesReceived: number;
}

/** A file that is whole, as it lies there. */
export interface ArrivedFile {
  sizeBytes: number;
  sha256: string;
}

/**
 * Brings one file, going on where an earlier try ended, until it is whole and right; only then it gets its name.
 * @throws MODEL_DOWNLOAD_FAILED, DISK_FULL, LIBRARY_DISK_ERROR, PERMISSION_DENIED; the signal's reason when cancelled
 */
export async function downloadFile(wanted: WantedFile, options: DownloadOptions): Promise<ArrivedFile> {
  const part = new PartFile(wanted.path);
  const tries = new Tries(options.patience);
  for (;;) {
    options.signal.throwIfAborted();
    try {
      return await tryOnce(part, wanted, options, tries);
    } catch (error) {
      if (!(error instanceof DownloadFailure)) throw error;
      if (error.spoilsPart) await part.discard();
      const waitMillis = tries.waitMillisAfter(error);
      if (waitMillis === undefined) {
        const message = error.describe(wanted.name, tries.failures);
        throw new ShoeboxError("MODEL_DOWNLOAD_FAILED", message, { cause: error });
      }
      await pause(waitMillis, options.signal);
    }
  }
}

async function tryOnce(
  part: PartFile,
  wanted: WantedFile,
  options: DownloadOptions,
  tries: Tries,
): Promise<ArrivedFile> {
  const before = await usablePart(part, wanted);
  tries.goesOnFrom(before?.bytes ?? 0);
  const sizeBytes = before?.sizeBytes ?? wanted.sizeBytes;
  options.onProgress({ bytesDone: before?.bytes ?? 0, sizeBytes, bytesReceived: 0 });
  // Killed between the last byte and the name.
  const isWhole = before !== undefined && before.bytes === before.sizeBytes;
  const record = isWhole ? before : await fetchRest(part, wanted, before, options, tries);
  const arrived = await verify(part, wanted, record, options.signal);
  await options.onVerified(arrived);
  await part.finish().catch((error) => {
    throw writeFailure(error, wanted.path);
  });
  return arrived;
}

/** What lies there, as far as it can be a beginning of the file that is wanted. */
async function usablePart(part: PartFile, wanted: WantedFile): Promise<Part | undefined> {
  const before = await part.read();
  if (!before || before.bytes === 0) return undefined;
  const sha256 = wanted.sha256 ?? before.sha256;
  const sizeBytes = wanted.sizeBytes ?? before.sizeBytes;
  const isSameAddress = before.address === shownAddress(wanted.address);
  const isOther =
    (before.sha256 !== null && before.sha256 !== sha256) ||
    (before.sizeBytes !== null && before.sizeBytes !== sizeBytes) ||
    (sizeBytes !== null && before.bytes > sizeBytes);
  // Without a hash only the server can tell whether its file is still the one that was begun.
  const canBeTold = wanted.sha256 !== null || (isSameAddress && (before.etag ?? sha256) !== null);
  return isOther || !canBeTold ? undefined : { ...before, sha256, sizeBytes };
}

async function fetchRest(
  part: PartFile,
  wanted: WantedFile,
  before: Part | undefined,
  options: DownloadOptions,
  tries: Tries,
): Promise<PartRecord> {
  const watch = new StallWatch(options.patience.stallMillis, options.signal);
  try {
    const headers = rangeHeaders(wanted, before);
    const answer = await openAddress(wanted.address, {
      agents: options.agents,
      headers,
      signal: watch.signal,
    });
    watch.rest();
    try {
      const arrival = readAnswer(answer, wanted, before);
      const kept = { ...arrival, sha256: arrival.sha256 ?? before?.sha256 ?? null };
      // All of it was there.
      if (answer.body.statusCode === 416) return kept;
      await receive(part, answer, kept, {
        watch,
        onBytes(bytesDone, bytesReceived) {
          tries.reached(bytesDone);
          options.onProgress({ bytesDone, bytesReceived, sizeBytes: kept.sizeBytes });
        },
      });
      return kept;
    } finally {
      answer.body.destroy();
    }
  } catch (error) {
    options.signal.throwIfAborted();
    if (!watch.hasStalled || isShoeboxError(error)) throw error;
    const seconds = Math.ceil(options.patience.stallMillis / 1000);
    throw new DownloadFailure(`nothing came for ${seconds} s`, wanted.address, { cause: error });
  } finally {
    watch.rest();
  }
}

function rangeHeaders(wanted: WantedFile, before: Part | undefined): Record<string, string> {
  if (!before) return {};
  const range = { range: `bytes=${before.bytes}-` };
  // A weak ETag says nothing about bytes (RFC 9110, 13.1.5).
  const isStrong = before.etag !== null && !before.etag.startsWith("W/");
  const isSameAddress = before.address === shownAddress(wanted.address);
  return isStrong && isSameAddress ? { ...range, "if-range": before.etag as string } : range;
}

async function verify(
  part: PartFile,
  wanted: WantedFile,
  { sha256: expected, sizeBytes }: PartRecord,
  signal: AbortSignal,
): Promise<ArrivedFile> {
  const [sha256, { size }] = await Promise.all([sha256OfFile(part.path, signal), stat(part.path)]);
  const isRight = (expected === null || sha256 === expected) && (sizeBytes === null || size === sizeBytes);
  if (size > 0 && isRight) return { sizeBytes: size, sha256 };
  const words =
    size === 0 ? "the file there is empty" : `wrong contents: SHA-256 ${sha256} instead of ${expected},`;
  throw new DownloadFailure(words, wanted.address, { spoilsPart: true, isWrongContents: true });
}
