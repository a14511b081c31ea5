import { type ErrorCode, errorDefinitions } from "../contract/errors.ts";
import { nameOfErrno } from "./files/errno-names.ts";

/** Where in a query something cannot be understood: in UTF-16 code units, with what could stand there. */
export interface ErrorPlace {
  offset: number;
  length: number;
  expected: string;
  suggestion?: string;
}

/** An error a person can meet: a code, a sentence that says what happened, and to which file, folder or part of a query. */
export class ShoeboxError extends Error {
  readonly code: ErrorCode;
  readonly path: string | undefined;
  readonly place: ErrorPlace | undefined;

  constructor(
    code: ErrorCode,
    message?: string,
    options: { path?: string; place?: ErrorPlace; cause?: unknown } = {},
  ) {
    super(message ?? errorDefinitions[code].meaning, { cause: options.cause });
    this.name = "ShoeboxError";
    this.code = code;
    this.path = options.path;
    this.place = options.place;
  }
}

export function isShoeboxError(error: unknown): error is ShoeboxError {
  return error instanceof ShoeboxError;
}

/** What went wrong, as it is shown beside what it went wrong with. */
export interface Trouble {
  code: ErrorCode;
  message: string;
}

export function troubleOf(error: unknown): Trouble {
  if (isShoeboxError(error)) return { code: error.code, message: error.message };
  return { code: "INTERNAL_ERROR", message: String(error) };
}

/** The `code` of a Node or SQLite error: "ENOENT", "SQLITE_FULL"; "" for anything else. */
export function systemCodeOf(error: unknown): string {
  const { code, errno } = (error ?? {}) as { code?: unknown; errno?: unknown };
  if (typeof code !== "string") return "";
  return code.startsWith("Unknown system error") ? nameOfErrno(Number(errno)) : code;
}

/** Only "it is not there" means gone. After every other error of looking what is known stays as it is. */
export function isGone(error: unknown): boolean {
  const code = systemCodeOf(error);
  return code === "ENOENT" || code === "ENOTDIR";
}

const fileCodes: Record<string, ErrorCode> = {
  ENOENT: "VANISHED",
  ENOTDIR: "VANISHED",
  EACCES: "PERMISSION_DENIED",
  EPERM: "PERMISSION_DENIED",
  ENAMETOOLONG: "PATH_TOO_LONG",
  ENOSPC: "DISK_FULL",
  EDQUOT: "DISK_FULL",
  SQLITE_FULL: "DISK_FULL",
};

/** What the disk or the network meant, where the code's own sentence would mislead. */
const systemMeanings: Record<string, string> = {
  ELOOP: "The link leads in a circle, or through too many others",
  ESTALE: "The server no longer knows what lies here",
  EUCLEAN: "The file system is damaged here",
  EBADMSG: "The file system is damaged here",
  EBUSY: "Another program keeps it busy",
  ETXTBSY: "Another program keeps it busy",
  ETIMEDOUT: "The disk or server did not answer in time",
  EHOSTDOWN: "The server cannot be reached",
  EHOSTUNREACH: "The server cannot be reached",
  ENETDOWN: "The network cannot be reached",
  ENETUNREACH: "The network cannot be reached",
  ENOTCONN: "The connection to the disk is lost",
  ENOKEY: "It is encrypted, and locked",
};

/** What a failed file operation on `path` means to a person. Errors that already carry a code pass through. */
export function fromSystemError(
  error: unknown,
  path: string,
  fallback: ErrorCode = "UNREADABLE",
): ShoeboxError {
  if (isShoeboxError(error)) return error;
  const systemCode = systemCodeOf(error);
  const code = fileCodes[systemCode] ?? fallback;
  const detail = systemCode === "" || systemCode.startsWith("SQLITE_") ? "" : ` (${systemCode})`;
  const ownMeaning = code === "UNREADABLE" ? systemMeanings[systemCode] : undefined;
  const meaning = ownMeaning ?? errorDefinitions[code].meaning.replace(/\.$/, "");
  return new ShoeboxError(code, `${meaning}${detail}.`, { path, cause: error });
}
