import { mkdirSync, readFileSync, statSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { switches } from "./environment.ts";
import { SingleInstance } from "./single-instance.ts";
import { preventableEvent, StrictEmitter, strict } from "./strict.ts";

const appEvents = [
  "will-finish-launching",
  "ready",
  "window-all-closed",
  "before-quit",
  "will-quit",
  "quit",
  "second-instance",
  "browser-window-created",
  "web-contents-created",
  // Never happen on Linux, under the stand-in or not; a test may emit them.
  "activate",
  "open-file",
];

interface OpenWindow {
  close(): void;
  destroy(): void;
}

/** Electron's `app`. */
class App extends StrictEmitter {
  #name = "shoebox";
  #paths = new Map<string, string>();
  #isReady = false;
  #isQuitting = false;
  #isExiting = false;
  #isSandboxForced = false;
  #singleInstance: SingleInstance | undefined;
  readonly #whenReady = Promise.withResolvers<void>();
  readonly openWindows = new Set<OpenWindow>();
  readonly isPackaged = false;
  /** Set by the launcher: what takes a moment at the very end. */
  beforeEnd: () => Promise<void> = async () => {};

  readonly commandLine = strict("app.commandLine", {
    hasSwitch: (name: string) => switches.has(name),
    getSwitchValue: (name: string) => switches.get(name) ?? "",
  });

  constructor() {
    super("app", appEvents);
    const userData = switches.get("user-data-dir");
    if (userData) this.#paths.set("userData", resolve(userData));
  }

  get name(): string {
    return this.#name;
  }

  getName(): string {
    return this.#name;
  }

  setName(name: string): void {
    this.#name = name;
  }

  getVersion(): string {
    const packageFile = new URL("../../../package.json", import.meta.url);
    return (JSON.parse(readFileSync(packageFile, "utf8")) as { version: string }).version;
  }

  getPath(name: string): string {
    const chosen = this.#paths.get(name);
    if (chosen !== undefined) return chosen;
    if (name === "home") return homedir();
    if (name === "temp") return tmpdir();
    if (name === "appData") return process.env.XDG_CONFIG_HOME ?? join(homedir(), ".config");
    if (name !== "userData") throw new Error(`The stand-in for Electron does not know the path "${name}".`);
    const userData = join(this.getPath("appData"), this.#name);
    mkdirSync(userData, { recursive: true });
    return userData;
  }

  setPath(name: string, path: string): void {
    if (!statSync(path).isDirectory()) throw new Error(`Failed to set path: ${path}`);
    this.#paths.set(name, path);
  }

  isReady(): boolean {
    return this.#isReady;
  }

  whenReady(): Promise<void> {
    return this.#whenReady.promise;
  }

  enableSandbox(): void {
    if (this.#isReady) throw new Error("app.enableSandbox() can only be called before app is ready");
    this.#isSandboxForced = true;
  }

  get isSandboxForced(): boolean {
    return this.#isSandboxForced;
  }

  setAboutPanelOptions(_options: object): void {}

  requestSingleInstanceLock(additionalData?: unknown): boolean {
    const userData = this.getPath("userData");
    mkdirSync(userData, { recursive: true });
    this.#singleInstance ??= SingleInstance.request(userData, additionalData);
    return this.#singleInstance !== undefined;
  }

  hasSingleInstanceLock(): boolean {
    return this.#singleInstance !== undefined;
  }

  /** Called by the launcher once the app's entry has been evaluated. */
  becomeReady(): void {
    if (this.#isQuitting) return;
    this.emit("will-finish-launching");
    this.#isReady = true;
    this.emit("ready", preventableEvent(), {});
    this.#whenReady.resolve();
    this.#singleInstance?.watch(({ argv, workingDirectory, additionalData }) =>
      this.emit("second-instance", preventableEvent(), argv, workingDirectory, additionalData),
    );
  }

  windowClosed(window: OpenWindow): void {
    this.openWindows.delete(window);
    if (this.openWindows.size > 0 || this.#isExiting) return;
    if (this.#isQuitting) this.#willQuit();
    else if (this.listenerCount("window-all-closed") === 0) this.quit();
    else this.emit("window-all-closed");
  }

  /** Closes the windows first; any listener on the way may hold it up. */
  quit(): void {
    if (this.#isQuitting) return;
    const event = preventableEvent();
    this.emit("before-quit", event);
    if (event.defaultPrevented) return;
    this.#isQuitting = true;
    if (this.openWindows.size === 0) this.#willQuit();
    for (const window of [...this.openWindows]) window.close();
  }

  /** A window refused to close. */
  quitWasRefused(): void {
    this.#isQuitting = false;
  }

  /** Asks nobody: of the events only `quit` is emitted. */
  exit(code = 0): void {
    this.#isExiting = true;
    for (const window of [...this.openWindows]) window.destroy();
    this.emit("quit", preventableEvent(), code);
    this.#singleInstance?.release();
    void this.beforeEnd().finally(() => endProcess(code));
  }

  #willQuit(): void {
    const event = preventableEvent();
    this.emit("will-quit", event);
    if (event.defaultPrevented) this.#isQuitting = false;
    else this.exit(0);
  }
}

const endProcess = process.exit.bind(process);

export const realApp = new App();
export const app = strict("app", realApp);

// Electron maps both to the app's own end.
process.exit = ((code?: number) => realApp.exit(code ?? 0)) as typeof process.exit;
process.on("SIGTERM", () => realApp.quit());
process.on("SIGINT", () => realApp.quit());
