import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { lastLines, runQuietly } from "./child.mjs";
import { projectDirectory } from "./pinned-node.mjs";
import { SetupError, say } from "./say.mjs";

const commandNames = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const usualPlaces = {
  darwin: [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
  ],
  win32: [process.env.ProgramFiles, process.env["ProgramFiles(x86)"], process.env.LOCALAPPDATA]
    .filter(Boolean)
    .map((directory) => join(directory, "Google", "Chrome", "Application", "chrome.exe")),
};
const aptTimeoutMillis = 10 * 60_000;

/** A Chromium on this machine, or undefined: CHROMIUM_PATH, the PATH, the usual places, Playwright's own. */
export function findChromium() {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  const directories = (process.env.PATH ?? "").split(delimiter);
  const onPath = commandNames.flatMap((name) => directories.map((directory) => join(directory, name)));
  return [...onPath, ...(usualPlaces[process.platform] ?? []), playwrightsOwn()].find(
    (path) => path && existsSync(path),
  );
}

function playwrightsOwn() {
  const { chromium } = createRequire(join(projectDirectory, "package.json"))("playwright-core");
  try {
    return chromium.executablePath();
  } catch {
    return undefined;
  }
}

/**
 * A Chromium, installed now where there is none and this user may (Debian's package).
 * @returns {Promise<string>} its path
 */
export async function chromiumInstallingIfNeeded() {
  const found = findChromium();
  if (found) return found;
  const apt = await aptGet();
  if (!apt) throw new SetupError("the tests need a browser: install Chromium or set CHROMIUM_PATH.");
  say("Installing Debian's chromium for the tests ...");
  await apt(["update"]);
  const result = await apt(["install", "--yes", "--no-install-recommends", "chromium"]);
  const installed = findChromium();
  if (!installed)
    throw new SetupError(`apt-get could not install chromium.\n${lastLines(result.output, 15)}`);
  return installed;
}

/** `apt-get` with the rights it needs, or undefined where it is not to be had. */
async function aptGet() {
  if (process.platform !== "linux" || !existsSync("/usr/bin/apt-get")) return undefined;
  const isRoot = process.getuid?.() === 0;
  if (!isRoot && (await runQuietly("sudo", ["-n", "true"])).code !== 0) return undefined;
  const prefix = isRoot ? [] : ["sudo", "-n"];
  return (args) => {
    const command = [...prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet", ...args];
    return runQuietly(command[0], command.slice(1), { timeoutMillis: aptTimeoutMillis });
  };
}
