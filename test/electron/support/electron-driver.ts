import { fileURLToPath } from "node:url";
import { _electron, type ElectronApplication, type Page } from "@playwright/test";
import { dropOnPage } from "./drop.ts";
import type { ElectronModule, LaunchOptions, ShellUnderTest, ShownDialog } from "./shell-under-test.ts";

/** Loaded before the app: takes the place of the person and of the file manager. */
const userSidePath = fileURLToPath(new URL("./electron-user-side.cjs", import.meta.url));

interface UserSide {
  shown: ShownDialog[];
  answer(kind: "open" | "message", answer: unknown): void;
  shellCalls: { method: string; target: string }[];
}

type MainGlobal = typeof globalThis & { shoeboxUserSide: UserSide };

/** Starts the built shell in Electron itself, through Playwright. */
export async function launchInElectron(
  executablePath: string,
  mainPath: string,
  { userData, library, directories = [], environment = {} }: LaunchOptions,
): Promise<{ shell: ShellUnderTest } | { exitCode: number }> {
  const isRoot = process.getuid?.() === 0;
  const application = await _electron.launch({
    executablePath,
    args: [
      ...(isRoot ? ["--no-sandbox"] : []),
      "-r",
      userSidePath,
      mainPath,
      `--user-data-dir=${userData}`,
      "--",
      ...directories,
    ],
    env: { ...stringsOnly(process.env), ...environment, SHOEBOX_LIBRARY: library },
  });
  const ended = new Promise<number>((resolve) => {
    application.process().once("exit", (code) => resolve(code ?? -1));
  });
  const outcome = await Promise.race([application.firstWindow(), ended]);
  if (typeof outcome === "number") return { exitCode: outcome };
  return { shell: new ElectronShell(application, outcome, ended) };
}

function stringsOnly(environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

class ElectronShell implements ShellUnderTest {
  readonly #application: ElectronApplication;
  readonly page: Page;
  readonly ended: Promise<number>;

  constructor(application: ElectronApplication, page: Page, ended: Promise<number>) {
    this.#application = application;
    this.page = page;
    this.ended = ended;
  }

  evaluate<Answer, Parameter = undefined>(
    run: (electron: ElectronModule, parameter: Parameter) => Answer | Promise<Answer>,
    parameter?: Parameter,
  ): Promise<Answer> {
    return this.#application.evaluate(run as never, parameter as never) as Promise<Answer>;
  }

  shownDialogs(): Promise<ShownDialog[]> {
    return this.evaluate(() => (globalThis as MainGlobal).shoeboxUserSide.shown);
  }

  chooseInOpenDialog(filePaths: string[]): Promise<void> {
    const answer = { canceled: filePaths.length === 0, filePaths };
    return this.evaluate(
      (_, chosen) => (globalThis as MainGlobal).shoeboxUserSide.answer("open", chosen),
      answer,
    );
  }

  pressInMessageBox(response: number): Promise<void> {
    const answer = { response, checkboxChecked: false };
    return this.evaluate(
      (_, pressed) => (globalThis as MainGlobal).shoeboxUserSide.answer("message", pressed),
      answer,
    );
  }

  shellCalls(): Promise<{ method: string; target: string }[]> {
    return this.evaluate(() => (globalThis as MainGlobal).shoeboxUserSide.shellCalls);
  }

  setSystemDark(isDark: boolean): Promise<void> {
    return this.evaluate(({ nativeTheme }, dark) => {
      nativeTheme.themeSource = dark ? "dark" : "light";
    }, isDark);
  }

  setOnBattery(isOnBattery: boolean): Promise<void> {
    return this.evaluate(({ powerMonitor }, onBattery) => {
      powerMonitor.isOnBatteryPower = () => onBattery;
      powerMonitor.emit(onBattery ? "on-battery" : "on-ac");
    }, isOnBattery);
  }

  drop(paths: string[]): Promise<void> {
    return dropOnPage(this.page, paths);
  }

  coreProcessId(): Promise<number> {
    return this.evaluate(({ app }) => {
      const core = app.getAppMetrics().find((metric) => metric.name === "Shoebox core");
      if (!core) throw new Error("No core process is running.");
      return core.pid;
    });
  }

  async quit(): Promise<number> {
    await this.evaluate(({ app }) => void setImmediate(() => app.quit())).catch(() => {});
    return this.ended;
  }

  problems(): string[] {
    return [];
  }

  async dispose(): Promise<void> {
    this.#application.process().kill("SIGKILL");
    await this.ended;
  }
}
