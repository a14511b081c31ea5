import type { Page } from "@playwright/test";

/** One dialog that the shell opened, and what it was opened with. */
export interface ShownDialog {
  kind: "open" | "message" | "error";
  options: Record<string, unknown>;
  hasParent: boolean;
  isAnswered: boolean;
}

export interface LaunchOptions {
  userData: string;
  library: string;
  /** Folders on the command line. */
  directories?: string[];
  /** Another app than Shoebox. */
  mainPath?: string;
  /** Beside the test's own. */
  environment?: Record<string, string>;
}

/** What a function given to `evaluate` gets: the `electron` module of the main process. */
export type ElectronModule = typeof import("electron");

/**
 * A running shell and the person in front of it. The journeys are written against this; behind it is Electron itself
 * or the stand-in.
 */
export interface ShellUnderTest {
  /** The page of the shell's window. */
  readonly page: Page;
  /** Runs a function in the main process. It is sent as text and sees nothing around it. */
  evaluate<Answer, Parameter = undefined>(
    run: (electron: ElectronModule, parameter: Parameter) => Answer | Promise<Answer>,
    parameter?: Parameter,
  ): Promise<Answer>;
  /** Every dialog since the start. */
  shownDialogs(): Promise<ShownDialog[]>;
  /** Answers the open-dialog that is open, or the next one. An empty list dismisses it. */
  chooseInOpenDialog(paths: string[]): Promise<void>;
  pressInMessageBox(button: number): Promise<void>;
  /** What was asked of the system's file manager and browser. */
  shellCalls(): Promise<{ method: string; target: string }[]>;
  setSystemDark(isDark: boolean): Promise<void>;
  /** Pulls the plug, or puts it in. */
  setOnBattery(isOnBattery: boolean): Promise<void>;
  /** Drags real files or folders onto the window and lets go. */
  drop(paths: string[]): Promise<void>;
  /** The core process, by its id. */
  coreProcessId(): Promise<number>;
  /** Quits as from the menu; gives the exit code. */
  quit(): Promise<number>;
  /** The exit code, whenever and however the app ends. */
  readonly ended: Promise<number>;
  /** What must never have happened: faults of the app, parts of Electron that the stand-in lacks. */
  problems(): string[];
  /** Ends everything that is still running. */
  dispose(): Promise<void>;
}

/** A start that ended before it had a window: a second instance, a failure. */
export interface EndedStart {
  exitCode: number;
}
