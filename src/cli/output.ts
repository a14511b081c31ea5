import type { Writable } from "node:stream";
import { describeError, errorSentence } from "./errors.ts";
import { escapeControlCharacters } from "./format.ts";
import { QueryError, queryErrorLines } from "./query-error.ts";

/** Whoever reads a pipe may leave early (`| head`): that is no error, and there is nobody left to tell. */
export function endQuietlyOnClosedPipe(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
      process.exit(0);
    });
  }
}

/** Writes a line and waits until it has left the process: pipes are asynchronous on some systems. */
function writeLine(stream: Writable, text: string): Promise<void> {
  return new Promise((resolve) => stream.write(`${text}\n`, () => resolve()));
}

/** The answer to the command. */
export function printText(text: string): Promise<void> {
  return writeLine(process.stdout, text);
}

/** A part of a long answer, which brings its own line breaks. */
export function printPart(text: string): Promise<void> {
  return new Promise((resolve) => process.stdout.write(text, () => resolve()));
}

/** The same, for what need not be text. */
export function printBytes(bytes: Uint8Array): Promise<void> {
  return new Promise((resolve) => process.stdout.write(bytes, () => resolve()));
}

/** The answer to the command, as the one JSON document on stdout. */
export function printJson(document: unknown): Promise<void> {
  return writeLine(process.stdout, JSON.stringify(document));
}

/** Something worth knowing beside the answer. */
export function printNote(text: string): Promise<void> {
  return writeLine(process.stderr, text);
}

/** Says what went wrong, in the form that was asked for, and answers the exit code. */
export async function reportError(error: unknown, isJson: boolean): Promise<number> {
  const report = describeError(error);
  const message = errorSentence(report);
  const query = error instanceof QueryError ? error : undefined;
  if (isJson) await printJson({ error: { code: report.code, message, ...query?.place } });
  else await printNote(`shoebox: ${escapeControlCharacters(message)}`);
  if (!isJson && query) await printNote(queryErrorLines(query).join("\n"));
  if (process.env.SHOEBOX_DEBUG === "1" && error instanceof Error) await printNote(error.stack ?? "");
  return report.exitCode;
}
