import type { CdpSession } from "./cdp.ts";
import { type Chromium, startChromium } from "./chromium.ts";
import { reportProblem } from "./control.ts";

/** The one browser of this process. */
let running: Promise<Chromium> | undefined;

/** Pages that have appeared and nobody has claimed, by their target. */
const unclaimed = new Map<string, CdpSession>();

/** Windows that were asked for and have not appeared yet. */
let awaited = 0;

export interface NewPage {
  targetId: string;
  session: CdpSession;
}

export function launchBrowser(userData: string): Promise<Chromium> {
  running ??= startChromium(userData).then(async (chromium) => {
    process.on("exit", () => chromium.kill());
    const { browser } = chromium.connection;
    browser.on("Target.attachedToTarget", (event) => {
      const { sessionId, targetInfo } = event as { sessionId: string; targetInfo: { targetId: string } };
      unclaimed.set(targetInfo.targetId, chromium.connection.session(sessionId));
      closePopups(chromium);
    });
    const filter = [{ type: "page" }];
    await browser.send("Target.setAutoAttach", {
      autoAttach: true,
      waitForDebuggerOnStart: false,
      flatten: true,
      filter,
    });
    return chromium;
  });
  return running;
}

export function browser(): Promise<Chromium> {
  if (!running) throw new Error("There is no browser before the app is ready.");
  return running;
}

/** A window of its own, at a place on the screen, still empty. */
export async function openPage(bounds: {
  x: number;
  y: number;
  width: number;
  height: number;
}): Promise<NewPage> {
  const chromium = await browser();
  awaited++;
  try {
    const { targetId } = (await chromium.connection.browser.send("Target.createTarget", {
      url: "about:blank",
      newWindow: true,
      left: bounds.x,
      top: bounds.y,
      width: bounds.width,
      height: bounds.height,
    })) as { targetId: string };
    const session = unclaimed.get(targetId) ?? (await chromium.connection.attach(targetId));
    unclaimed.delete(targetId);
    return { targetId, session };
  } finally {
    awaited--;
    closePopups(chromium);
  }
}

/** Every page that the shell did not ask for was opened by a page: it goes, whatever the shell said of it. */
function closePopups(chromium: Chromium): void {
  if (awaited > 0) return;
  for (const targetId of unclaimed.keys()) {
    chromium.connection.browser.send("Target.closeTarget", { targetId }).catch(reportProblem);
  }
  unclaimed.clear();
}
