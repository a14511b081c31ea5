import { constants } from "node:os";

/** What the command was asked for could not be done. */
export const failureExitCode = 1;

/** The command line itself cannot be understood. */
export const usageExitCode = 2;

/** The shell's custom for an end by a signal: 130 for SIGINT, 143 for SIGTERM. */
export function exitCodeOfSignal(signal: NodeJS.Signals): number {
  return 128 + constants.signals[signal];
}
