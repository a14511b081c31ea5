import { readFileSync } from "node:fs";
import { schemeOf, toShellAddress } from "./addresses.ts";
import { control, reportProblem } from "./control.ts";
import { realIpcMain } from "./ipc-main.ts";
import { type MessagePortMain, takeSides } from "./message-port-main.ts";
import { type NavigationDetails, Page, type PageOwner, type Rectangle } from "./page.ts";
import { preloadScripts } from "./preload-scripts.ts";
import { type PortMessage, RemotePorts } from "./remote-ports.ts";
import { defaultSession, permissionNames, realDefaultSession } from "./session.ts";
import { faceOf, preventableEvent, StrictEmitter, strict } from "./strict.ts";
import { decodeClone, encodeClone } from "./structured-clone-codec.ts";
import { realNativeTheme } from "./system.ts";

/** What the preload script's world and the main process say to each other, as structured clones in text. */
export type FromPreload =
  | { kind: "invoke"; id: number; channel: string; parameters: unknown[] }
  | { kind: "send"; channel: string; parameters: unknown[] }
  | ({ kind: "window-open" } & WindowOpenDetails)
  | { kind: "problem"; message: string }
  | PortMessage;
export type ToPreload =
  | { kind: "reply"; id: number; result?: unknown; error?: string }
  | { kind: "message"; channel: string; parameters: unknown[]; portIds: number[] }
  | { kind: "dropping"; paths: string[] }
  | PortMessage;

export interface WindowOpenDetails {
  url: string;
  frameName: string;
  features: string;
}

type WindowOpenHandler = (details: object) => { action: "allow" | "deny" };

const events = [
  "will-navigate",
  "will-frame-navigate",
  "did-finish-load",
  "did-fail-load",
  "render-process-gone",
  "destroyed",
  // Nothing redirects, and the `webview` tag is off, so nobody will hear of these.
  "will-redirect",
  "will-attach-webview",
];

let lastId = 0;

/** Electron's WebContents, around one real page. */
export class WebContents extends StrictEmitter implements PageOwner {
  readonly id = ++lastId;
  readonly session: object = defaultSession;
  readonly #page: Promise<Page>;
  #openPage: Page | undefined;
  readonly #ports = new RemotePorts((message) => this.#post(message));
  #windowOpenHandler: WindowOpenHandler = () => ({ action: "allow" });
  #isDestroyed = false;
  readonly #painted: () => void;

