import { type ChildProcess, fork } from "node:child_process";
import { constants } from "node:os";
import { fileURLToPath } from "node:url";
import { app } from "./app.ts";
import { type MessagePortMain, takeSides } from "./message-port-main.ts";
import { type PortMessage, RemotePorts } from "./remote-ports.ts";
import { requireKnownKeys, StrictEmitter, strict } from "./strict.ts";

/** What main and a utility process say to each other, over Node's channel with real structured clones. */
export type UtilityMessage = { kind: "message"; data: unknown; portIds: number[] } | PortMessage;

interface ForkOptions {
  serviceName?: string;
  stdio?: ("ignore" | "inherit" | "pipe")[];
  env?: NodeJS.ProcessEnv;
  execArgv?: string[];
  cwd?: string;
}

const hostPath = fileURLToPath(new URL("./utility-host.ts", import.meta.url));

/** Electron's UtilityProcess: a real process of its own. */
class UtilityProcess extends StrictEmitter {
  readonly #child: ChildProcess;
  readonly #ports: RemotePorts;
  #wasKilled = false;
  pid: number | undefined;

  constructor(modulePath: string, parameters: string[], options: ForkOptions) {
    super("UtilityProcess", ["message", "exit", "spawn", "error"]);
    requireKnownKeys("utilityProcess options", options, ["serviceName", "stdio", "env", "execArgv", "cwd"]);
    const [input = "ignore", output = "inherit", errors = "inherit"] = options.stdio ?? [];
    if (input !== "ignore") throw new Error("stdin value other than ignore is not supported.");
    this.#child = fork(hostPath, [modulePath, ...parameters], {
      serialization: "advanced",
      stdio: ["ignore", output, errors, "ipc"],
      execArgv: options.execArgv ?? [],
      env: options.env ?? process.env,
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    });
    this.pid = undefined;
    this.#ports = new RemotePorts((message) => this.#send(message));
    this.#child.once("spawn", () => {
      running.add(this);
      this.pid = this.#child.pid;
      this.emit("spawn");
    });
    this.#child.on("message", (message: UtilityMessage) => this.#receive(message));
    this.#child.once("exit", (code, signal) => this.#ended(code, signal));
  }

  get stdout(): NodeJS.ReadableStream | null {
    return this.#child.stdout;
  }

  get stderr(): NodeJS.ReadableStream | null {
    return this.#child.stderr;
  }

  postMessage(message: unknown, transfer: MessagePortMain[] = []): void {
    const data = structuredClone(message);
    this.#ports.move(takeSides(transfer), (portIds) => this.#send({ kind: "message", data, portIds }));
  }

  kill(): boolean {
    this.#wasKilled = this.#child.kill("SIGTERM");
    return this.#wasKilled;
  }

  #send(message: UtilityMessage): void {
    // A message to a process that has just died is lost, as in Electron; its `exit` follows.
    if (this.#child.connected) this.#child.send(message, () => {});
  }

  #receive(message: UtilityMessage): void {
    if (message.kind === "message") this.emit("message", message.data);
    else this.#ports.receive(message);
  }

  #ended(code: number | null, signal: NodeJS.Signals | null): void {
    running.delete(this);
    this.#ports.abandon();
    this.pid = undefined;
    const signalNumber = signal ? constants.signals[signal] : 0;
    this.emit("exit", this.#wasKilled ? 0 : (code ?? signalNumber));
  }
}

const running = new Set<UtilityProcess>();

/** For tests that end one. */
export function utilityProcessIds(): number[] {
  return [...running].flatMap(({ pid }) => pid ?? []);
}

export const utilityProcess = strict("utilityProcess", {
  fork(modulePath: string, parameters: string[] = [], options: ForkOptions = {}): UtilityProcess {
    if (!app.isReady()) throw new Error("utilityProcess cannot be created before app is ready.");
    const path = modulePath.startsWith("file:") ? fileURLToPath(modulePath) : modulePath;
    return strict("UtilityProcess", new UtilityProcess(path, parameters, options));
  },
});
