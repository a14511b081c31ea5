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

/** Each pause is twice the one before: half a minute in all, then the file rests in the list of problems. */
export const retryDelaysMillis: readonly number[] = [1000, 2000, 4000, 8000, 16_000];
