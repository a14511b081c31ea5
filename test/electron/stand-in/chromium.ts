import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { CdpConnection } from "./cdp.ts";

const startTimeoutMillis = 150_000;
const closeTimeoutMillis = 10_000;

/** The real browser whose windows are the stand-in's windows. */
export interface Chromium {
  /** For Playwright's `connectOverCDP`. */
  endpoint: string;
  processId: number;
  connection: CdpConnection;
  /** In order, so that what its pages stored is on disk. */
  close(): Promise<void>;
  kill(): void;
}

/** The profile lies in the app's own data, so that what a page stores is there again at the next start. */
export async function startChromium(userData: string): Promise<Chromium> {
  const profile = join(userData, "chromium-profile");
  mkdirSync(profile, { recursive: true });
  const child = spawn(chromiumPath(), switches(profile), { stdio: ["ignore", "ignore", "pipe"] });
  const endpoint = await endpointOf(child);
  const connection = await CdpConnection.open(endpoint);
  const kill = () => child.kill("SIGKILL");
  const close = async () => {
    const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
    const timer = setTimeout(kill, closeTimeoutMillis);
    connection.browser.send("Browser.close").catch(() => {});
    await ended;
    clearTimeout(timer);
  };
  return { endpoint, processId: child.pid ?? 0, connection, close, kill };
}

function chromiumPath(): string {
  const candidates = [process.env.CHROMIUM_PATH, "/usr/bin/chromium", "/usr/bin/chromium-browser"];
  const found = candidates.find((path) => path !== undefined && existsSync(path));
  if (!found) throw new Error("No Chromium found: install it, or set CHROMIUM_PATH.");
  return found;
}

function switches(profile: string): string[] {
  return [
    "--headless=new",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-features=Translate,MediaRouter,OptimizationHints",
    "--disable-popup-blocking",
    "--disable-sync",
    // Electron's pages have it, Chromium's do not yet: docs/tutorial/message-ports.md, "Extension: `close` event".
    "--enable-blink-features=MessagePortCloseEvent",
    "--no-first-run",
    "--no-startup-window",
    "--password-store=basic",
    "--remote-debugging-port=0",
    "--use-mock-keychain",
    "--screen-info={1920x1080}",
    `--user-data-dir=${profile}`,
    ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
  ];
}

function endpointOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = "";
    const fail = (reason: string) => reject(new Error(`Chromium ${reason}:\n${output}`));
    const timer = setTimeout(() => fail("did not start in time"), startTimeoutMillis);
    child.once("exit", (code) => fail(`ended with ${code}`));
    child.once("error", (error) => fail(error.message));
    child.stderr?.on("data", (chunk: Buffer) => {
      output += chunk.toString("utf8");
      const match = /DevTools listening on (ws:\S+)/.exec(output);
      if (!match?.[1]) return;
      clearTimeout(timer);
      resolve(match[1]);
    });
  });
}
