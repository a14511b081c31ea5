import { type ErrorCode, errorDefinitions } from "../contract/errors.ts";

/** Why nothing could be drawn into a folder: a code of the contract, and a sentence for people. */
export class DemoError extends Error {
  readonly code: ErrorCode;
  readonly path: string;

  constructor(code: ErrorCode, message: string, path: string, cause?: unknown) {
    super(message, { cause });
    this.name = "DemoError";
    this.code = code;
    this.path = path;
  }
}

/** What the system's refusals mean for a folder that is written into. */
const refusalCodes: Record<string, ErrorCode> = {
  EACCES: "PERMISSION_DENIED",
  EPERM: "PERMISSION_DENIED",
  EROFS: "PERMISSION_DENIED",
  // Where nothing can be made, as in /proc or on a drive that is away, or when it was removed meanwhile.
  ENOENT: "DIR_NOT_FOUND",
  ENOSPC: "DISK_FULL",
  EDQUOT: "DISK_FULL",
};

/**
 * Does work in a folder; what the system refuses comes out as a code. Any other error, an abort among them, is passed on.
 * @throws `DemoError`: DIR_NOT_FOUND for the path of a file and where no folder can be, PERMISSION_DENIED, DISK_FULL,
 *   INTERNAL_ERROR for anything else that the system said
 */
export async function inFolder<Answer>(directory: string, work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    throw isSystemError(error) ? asRefusal(error, directory) : error;
  }
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException & { code: string } {
  return error instanceof Error && "syscall" in error && "code" in error && typeof error.code === "string";
}

function asRefusal(error: Error & { code: string }, directory: string): DemoError {
  if (error.code === "ENOTDIR" || error.code === "EEXIST")
    return new DemoError("DIR_NOT_FOUND", `${directory} is not a folder.`, directory, error);
  const code = refusalCodes[error.code] ?? "INTERNAL_ERROR";
  const meaning = errorDefinitions[code].meaning.replace(/\.$/, "");
  return new DemoError(code, `${meaning} (${error.code}).`, directory, error);
}
