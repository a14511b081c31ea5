import { type ErrorCode, errorDefinitions } from "../contract/errors.ts";
import { failureExitCode, usageExitCode } from "./exit-codes.ts";

/** What ends a command: a code for programs, a sentence for people. */
export class CommandError extends Error {
  readonly code: ErrorCode;
  readonly exitCode: number;

  constructor(code: ErrorCode, message: string, exitCode: number = failureExitCode) {
    super(message);
    this.name = "CommandError";
    this.code = code;
    this.exitCode = exitCode;
  }
}

/** A command line that cannot be understood. */
export function usageError(message: string): CommandError {
  return new CommandError("QUERY_INVALID", message, usageExitCode);
}

export interface ErrorReport {
  code: ErrorCode;
  message: string;
  path: string | undefined;
  remedy: string | undefined;
  exitCode: number;
}

/**
 * Any error -> what is said about it. Errors of the core carry their code both when it could not be started
 * (`path` on the error itself) and when a call to it failed (`data.path`, as it travels over the contract).
 */
export function describeError(error: unknown): ErrorReport {
  const fields = fieldsOf(error);
  const message = error instanceof Error ? error.message : String(error);
  const exitCode = error instanceof CommandError ? error.exitCode : failureExitCode;
  const code = fields.code === "BAD_REQUEST" ? "QUERY_INVALID" : fields.code;
  const path = typeof fields.path === "string" ? fields.path : undefined;
  const known = isErrorCode(code) ? code : "INTERNAL_ERROR";
  const remedy = exitCode === usageExitCode ? undefined : errorDefinitions[known].remedy;
  return { code: known, message, path, remedy, exitCode };
}

function fieldsOf(error: unknown): { code?: unknown; path?: unknown } {
  if (typeof error !== "object" || error === null) return {};
  const { code, path, data } = error as { code?: unknown; path?: unknown; data?: { path?: unknown } | null };
  return { code, path: path ?? data?.path };
}

function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === "string" && Object.hasOwn(errorDefinitions, code);
}

/** What happened, to which path, what to do: `The folder does not exist: /photos. Check the path, ...` */
export function errorSentence({ message, path, remedy }: ErrorReport): string {
  const happened = message.replace(/[.\s]+$/, "");
  const where = path === undefined || message.includes(path) ? "" : `: ${path}`;
  return [`${happened}${where}.`, remedy].filter(Boolean).join(" ");
}
