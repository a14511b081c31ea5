import { spawn } from "node:child_process";
import { constants } from "node:os";
import { onParentGone } from "./parent-gone.mjs";

const forwardedSignals = ["SIGINT", "SIGTERM", "SIGHUP"];

/** Told to a child that is to end when this process does, however this one ends: `src/cli/interruption.ts` reads it. */
const tiedToParent = "SHOEBOX_TIED_TO_PARENT";

/**
 * Runs a command with this process's own streams and passes signals on to it.
 * @param {string} command
 * @param {string[]} args
 * @param {import("node:child_process").SpawnOptions & { isTied?: boolean, isTiedToParent?: boolean }} [options]
 *   `isTied`: a Node that ends when this process is gone, killed too: the channel between them closes then.
 *   `isTiedToParent`: ends, as by SIGTERM, when the parent of this process is gone.
 * @returns {Promise<number>} its exit code; 128 + n when signal n ended it, 127 when it could not be started
 */
export function runForwarding(command, args, { isTied, isTiedToParent, ...options } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: "inherit", ...options, ...(isTied && tied(options)) });
    const forward = (signal) => {
      // A Windows console tells every process of Ctrl-C itself, and `kill` would end the child at once.
      if (process.platform !== "win32" || signal !== "SIGINT") child.kill(signal);
    };
    for (const signal of forwardedSignals) process.on(signal, forward);
    const watch = isTiedToParent ? onParentGone(() => forward("SIGTERM")) : undefined;
    const end = (code) => {
      clearInterval(watch);
      for (const signal of forwardedSignals) process.off(signal, forward);
      resolve(code);
    };
    child.once("error", (error) => {
      process.stderr.write(`shoebox: ${command} could not be started (${error.message}).\n`);
      end(127);
    });
    child.once("exit", (code, signal) => end(code ?? 128 + (constants.signals[signal] ?? 1)));
  });
}

function tied({ env = process.env }) {
  // bin/shoebox.mjs would start itself anew with this setting, which a process with a channel cannot.
  const memory = process.platform === "linux" ? { MALLOC_ARENA_MAX: "2" } : {};
  return { stdio: ["inherit", "inherit", "inherit", "ipc"], env: { ...memory, ...env, [tiedToParent]: "1" } };
}

/**
 * Runs a command and keeps what it prints to itself.
 * @param {string} command
 * @param {string[]} args
 * @param {import("node:child_process").SpawnOptions & { timeoutMillis?: number }} [options]
 * @returns {Promise<{ code: number, output: string, isTimedOut: boolean }>}
 */
export function runQuietly(command, args, { timeoutMillis, ...options } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    const chunks = [];
    let isTimedOut = false;
    const timer =
      timeoutMillis === undefined
        ? undefined
        : setTimeout(() => {
            isTimedOut = true;
            child.kill("SIGKILL");
          }, timeoutMillis);
    const end = (code) => {
      clearTimeout(timer);
      resolve({ code, output: Buffer.concat(chunks).toString("utf8"), isTimedOut });
    };
    child.stdout.on("data", (chunk) => chunks.push(chunk));
    child.stderr.on("data", (chunk) => chunks.push(chunk));
    child.once("error", (error) => {
      chunks.push(Buffer.from(`${error.message}\n`));
      end(127);
    });
    child.once("close", (code) => end(code ?? 1));
  });
}

/**
 * The end of what a failed command printed: enough to see why.
 * @param {string} output
 * @param {number} [lines]
 */
export function lastLines(output, lines = 40) {
  return output.trimEnd().split("\n").slice(-lines).join("\n");
}
