import type { CdpSession } from "./cdp.ts";
import { type Chromium, startChromium } from "./chromium.ts";
import { reportProblem } from "./control.ts";

/** The one browser of this process, and who its pages belong to. */
let running: Promise<Chromium> | undefined;

/** Pages that were asked for and have not been attached yet, by the target they will be. */
const expected = new Map<string, (session: CdpSession) => void>();
const arrived = new Map<string, CdpSession>();

/** A page that opened another, by its target: told of it, and of nothing more, since the new page never runs. */
const openers = new Map<string, () => void>();

export interface NewPage {
  targetId: string;
  session: CdpSession;
}

export function launchBrowser(userData: string): Promise<Chromium> {
  running ??= startChromium(userData).then(async (chromium) => {
    process.on("exit", () => chromium.kill());
    const { browser } = chromium.connection;
    browser.on("Target.attachedToTarget", (event) => {
      void attached(chromium, event as unknown as AttachedEvent).catch(reportProblem);
    });
    await browser.send("Target.setAutoAttach", {
      autoAttach: true,
      waitForDebuggerOnStart: true,
      flatten: true,
      filter: [{ type: "page" }],
    });
    return chromium;
  });
  return running;
}

export function browser(): Promise<Chromium> {
  if (!running) throw new Error("There is no browser before the app is ready.");
  return running;
}

/** A window of its own, at a place on the screen, still empty and not yet running anything. */
export async function openPage(bounds: {
  x: number;
  y: number;
  width: number;
  height: number;
}): Promise<NewPage> {
  const { connection } = await browser();
  const { targetId } = (await connection.browser.send("Target.createTarget", {
    url: "about:blank",
    newWindow: true,
    left: bounds.x,
    top: bounds.y,
    width: bounds.width,
    height: bounds.height,
  })) as { targetId: string };
  const session =
    arrived.get(targetId) ?? (await new Promise<CdpSession>((found) => expected.set(targetId, found)));
  return { targetId, session };
}

/** Says who hears of it when this page opens a window. */
export function watchForPopups(targetId: string, opened: () => void): void {
  openers.set(targetId, opened);
}

interface AttachedEvent {
  sessionId: string;
  targetInfo: { targetId: string; type: string; url: string; openerId?: string };
}

async function attached(chromium: Chromium, { sessionId, targetInfo }: AttachedEvent): Promise<void> {
  const { targetId, openerId } = targetInfo;
  if (openerId !== undefined) {
    await chromium.connection.browser.send("Target.closeTarget", { targetId });
    openers.get(openerId)?.();
    return;
  }
  const session = chromium.connection.session(sessionId);
  arrived.set(targetId, session);
  expected.get(targetId)?.(session);
}
