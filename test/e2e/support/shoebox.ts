import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { setPriority } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";

const launcher = join(import.meta.dirname, "../../../bin/shoebox.mjs");

/** Runs a command of the command line to its end. */
export function shoebox(...args: string[]): Promise<string> {
  return shoeboxIn({}, ...args);
}

/** @param environment added to that of the tests */
export async function shoeboxIn(environment: Record<string, string>, ...args: string[]): Promise<string> {
  const env = { ...process.env, ...environment };
  const child = spawn(process.execPath, [launcher, ...args], { env, stdio: ["ignore", "pipe", "pipe"] });
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close"),
  ]);
  if (code !== 0) throw new Error(`shoebox ${args.join(" ")} ended with ${code}:\n${stdout}${stderr}`);
  return stdout;
}

export interface ServeOptions {
  library: string;
  /** 0: a free one. */
  port?: number;
  token?: string;
  /** 0 to 19: how far it stands back where the page wants the processor too. */
  niceness?: number;
  /** Added to that of the tests. */
  environment?: Record<string, string>;
  /** A command that starts it, with less rights or other mounts than the test has. */
  through?: readonly string[];
}

/** `shoebox serve`, as a person starts it. */
export class Server {
  readonly url: string;
  readonly port: number;
  readonly token: string;
  readonly library: string;
  /** What it wrote to its log. */
  readonly log: readonly string[];
  readonly #child: ChildProcessByStdio<null, Readable, Readable>;
  readonly #ended: Promise<unknown>;

  private constructor(
    child: ChildProcessByStdio<null, Readable, Readable>,
    { url, port, token }: { url: string; port: number; token: string },
    { library, log }: { library: string; log: readonly string[] },
  ) {
    this.#child = child;
    this.log = log;
    this.#ended = once(child, "close");
    this.url = url;
    this.port = port;
    this.token = token;
    this.library = library;
  }

  static async start(options: ServeOptions): Promise<Server> {
    const { library, port = 0, token, niceness = 0, environment, through = [] } = options;
    const args = [launcher, "serve", "--port", String(port), "--json", "--library", library];
    const secret = token === undefined ? {} : { SHOEBOX_TOKEN: token };
    const env = { ...process.env, ...environment, ...secret };
    const [command = process.execPath, ...words] = [...through, process.execPath, ...args];
    const child = spawn(command, words, { env, stdio: ["ignore", "pipe", "pipe"] });
    // Before it starts threads of its own, which inherit it.
    if (child.pid !== undefined && niceness > 0) setPriority(child.pid, niceness);
    const log: string[] = [];
    child.stderr.on("data", (chunk) => log.push(String(chunk)));
    for await (const line of createInterface(child.stdout)) {
      return new Server(child, JSON.parse(line), { library, log });
    }
    throw new Error(`The server ended before it was ready:\n${log.join("")}`);
  }

  /** Ends it in order. */
  async stop(): Promise<void> {
    this.#child.kill("SIGTERM");
    await this.#ended;
  }

  /** Ends it as a crash does. */
  async kill(): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.#ended;
  }
}
