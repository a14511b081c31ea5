import { BrowserWindow, type BrowserWindowConstructorOptions, nativeTheme, screen } from "electron";
import { startAddress } from "./addresses.ts";
import { reportBrokenPage } from "./messages.ts";
import type { ShellStateFile } from "./shell-state.ts";
import { minimumSize, placeWindow } from "./window-state.ts";

/** Size and place are written when the window has been still for this long. */
const settleMillis = 400;

/** What the window shows until the page has painted: the page's own background, by the system's theme. */
const backgroundColors = { dark: "#17181a", light: "#ffffff" };

export interface WindowOptions {
  preloadPath: string;
  /** Reloading and the developer tools, for people who work on Shoebox. */
  isDevelopment: boolean;
}

/** Opens Shoebox's one window, where it was last. It shows itself once it has something to show. */
export function openWindow(stateFile: ShellStateFile, options: WindowOptions): BrowserWindow {
  const remembered = stateFile.state.window;
  const workAreas = screen.getAllDisplays().map((display) => display.workArea);
  const window = new BrowserWindow({
    ...placeWindow(remembered, workAreas),
    minWidth: minimumSize.width,
    minHeight: minimumSize.height,
    title: "Shoebox",
    show: false,
    backgroundColor: currentBackground(),
    webPreferences: webPreferences(options),
  });
  window.once("ready-to-show", () => {
    // Maximising shows a hidden window, so it waits until there is something to see.
    if (remembered?.isMaximized) window.maximize();
    window.show();
  });
  rememberPlace(window, stateFile);
  followTheme(window);
  recoverFromCrash(window);
  window
    .loadURL(startAddress)
    .catch((error: unknown) => console.error("The page could not be loaded.", error));
  return window;
}

function webPreferences({
  preloadPath,
  isDevelopment,
}: WindowOptions): NonNullable<BrowserWindowConstructorOptions["webPreferences"]> {
  return {
    preload: preloadPath,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: false,
    devTools: isDevelopment,
  };
}

function currentBackground(): string {
  return nativeTheme.shouldUseDarkColors ? backgroundColors.dark : backgroundColors.light;
}

function followTheme(window: BrowserWindow): void {
  const update = () => window.setBackgroundColor(currentBackground());
  nativeTheme.on("updated", update);
  window.once("closed", () => nativeTheme.off("updated", update));
}

function rememberPlace(window: BrowserWindow, stateFile: ShellStateFile): void {
  let timer: NodeJS.Timeout | undefined;
  const save = () => {
    clearTimeout(timer);
    const isMaximized = window.isMaximized();
    stateFile.update({ window: { bounds: window.getNormalBounds(), isMaximized } });
  };
  const saveSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(save, settleMillis);
  };
  window.on("resize", saveSoon);
  window.on("move", saveSoon);
  window.on("maximize", saveSoon);
  window.on("unmaximize", saveSoon);
  window.on("close", save);
  window.on("closed", () => clearTimeout(timer));
}

/** A page that crashed is loaded again once; if it crashes again, the person decides. */
function recoverFromCrash(window: BrowserWindow): void {
  let hasReloaded = false;
  window.webContents.on("render-process-gone", async (_event, details) => {
    if (details.reason === "clean-exit" || window.isDestroyed()) return;
    console.error(`The page's process ended unexpectedly (${details.reason}).`);
    if (hasReloaded && !(await reportBrokenPage(window, details.reason))) window.close();
    else window.webContents.reload();
    hasReloaded = true;
  });
}
