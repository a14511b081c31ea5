import type { ErrorCode } from "../../contract/errors.ts";
import type { KnownFile } from "../catalog/directories.ts";
import { systemCodeOf } from "../errors.ts";

/** What a disk or a network says when the same question may have another answer a moment later. */
const transientCodes: ReadonlySet<string> = new Set([
  "EAGAIN",
  "EBUSY",
  "ECONNABORTED",
  "ECONNREFUSED",
  "ECONNRESET",
  "EHOSTDOWN",
  "EHOSTUNREACH",
  "EINTR",
  "EMFILE",
  "ENETDOWN",
  "ENETRESET",
  "ENETUNREACH",
  "ENFILE",
  "ENOTCONN",
  "EPIPE",
  "ETIMEDOUT",
  "ETXTBSY",
]);

/** Whether reading a file failed for a reason that may pass by itself. EIO does not: the disk has tried for long. */
export function isTransient(error: unknown): boolean {
  return transientCodes.has(systemCodeOf(error));
}

/** Problems of looking and reading, which may be no more the next time; a picture that is damaged stays so. */
const passingCodes: ReadonlySet<ErrorCode | null> = new Set<ErrorCode>([
  "PERMISSION_DENIED",
  "UNREADABLE",
  "PATH_TOO_LONG",
  "CHANGED_WHILE_READING",
  "VANISHED",
]);

export function mayPass(code: ErrorCode | null): boolean {
  return passingCodes.has(code);
}

/**
 * Whether a file that looks as it did when it could not be read is read again: what was gone or was being written at
 * once, what may not be read when a person asks, and any other once its pause is over.
 */
export function isWorthAnotherTry(
  { code, retryAt }: Pick<KnownFile, "code" | "retryAt">,
  isAskedFor: boolean,
): boolean {
  if (!mayPass(code)) return false;
  if (code === "VANISHED" || code === "CHANGED_WHILE_READING") return true;
  return (isAskedFor && code === "PERMISSION_DENIED") || retryAt === null || retryAt <= Date.now();
}

/**
 * Each pause is twice the one before: half a minute in all, then the file rests in the list of problems, from where it
 * is tried again by itself after a minute and more (`catalog/troubles.ts`).
 */
export const retryDelaysMillis: readonly number[] = [1000, 2000, 4000, 8000, 16_000];
