import { app, realApp } from "./app.ts";
import { reportProblem } from "./control.ts";
import { displays } from "./environment.ts";
import type { Rectangle } from "./page.ts";
import { preventableEvent, requireKnownKeys, StrictEmitter, strict } from "./strict.ts";
import { WebContents } from "./web-contents.ts";
import { requireSafePreferences, type WebPreferences } from "./web-preferences.ts";

interface Options extends Partial<Rectangle> {
  minWidth?: number;
  minHeight?: number;
  title?: string;
  show?: boolean;
  backgroundColor?: string;
  webPreferences?: WebPreferences;
}

const optionKeys = "x y width height minWidth minHeight title show backgroundColor webPreferences".split(" ");

const windowEvents = [
  "ready-to-show",
  "show",
  "close",
  "closed",
  "resize",
  "move",
  "maximize",
  "unmaximize",
  "minimize",
  "restore",
  "focus",
];

const windows: { window: BrowserWindowClass; face: BrowserWindowClass }[] = [];
let lastId = 0;

/** Electron's BrowserWindow, around a real window of Chromium. */
class BrowserWindowClass extends StrictEmitter {
  readonly id = ++lastId;
  readonly webContents: WebContents;
  readonly #options: Options;
  #bounds: Rectangle;
  #normalBounds: Rectangle;
  #isMaximized = false;
  #isMinimized = false;
  #isVisible: boolean;
  #isDestroyed = false;
  #hasPainted = false;
  #backgroundColor: string;

  constructor(options: Options) {
    super("BrowserWindow", windowEvents);
    if (!app.isReady()) throw new Error("Cannot create BrowserWindow before app is ready");
    requireKnownKeys("BrowserWindow options", options, optionKeys);
    const preferences = requireSafePreferences(options.webPreferences ?? {}, realApp.isSandboxForced);
    this.#options = options;
    this.#bounds = this.#constrain(initialBounds(options));
    this.#normalBounds = this.#bounds;
    this.#isVisible = options.show ?? true;
    if (this.#isVisible)
      reportProblem("The window would be shown before it has painted: white, for a moment.");
    this.#backgroundColor = options.backgroundColor ?? "#FFFFFF";
    const contents = new WebContents(this.#bounds, preferences.preload, () => this.#painted());
    this.webContents = strict("WebContents", contents);
    const face = strict("BrowserWindow", this as BrowserWindowClass);
    windows.push({ window: this, face });
    realApp.openWindows.add(this);
    app.emit("web-contents-created", preventableEvent(), this.webContents);
    app.emit("browser-window-created", preventableEvent(), face);
    // biome-ignore lint/correctness/noConstructorReturn: whoever makes a window gets its strict face
    return face;
  }

  static getAllWindows(): BrowserWindowClass[] {
    return windows.map(({ face }) => face);
  }

  static fromWebContents(contents: WebContents): BrowserWindowClass | null {
    return windows.find(({ window }) => window.webContents === contents)?.face ?? null;
  }

  loadURL(address: string): Promise<void> {
    return this.webContents.loadURL(address);
  }

  isDestroyed(): boolean {
    return this.#isDestroyed;
  }

  isVisible(): boolean {
    return this.#isVisible;
  }

  isMaximized(): boolean {
    return this.#isMaximized;
  }

  isMinimized(): boolean {
    return this.#isMinimized;
  }

  getBounds(): Rectangle {
    return { ...this.#bounds };
  }

  getNormalBounds(): Rectangle {
    return { ...this.#normalBounds };
  }

  getBackgroundColor(): string {
    return this.#backgroundColor;
  }

  getTitle(): string {
    return this.#options.title ?? "";
  }

  setBackgroundColor(color: string): void {
    this.#backgroundColor = color;
  }

  setBounds(bounds: Partial<Rectangle>): void {
    this.#isMaximized = false;
    this.#normalBounds = this.#constrain({ ...this.#bounds, ...bounds });
    this.#place(this.#normalBounds);
  }

  /** Shows a window that was hidden, as Electron's does. */
  maximize(): void {
    this.#isMaximized = true;
    this.#place(displays[0].workArea);
    this.show();
    this.emit("maximize");
  }

  unmaximize(): void {
    this.#isMaximized = false;
    this.#place(this.#normalBounds);
    this.emit("unmaximize");
  }

  minimize(): void {
    this.#isMinimized = true;
    this.emit("minimize");
  }

  restore(): void {
    this.#isMinimized = false;
    this.emit("restore");
  }

  focus(): void {
    this.emit("focus");
  }

  show(): void {
    if (this.#isVisible) return;
    if (!this.#hasPainted) reportProblem("The window was shown before it had painted: white, for a moment.");
    this.#isVisible = true;
    this.emit("show");
  }

  close(): void {
    if (this.#isDestroyed) return;
    const event = preventableEvent();
    this.emit("close", event);
    if (event.defaultPrevented) realApp.quitWasRefused();
    else this.destroy();
  }

  destroy(): void {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    windows.splice(
      windows.findIndex(({ window }) => window === this),
      1,
    );
    this.webContents.destroy();
    this.emit("closed");
    realApp.windowClosed(this);
  }

  #painted(): void {
    if (this.#hasPainted || this.#isDestroyed) return;
    this.#hasPainted = true;
    this.emit("ready-to-show");
  }

  #place(bounds: Rectangle): void {
    const before = this.#bounds;
    this.#bounds = { ...bounds };
    this.webContents.setBounds(this.#bounds);
    if (before.x !== bounds.x || before.y !== bounds.y) this.emit("move");
    if (before.width !== bounds.width || before.height !== bounds.height) this.emit("resize");
  }

  #constrain(bounds: Rectangle): Rectangle {
    const { minWidth = 0, minHeight = 0 } = this.#options;
    return {
      ...bounds,
      width: Math.max(bounds.width, minWidth),
      height: Math.max(bounds.height, minHeight),
    };
  }
}

/** In the middle of the first screen where nobody says otherwise. */
function initialBounds({ x, y, width = 800, height = 600 }: Options): Rectangle {
  const area = displays[0].workArea;
  return {
    x: x ?? Math.round(area.x + (area.width - width) / 2),
    y: y ?? Math.round(area.y + (area.height - height) / 2),
    width,
    height,
  };
}

export const BrowserWindow = strict("BrowserWindow", BrowserWindowClass);