  constructor(bounds: Rectangle, preloadPath: string, painted: () => void) {
    super("WebContents", events);
    this.#painted = painted;
    const scripts = preloadScripts(preloadPath, readFileSync(preloadPath, "utf8"));
    this.#page = Page.open(this, bounds, scripts);
    this.#page.then(
      (page) => {
        this.#openPage = page;
      },
      (error: unknown) => reportProblem(error),
    );
    this.#run((page) => page.setColorScheme(realNativeTheme.shouldUseDarkColors));
    realNativeTheme.on("updated", () =>
      this.#run((page) => page.setColorScheme(realNativeTheme.shouldUseDarkColors)),
    );
    control.on("message", (message) => {
      if (message.kind === "dropping") this.#post({ kind: "dropping", paths: message.paths });
    });
  }

  isDestroyed(): boolean {
    return this.#isDestroyed;
  }

  getURL(): string {
    return this.#openPage?.address ?? "";
  }

  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.#windowOpenHandler = handler;
  }

  /** Settles when the document has loaded. */
  async loadURL(address: string): Promise<void> {
    const page = await this.#page;
    await this.#applyPermissions(page, address);
    const finished = new Promise<void>((resolve) => this.once("did-finish-load", () => resolve()));
    await page.navigate(address);
    await finished;
  }

  forcefullyCrashRenderer(): void {
    this.#run((page) => page.crash());
  }

  reload(): void {
    this.#run((page) => page.reload());
  }

  send(channel: string, ...parameters: unknown[]): void {
    this.#post({ kind: "message", channel, parameters, portIds: [] });
  }

  postMessage(channel: string, message: unknown, transfer: MessagePortMain[] = []): void {
    this.#ports.move(takeSides(transfer), (portIds) =>
      this.#post({ kind: "message", channel, parameters: [message], portIds }),
    );
  }

  setBounds(bounds: Rectangle): void {
    this.#run((page) => page.setBounds(bounds));
  }

  destroy(): void {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    this.#ports.abandon();
    this.emit("destroyed");
    this.#page.then((page) => page.close()).catch(() => {});
  }

  received(text: string): void {
    const message = decodeClone(text) as FromPreload;
    if (message.kind === "problem") reportProblem(message.message);
    else if (message.kind === "window-open") this.refuseWindow(message);
    else if (message.kind === "invoke") void this.#answerInvoke(message);
    else if (message.kind === "send")
      realIpcMain.emit(message.channel, this.#ipcEvent(), ...message.parameters);
    else this.#ports.receive(message);
  }

  mayNavigate(details: NavigationDetails): boolean {
    const event = preventableEvent(details);
    this.emit("will-frame-navigate", event);
    if (details.isMainFrame && !event.defaultPrevented) this.emit("will-navigate", event, details.url);
    return !event.defaultPrevented;
  }

  async mayRequest(request: { url: string; method: string; resourceType: string }): Promise<boolean> {
    const details = { id: 0, webContentsId: this.id, ...request };
    return !(await realDefaultSession.isCancelled(strict("onBeforeRequest details", details)));
  }

  /** The stand-in opens no second window: what the shell does not refuse is a problem. */
  refuseWindow({ url, frameName, features }: WindowOpenDetails): void {
    const disposition = features === "" ? "foreground-tab" : "new-window";
    const details = { url: toShellAddress(url), frameName, features, disposition };
    const { action } = this.#windowOpenHandler(strict("window open details", details));
    if (action !== "deny") reportProblem(`The shell lets its page open a window for ${details.url}.`);
  }

  documentReplaced(): void {
    this.#ports.abandon();
  }

  loaded(): void {
    this.emit("did-finish-load");
  }

  painted(): void {
    this.#painted();
  }

  crashed(): void {
    this.#ports.abandon();
    this.emit("render-process-gone", preventableEvent(), { reason: "crashed", exitCode: 5 });
  }

  async #applyPermissions(page: Page, address: string): Promise<void> {
    const scheme = schemeOf(address);
    const origin = address.slice(0, address.indexOf("/", scheme.length + 3));
    for (const [permission, chromiumNames] of Object.entries(permissionNames)) {
      const isGranted = await realDefaultSession.isGranted(faceOf(this), permission, origin);
      for (const name of [chromiumNames].flat()) await page.setPermission(name, isGranted, address);
    }
  }

  async #answerInvoke({ id, channel, parameters }: FromPreload & { kind: "invoke" }): Promise<void> {
    try {
      const result = await realIpcMain.answer(this.#ipcEvent(), channel, parameters);
      this.#post({ kind: "reply", id, result });
    } catch (error) {
      console.error(`Error occurred in handler for '${channel}':`, error);
      this.#post({ kind: "reply", id, error: String(error) });
    }
  }

  #ipcEvent(): object {
    const url = this.getURL();
    const senderFrame = strict("WebFrameMain", { url, origin: new URL(url).origin });
    return strict("IpcMainEvent", {
      ...preventableEvent(),
      sender: faceOf(this),
      senderFrame,
      type: "frame",
    });
  }

  /** @throws DOMException for what cannot be cloned. */
  #post(message: ToPreload): void {
    this.#openPage?.post(encodeClone(message));
  }

  #run(action: (page: Page) => Promise<void>): void {
    this.#page.then(action).catch((error: unknown) => {
      if (!this.#isDestroyed) reportProblem(error);
    });
  }
}
