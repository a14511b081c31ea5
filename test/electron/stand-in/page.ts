import { schemeOf, toPageAddress, toShellAddress } from "./addresses.ts";
import { browser, openPage } from "./browser.ts";
import type { CdpSession } from "./cdp.ts";
import { reportProblem } from "./control.ts";
import { answerScheme } from "./protocol.ts";

export interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface NavigationDetails {
  url: string;
  isMainFrame: boolean;
  isSameDocument: false;
}

/** What a page asks of the shell that owns it. Addresses are the shell's own. */
export interface PageOwner {
  /** A message of the preload script's world, as text. */
  received(text: string): void;
  /** True: the document goes. Asked for navigations that the page itself began. */
  mayNavigate(details: NavigationDetails): boolean;
  mayRequest(request: { url: string; method: string; resourceType: string }): Promise<boolean>;
  /** The page wants a window, of an address in Chromium's terms. It does not get it. */
  refuseWindow(details: { url: string; frameName: string; features: string }): void;
  /** The document changed: the old one's preload script is gone. */
  documentReplaced(): void;
  loaded(): void;
  painted(): void;
  crashed(): void;
}

interface PausedRequest {
  requestId: string;
  request: { url: string; method: string; headers: Record<string, string> };
  resourceType: string;
  frameId: string;
}

const preloadWorld = "electron-preload";
const bindingName = "shoeboxStandInSend";
/** Within this time of being asked for, a navigation reaches the network. */
const navigationMillis = 60_000;
const devToolsPassThrough = ["data", "blob", "about"];

/** One real page of Chromium, spoken to over DevTools. */
export class Page {
  readonly #owner: PageOwner;
  readonly #session: CdpSession;
  readonly #targetId: string;
  #preloadContextId: string | undefined;
  #address = "about:blank";
  /** When the page itself last wanted to go to an address; it may have been refused before any request was made. */
  readonly #requestedNavigations = new Map<string, number>();

  private constructor(owner: PageOwner, session: CdpSession, targetId: string) {
    this.#owner = owner;
    this.#session = session;
    this.#targetId = targetId;
  }

  /** `scripts.main` runs in the page's own world, `scripts.preload` in the isolated one, both before the page's. */
  static async open(
    owner: PageOwner,
    bounds: Rectangle,
    scripts: { main: string; preload: string },
  ): Promise<Page> {
    const { session, targetId } = await openPage(bounds);
    const page = new Page(owner, session, targetId);
    page.#listen();
    await Promise.all([
      session.send("Page.enable"),
      session.send("Runtime.enable"),
      session.send("Inspector.enable"),
      session.send("Page.setLifecycleEventsEnabled", { enabled: true }),
      session.send("Fetch.enable", { patterns: [{ urlPattern: "*" }] }),
      session.send("Runtime.addBinding", { name: bindingName, executionContextName: preloadWorld }),
      session.send("Page.addScriptToEvaluateOnNewDocument", { source: scripts.main }),
      session.send("Page.addScriptToEvaluateOnNewDocument", {
        source: scripts.preload,
        worldName: preloadWorld,
      }),
    ]);
    return page;
  }

  get address(): string {
    return this.#address;
  }

  get targetId(): string {
    return this.#targetId;
  }

  /** @throws Error with Chromium's own words (`net::ERR_...`) when the document cannot be had. */
  async navigate(address: string): Promise<void> {
    const url = toPageAddress(address);
    const { errorText } = await this.#session.send("Page.navigate", { url });
    if (errorText) throw new Error(`${String(errorText)} loading '${address}'`);
  }

  async reload(): Promise<void> {
    await this.#session.send("Page.reload");
  }

  /** Answers with an error, since there is nobody left to answer. */
  async crash(): Promise<void> {
    await this.#session.send("Page.crash").catch(() => {});
  }

