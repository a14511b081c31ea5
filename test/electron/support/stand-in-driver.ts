import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { type Browser, chromium, type Page } from "@playwright/test";
import type { FromShell, ToShell } from "../stand-in/control.ts";
import { dropOnPage } from "./drop.ts";
import type { ElectronModule, LaunchOptions, ShellUnderTest, ShownDialog } from "./shell-under-test.ts";

const launcher = fileURLToPath(new URL("../stand-in/launch.ts", import.meta.url));
const startTimeoutMillis = 150_000;

/** What the stand-in hands to `evaluate` beside Electron's own module. */
interface UserSide {
  dialogs: {
    shown(): ShownDialog[];
    chooseInOpenDialog(paths: string[]): void;
    pressInMessageBox(button: number): void;
  };
  shellCalls: { method: string; target: string }[];
  setSystemDark(isDark: boolean): void;
  setOnBattery(isOnBattery: boolean): void;
  coreProcessIds(): number[];
}

/** Starts the built shell under the stand-in. Undefined when it ended before it had a window. */
export async function launchInStandIn(
  mainPath: string,
  options: LaunchOptions,
): Promise<{ shell: ShellUnderTest } | { exitCode: number }> {
  const standIn = new StandInProcess(mainPath, options);
  const outcome = await Promise.race([standIn.started, standIn.ended]);
  if (typeof outcome === "number") return { exitCode: outcome };
  const browser = await chromium.connectOverCDP(outcome.endpoint, { noDefaults: true });
  return { shell: new StandInShell(standIn, browser, await firstPage(browser)) };
}

async function firstPage(browser: Browser): Promise<Page> {
  const [context] = browser.contexts();
  if (!context) throw new Error("Chromium has no context.");
  return context.pages()[0] ?? context.waitForEvent("page", { timeout: startTimeoutMillis });
}

class StandInProcess {
  readonly #child: ChildProcess;
  readonly #evaluations = new Map<number, PromiseWithResolvers<unknown>>();
  readonly #started = Promise.withResolvers<FromShell & { kind: "started" }>();
  readonly problems: string[] = [];
  readonly ended: Promise<number>;
  output = "";
  #chromiumProcessId: number | undefined;
  #lastId = 0;

  constructor(mainPath: string, { userData, library, directories = [], environment = {} }: LaunchOptions) {
    const parameters = [mainPath, `--user-data-dir=${userData}`, "--", ...directories];
    this.#child = fork(launcher, parameters, {
      serialization: "advanced",
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      env: { ...process.env, ...environment, SHOEBOX_LIBRARY: library },
    });
    this.#child.stdout?.on("data", (chunk) => this.#hear(chunk));
    this.#child.stderr?.on("data", (chunk) => this.#hear(chunk));
    this.#child.on("message", (message: FromShell) => this.#receive(message));
    this.ended = new Promise((resolve) => this.#child.once("exit", (code) => resolve(code ?? -1)));
    void this.ended.then((code) => this.#abandon(code));
  }

  get started(): Promise<FromShell & { kind: "started" }> {
    return this.#started.promise;
  }

  tell(message: ToShell): void {
    if (this.#child.connected) this.#child.send(message, () => {});
  }

  evaluate(run: (...parameters: never[]) => unknown, parameter: unknown): Promise<unknown> {
    const id = ++this.#lastId;
    const evaluation = Promise.withResolvers<unknown>();
    this.#evaluations.set(id, evaluation);
    this.tell({ kind: "evaluate", id, source: String(run), parameter });
    return evaluation.promise;
  }

  kill(): void {
    this.#child.kill("SIGKILL");
  }

  #hear(chunk: Buffer): void {
    this.output += chunk.toString("utf8");
    if (process.env.STAND_IN_VERBOSE) process.stderr.write(chunk);
  }

  #receive(message: FromShell): void {
    if (message.kind === "started") {
      this.#chromiumProcessId = message.chromiumProcessId;
      this.#started.resolve(message);
    } else if (message.kind === "problem") this.problems.push(message.message);
    else {
      const evaluation = this.#evaluations.get(message.id);
      this.#evaluations.delete(message.id);
      if (message.error === undefined) evaluation?.resolve(message.value);
      else evaluation?.reject(new Error(message.error));
    }
  }

  #abandon(code: number): void {
    for (const { reject } of this.#evaluations.values()) reject(new Error(`The shell ended with ${code}.`));
    if (this.#chromiumProcessId === undefined) return;
    try {
      process.kill(this.#chromiumProcessId, "SIGKILL");
    } catch {
      // It has gone with its parent already.
    }
  }
}

class StandInShell implements ShellUnderTest {
  readonly #process: StandInProcess;
  readonly #browser: Browser;
  readonly page: Page;

  constructor(standIn: StandInProcess, browser: Browser, page: Page) {
    this.#process = standIn;
    this.#browser = browser;
    this.page = page;
  }

  get ended(): Promise<number> {
    return this.#process.ended;
  }

  evaluate<Answer, Parameter = undefined>(
    run: (electron: ElectronModule, parameter: Parameter) => Answer | Promise<Answer>,
    parameter?: Parameter,
  ): Promise<Answer> {
    return this.#process.evaluate(run, parameter) as Promise<Answer>;
  }

  shownDialogs(): Promise<ShownDialog[]> {
    return this.#userSide((user) => user.dialogs.shown());
  }

  chooseInOpenDialog(paths: string[]): Promise<void> {
    return this.#userSide((user, chosen) => user.dialogs.chooseInOpenDialog(chosen as string[]), paths);
  }

  pressInMessageBox(button: number): Promise<void> {
    return this.#userSide((user, pressed) => user.dialogs.pressInMessageBox(pressed as number), button);
  }

  shellCalls(): Promise<{ method: string; target: string }[]> {
    return this.#userSide((user) => user.shellCalls);
  }

  setSystemDark(isDark: boolean): Promise<void> {
    return this.#userSide((user, dark) => user.setSystemDark(dark as boolean), isDark);
  }

  setOnBattery(isOnBattery: boolean): Promise<void> {
    return this.#userSide((user, onBattery) => user.setOnBattery(onBattery as boolean), isOnBattery);
  }

  async drop(paths: string[]): Promise<void> {
    this.#process.tell({ kind: "dropping", paths });
    // The stand-in must know before the page does.
    await this.evaluate(() => undefined);
    await dropOnPage(this.page, paths);
  }

  async coreProcessId(): Promise<number> {
    const [processId] = await this.#userSide((user) => user.coreProcessIds());
    if (processId === undefined) throw new Error("No core process is running.");
    return processId;
  }

  async quit(): Promise<number> {
    await this.evaluate(({ app }) => setImmediate(() => app.quit())).catch(() => {});
    return this.ended;
  }

  problems(): string[] {
    return this.#process.problems;
  }

  async dispose(): Promise<void> {
    await this.#browser.close().catch(() => {});
    this.#process.kill();
    await this.ended;
  }

  #userSide<Answer>(
    run: (user: UserSide, parameter: unknown) => Answer,
    parameter?: unknown,
  ): Promise<Answer> {
    return this.#process.evaluate(run, parameter) as Promise<Answer>;
  }
}
