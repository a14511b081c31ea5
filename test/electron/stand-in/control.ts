import { EventEmitter } from "node:events";

/**
 * The line to the test that started this process: it hears what happened and may run functions here, as Playwright's
 * `electronApplication.evaluate` does in Electron.
 */
export type FromShell =
  | { kind: "started"; endpoint: string; chromiumProcessId: number }
  | { kind: "evaluated"; id: number; value?: unknown; error?: string }
  /** Something that must never happen: fails the test. */
  | { kind: "problem"; message: string };

export type ToShell =
  | { kind: "evaluate"; id: number; source: string; parameter: unknown }
  | { kind: "dropping"; paths: string[] };

const send = process.send?.bind(process);

export const control = new EventEmitter<{ message: [ToShell] }>();

process.on("message", (message: ToShell) => control.emit("message", message));
// Without the test there is nobody left to close the window.
process.on("disconnect", () => process.kill(process.pid, "SIGKILL"));
Object.defineProperty(process, "send", { value: undefined, configurable: true });

export function tellTest(message: FromShell): void {
  if (process.connected) send?.(message);
}

/** The stand-in's way to fail a test from where no exception would reach it. */
export function reportProblem(problem: unknown): void {
  const message = problem instanceof Error ? (problem.stack ?? problem.message) : String(problem);
  console.error(`[stand-in] ${message}`);
  tellTest({ kind: "problem", message });
}