  async close(): Promise<void> {
    const { connection } = await browser();
    await connection.browser.send("Target.closeTarget", { targetId: this.#targetId });
  }

  async setBounds({ x, y, width, height }: Rectangle): Promise<void> {
    const { connection } = await browser();
    const { windowId } = await connection.browser.send("Browser.getWindowForTarget", {
      targetId: this.#targetId,
    });
    const bounds = { left: x, top: y, width, height };
    await connection.browser.send("Browser.setWindowBounds", { windowId, bounds });
  }

  async setColorScheme(isDark: boolean): Promise<void> {
    const features = [{ name: "prefers-color-scheme", value: isDark ? "dark" : "light" }];
    await this.#session.send("Emulation.setEmulatedMedia", { features });
  }

  async setPermission(name: string, isGranted: boolean, address: string): Promise<void> {
    const { connection } = await browser();
    await connection.browser.send("Browser.setPermission", {
      permission: { name },
      setting: isGranted ? "granted" : "denied",
      origin: new URL(toPageAddress(address)).origin,
    });
  }

  /** To the preload script's world. Lost when there is none, as a message to a frame that is gone. */
  post(text: string): void {
    const uniqueContextId = this.#preloadContextId;
    if (uniqueContextId === undefined) return;
    const expression = `shoeboxStandInReceive(${JSON.stringify(text)})`;
    this.#session.send("Runtime.evaluate", { expression, uniqueContextId }).then(
      ({ exceptionDetails }) => exceptionDetails && reportProblem(JSON.stringify(exceptionDetails)),
      () => {},
    );
  }

  #listen(): void {
    this.#on<{ context: { name: string; uniqueId: string; auxData: { frameId: string } } }>(
      "Runtime.executionContextCreated",
      ({ context }) => {
        if (context.name !== preloadWorld || context.auxData.frameId !== this.#targetId) return;
        this.#preloadContextId = context.uniqueId;
      },
    );
    this.#on<{ executionContextUniqueId: string }>("Runtime.executionContextDestroyed", (event) => {
      if (event.executionContextUniqueId === this.#preloadContextId) this.#forgetDocument();
    });
    this.#on<object>("Runtime.executionContextsCleared", () => this.#forgetDocument());
    this.#on<{ payload: string; name: string }>("Runtime.bindingCalled", ({ name, payload }) => {
      if (name === bindingName) this.#owner.received(payload);
    });
    this.#on<{ frame: { id: string; url: string } }>("Page.frameNavigated", ({ frame }) => {
      if (frame.id === this.#targetId) this.#address = toShellAddress(frame.url);
    });
    this.#on<{ url: string; frameId: string }>("Page.frameRequestedNavigation", ({ url }) => {
      this.#requestedNavigations.set(url, performance.now());
    });
    this.#on<{ url: string; windowName: string; windowFeatures: string[] }>("Page.windowOpen", (event) => {
      const { url, windowName: frameName, windowFeatures } = event;
      this.#owner.refuseWindow({ url, frameName, features: windowFeatures.join(",") });
    });
    this.#on<{ name: string; frameId: string }>("Page.lifecycleEvent", ({ name, frameId }) => {
      if (frameId !== this.#targetId) return;
      if (name === "load") this.#owner.loaded();
      if (name === "firstPaint") this.#owner.painted();
    });
    this.#on<object>("Inspector.targetCrashed", () => {
      this.#forgetDocument();
      this.#owner.crashed();
    });
    this.#on<PausedRequest>("Fetch.requestPaused", (paused) => {
      this.#answer(paused).catch((error: unknown) => {
        console.error(error);
        void this.#fail(paused, "Failed");
      });
    });
  }

  #on<Event>(method: string, listener: (event: Event) => void): void {
    this.#session.on(method, (parameters) => listener(parameters as Event));
  }

  #forgetDocument(): void {
    if (this.#preloadContextId === undefined) return;
    this.#preloadContextId = undefined;
    this.#owner.documentReplaced();
  }

  async #answer(paused: PausedRequest): Promise<void> {
    const { request, resourceType, frameId } = paused;
    const url = toShellAddress(request.url);
    const isNavigation = resourceType === "Document" && this.#wasJustRequested(request.url);
    const navigation = { url, isMainFrame: frameId === this.#targetId, isSameDocument: false } as const;
    if (isNavigation && !this.#owner.mayNavigate(navigation)) return this.#fail(paused, "Aborted");
    const { method, headers } = request;
    if (!(await this.#owner.mayRequest({ url, method, resourceType }))) {
      return this.#fail(paused, "BlockedByClient");
    }
    if (url === request.url && !devToolsPassThrough.includes(schemeOf(url))) {
      // The stand-in has no network: whatever is let out is met by nobody.
      return this.#fail(paused, "InternetDisconnected");
    }
    const answer = await answerScheme(schemeOf(url), { url, method, headers });
    if (!answer) return this.#fail(paused, "Failed");
    await this.#session
      .send("Fetch.fulfillRequest", {
        requestId: paused.requestId,
        responseCode: answer.status,
        responseHeaders: answer.headers.map(([name, value]) => ({ name, value })),
        body: answer.body.toString("base64"),
      })
      .catch(() => {});
  }

  #wasJustRequested(address: string): boolean {
    const requestedAt = this.#requestedNavigations.get(address) ?? Number.NEGATIVE_INFINITY;
    this.#requestedNavigations.delete(address);
    return performance.now() - requestedAt < navigationMillis;
  }

  /** The request may have been given up by the page meanwhile. */
  async #fail({ requestId }: PausedRequest, errorReason: string): Promise<void> {
    await this.#session.send("Fetch.failRequest", { requestId, errorReason }).catch(() => {});
  }
}
