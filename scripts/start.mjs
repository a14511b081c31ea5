// `npm start -- DIR...`: does all its own set-up, then opens the app, or serves it to the browser where no window
// can be had. Runs on Node 20 with nothing installed.
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { runForwarding } from "./lib/child.mjs";
import { electronDownloadingIfNeeded, whyNoWindow } from "./lib/electron.mjs";
import { findUsableNode, projectDirectory } from "./lib/pinned-node.mjs";
import { exitWith, say } from "./lib/say.mjs";
import { setUp } from "./lib/set-up.mjs";

/** An Electron that ends badly within this time never showed a window. */
const failedStartMillis = 10_000;

/** What is started then ends with npm, though that be killed. */
const isRunByNpm = process.env.npm_lifecycle_event !== undefined;

await exitWith(async () => {
  const { positionals: directories } = parseArgs({ allowPositionals: true });
  await setUp();
  const reason = whyNoWindow() ?? (await openWindow(directories));
  return reason === undefined ? 0 : serve(reason, directories);
});

/** Runs the desktop app until it is closed; the answer says why it could not be. */
async function openWindow(directories) {
  const electron = await electronDownloadingIfNeeded();
  if ("reason" in electron) return electron.reason;
  const startedAt = Date.now();
  const args = [projectDirectory, "--", ...absolute(directories)];
  const code = await runForwarding(electron.executable, args, { isTiedToParent: isRunByNpm });
  const isFailedStart = code !== 0 && Date.now() - startedAt < failedStartMillis;
  return isFailedStart && !isStopped(code) ? `Electron ended with code ${code} at its start` : undefined;
}

/** Ended by a person (Ctrl-C) or the system (SIGTERM), not by a failure. */
function isStopped(code) {
  return code === 129 || code === 130 || code === 143;
}

function serve(reason, directories) {
  say(`${reason}, so Shoebox opens in the browser instead.`);
  const commandLine = join(projectDirectory, "bin", "shoebox.mjs");
  const args = [commandLine, "serve", "--open", "--", ...absolute(directories)];
  return runForwarding(findUsableNode(), args, { isTied: true, isTiedToParent: isRunByNpm });
}

/** npm runs scripts in the project's directory and says in INIT_CWD where the person was. */
function absolute(directories) {
  return directories.map((directory) => resolve(process.env.INIT_CWD ?? process.cwd(), directory));
}
