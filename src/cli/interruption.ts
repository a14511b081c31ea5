import { exitCodeOfSignal } from "./exit-codes.ts";

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * One Ctrl-C can arrive more than once: from the terminal, and again from each wrapper (npm, the launcher) that
 * passes it on. Only one that comes later than this is a second request.
 */
const sameRequestMillis = 500;

export interface Interruption {
  /** Aborted by the first signal. */
  signal: AbortSignal;
  /** Settles with the first signal. */
  requested: Promise<NodeJS.Signals>;
  /** 128 + the signal's number once one came, undefined before. */
  exitCode(): number | undefined;
  stopListening(): void;
}

/** Set by a launcher that this process is to end with, however that one ends: scripts/lib/child.mjs. */
const tiedToParent = "SHOEBOX_TIED_TO_PARENT";

/** The first signal, or the end of the launcher, asks for a clean end; the second signal ends the process at once. */
export function listenForInterruption(): Interruption {
  const controller = new AbortController();
  const { promise, resolve } = Promise.withResolvers<NodeJS.Signals>();
  let exitCode: number | undefined;
  let firstAtMillis = 0;
  const onSignal = (signal: NodeJS.Signals) => {
    if (exitCode !== undefined && performance.now() - firstAtMillis > sameRequestMillis)
      process.exit(exitCode);
    if (exitCode !== undefined) return;
    exitCode = exitCodeOfSignal(signal);
    firstAtMillis = performance.now();
    controller.abort();
    resolve(signal);
  };
  for (const signal of signals) process.on(signal, onSignal);
  const onParentGone = () => onSignal("SIGTERM");
  if (process.env[tiedToParent] !== undefined) {
    delete process.env[tiedToParent];
    process.once("disconnect", onParentGone);
    // What listens to a channel would keep the process from ending.
    process.channel?.unref();
    if (!process.connected) onParentGone();
  }
  return {
    signal: controller.signal,
    requested: promise,
    exitCode: () => exitCode,
    stopListening: () => {
      for (const signal of signals) process.off(signal, onSignal);
      process.off("disconnect", onParentGone);
    },
  };
}
