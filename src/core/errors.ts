import { type ErrorCode, errorDefinitions } from "../contract/errors.ts";

/** An error a person can meet: a code, a sentence that says what happened, and to which file or folder. */
export class ShoeboxError extends Error {
  readonly code: ErrorCode;
  readonly path: string | undefined;

  constructor(code: ErrorCode, message?: string, options: { path?: string; cause?: unknown } = {}) {
    super(message ?? errorDefinitions[code].meaning, { cause: options.cause });
    this.name = "ShoeboxError";
    this.code = code;
    this.path = options.path;
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
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === "string" ? code : "";
}

const fileCodes: Record<string, ErrorCode> = {
  ENOENT: "VANISHED",
  ENOTDIR: "VANISHED",
  ESTALE: "VANISHED",
  EACCES: "PERMISSION_DENIED",
  EPERM: "PERMISSION_DENIED",
  ENOSPC: "DISK_FULL",
  EDQUOT: "DISK_FULL",
  SQLITE_FULL: "DISK_FULL",
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
  const meaning = errorDefinitions[code].meaning.replace(/\.$/, "");
  return new ShoeboxError(code, `${meaning}${detail}.`, { path, cause: error });
}
