import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runQuietly } from "./child.mjs";
import { findUsableNode, projectDirectory } from "./pinned-node.mjs";
import { say } from "./say.mjs";

const electronDirectory = join(projectDirectory, "node_modules", "electron");
const failureNotePath = join(projectDirectory, "node_modules", ".shoebox-electron-failed");
const downloadTimeoutMillis = 60_000;
const failureHoldsMillis = 60 * 60_000;

/** The Electron executable, or undefined; looks only, unlike requiring the package, which downloads. */
export function findElectron() {
  const pathFile = join(electronDirectory, "path.txt");
  const name = existsSync(pathFile) ? readFileSync(pathFile, "utf8") : undefined;
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  const directory = override ?? (name && join(electronDirectory, "dist"));
  const executable = directory && join(directory, name ?? "electron");
  return executable && existsSync(executable) ? executable : undefined;
}

/**
 * The Electron executable, fetched now when it never was; the package itself would fetch it at its first launch.
 * @returns {Promise<{ executable: string } | { reason: string }>}
 */
export async function electronDownloadingIfNeeded() {
  const found = findElectron();
  if (found) return { executable: found };
  if (hasFailedLately()) return { reason: "Electron could not be downloaded a short while ago" };
  say("Downloading Electron (about 110 MB, once) ...");
  const result = await runQuietly(findUsableNode(), [join(electronDirectory, "install.js")], {
    cwd: projectDirectory,
    timeoutMillis: downloadTimeoutMillis,
  });
  const executable = findElectron();
  if (executable) {
    rmSync(failureNotePath, { force: true });
    return { executable };
  }
  writeFileSync(failureNotePath, result.output);
  return {
    reason: `Electron could not be downloaded (${result.isTimedOut ? "it took too long" : causeOf(result.output)})`,
  };
}

function hasFailedLately() {
  return existsSync(failureNotePath) && Date.now() - statSync(failureNotePath).mtimeMs < failureHoldsMillis;
}

/** What went wrong, out of a stack trace: the system's code where there is one. */
function causeOf(output) {
  if (output.includes("fetch failed")) return "no connection";
  const [firstLine] = output.trim().split("\n");
  return /\b(E[A-Z_]{4,}|UND_ERR_[A-Z_]+)\b/.exec(output)?.[1] ?? (firstLine || "no reason given");
}

/** Why a window cannot be shown on this machine, or undefined when one can. */
export function whyNoWindow() {
  if (process.platform !== "linux") return undefined;
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return "There is no display";
  // Chromium's sandbox does not work for root, and without it the page would not be held in.
  if (process.getuid?.() === 0) return "Electron does not run as root";
  return undefined;
}
