import { type ChildProcessByStdio, type SpawnOptions, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { onTestFinished } from "vitest";

export const projectDirectory = join(import.meta.dirname, "../..");
export const launcher = join(projectDirectory, "bin/shoebox.mjs");

/** A test that names no library must not reach the one of the person who runs it. */
const impossibleLibrary = join(launcher, "no library");

export interface Ended {
  /** null when a signal ended it that it did not handle. */
  exitCode: number | null;
  stdout: string;
  stderr: string;
}

export interface Running {
  child: ChildProcessByStdio<null, Readable, Readable>;
  ended: Promise<Ended>;
}

/** Starts the command line as it was built, with pipes for streams. */
export function start(args: string[], options: SpawnOptions = {}): Running {
  return startNode([launcher, ...args], options);
}

/** Runs a command to its end. */
export function shoebox(...args: string[]): Promise<Ended> {
  return start(args).ended;
}

/** Starts a script under this Node. Call `endWithTest` for one that does not end by itself. */
export function startNode(args: string[], { env, ...options }: SpawnOptions = {}): Running {
  const child = spawn(process.execPath, args, {
    ...options,
    env: { ...process.env, SHOEBOX_LIBRARY: impossibleLibrary, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on("data", (chunk) => stdout.push(chunk));
  child.stderr.on("data", (chunk) => stderr.push(chunk));
  const ended = once(child, "close").then(([exitCode]) => ({
    exitCode,
    stdout: Buffer.concat(stdout).toString("utf8"),
    stderr: Buffer.concat(stderr).toString("utf8"),
  }));
  return { child, ended };
}

export function endWithTest(running: Running): Running {
  onTestFinished(async () => {
    running.child.kill("SIGKILL");
    await running.ended;
  });
  return running;
}

/** Waits for what the command prints on stdout until it holds a whole line. */
export function firstLine({ child, ended }: Running): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = "";
    child.stdout.on("data", (chunk) => {
      printed += chunk;
      if (printed.includes("\n")) resolve(printed.slice(0, printed.indexOf("\n")));
    });
    ended.then(({ stderr }) => reject(new Error(`The command ended without a line: ${stderr}`)), reject);
  });
}
