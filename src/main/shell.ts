import { join } from "node:path";
import { app, BrowserWindow, shell } from "electron";
import { z } from "zod";
import { desktopChannels, type MenuCommand } from "../contract/desktop.ts";
import { answerBridge } from "./bridge.ts";
import { CoreSupervisor } from "./core-supervisor.ts";
import { FolderInbox } from "./folder-inbox.ts";
import { sealSecret, unsealSecret } from "./keychain.ts";
import { setApplicationMenu } from "./menu.ts";
import { reportCrashedCore, reportRefusedFolders, reportUnopenedLibrary } from "./messages.ts";
import { watchPower } from "./power.ts";
import { serveScheme } from "./protocol.ts";
import { restrictPages } from "./security.ts";
import { ShellStateFile } from "./shell-state.ts";
import { stopBeforeQuit } from "./shutdown.ts";
import { openWindow } from "./window.ts";

export interface ShellOptions {
  /** Folders to add at the start. */
  directories: string[];
  /** The built app: holds main/, preload/ and renderer/. */
  outputDirectory: string;
  isDevelopment: boolean;
}

/** The app's own exit code for an engine that cannot run, which it has then told the person itself. */
const coreFailedExitCode = 3;

const secondInstanceDataSchema = z.object({ directories: z.array(z.string().min(1)) });

/** Puts the shell together. Call before the app is ready. */
export function runShell(options: ShellOptions): void {
  const stateFile = new ShellStateFile(join(app.getPath("userData"), "shell-state.json"));
  const core = superviseCore(join(options.outputDirectory, "main", "core-process.js"));
  const inbox = new FolderInbox({
    index: (directories) => core.index(directories),
    refuse: (failure) => void reportRefusedFolders(mainWindow(), failure),
  });
  const open = () => {
    const preloadPath = join(options.outputDirectory, "preload", "index.cjs");
    return openWindow(stateFile, { preloadPath, isDevelopment: options.isDevelopment });
  };

  app.on("second-instance", (_event, _argv, _workingDirectory, data) => {
    focus(mainWindow() ?? open());
    const parsed = secondInstanceDataSchema.safeParse(data);
    if (parsed.success) void inbox.take(parsed.data.directories);
  });
  app.on("open-file", (event, path) => {
    event.preventDefault();
    void app.whenReady().then(() => inbox.take([path]));
  });
  app.on("window-all-closed", () => {
    if (process.platform !== "darwin") app.quit();
  });
  app.on("activate", () => mainWindow() ?? open());
  stopBeforeQuit(core);

  void app.whenReady().then(() => {
    restrictPages();
    serveScheme(join(options.outputDirectory, "renderer"), core);
    answerBridge(core, stateFile);
    setApplicationMenu({
      platform: process.platform,
      isDevelopment: options.isDevelopment,
      choose: (command) => sendMenuCommand(command, open),
    });
    core.start();
    watchPower((state) => core.power(state));
    open();
    void inbox.take(options.directories);
  });
}

function superviseCore(entryPath: string): CoreSupervisor {
  const core = new CoreSupervisor(entryPath, {
    restarted: () => mainWindow()?.webContents.send(desktopChannels.coreRestarted),
    failed: async (failure, libraryDirectory) => {
      if (await reportUnopenedLibrary(mainWindow(), failure, libraryDirectory)) core.start();
      else app.exit(coreFailedExitCode);
    },
    gaveUp: async (output, libraryDirectory) => {
      if (await reportCrashedCore(mainWindow(), output, libraryDirectory)) core.start();
      else app.exit(coreFailedExitCode);
    },
    indexRefused: (failure) => void reportRefusedFolders(mainWindow(), failure),
    reveal: (path) => shell.showItemInFolder(path),
    trash: (path) => shell.trashItem(path),
    secret: (secret) => (typeof secret === "string" ? sealSecret(secret) : unsealSecret(secret)),
  });
  return core;
}

function mainWindow(): BrowserWindow | undefined {
  return BrowserWindow.getAllWindows()[0];
}

function focus(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.focus();
}

/** With no window open (macOS) the page is loaded first: it can carry nothing out before. */
function sendMenuCommand(command: MenuCommand, open: () => BrowserWindow): void {
  const window = mainWindow();
  if (window) {
    window.webContents.send(desktopChannels.menuCommand, command);
    return;
  }
  const { webContents } = open();
  webContents.once("did-finish-load", () => webContents.send(desktopChannels.menuCommand, command));
}
