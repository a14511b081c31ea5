// `npm test`: does all its own set-up, then runs Vitest (unit, integration) and Playwright (the app in a browser, and
// the desktop shell).
// `npm test -- PATTERN...` gives the patterns to Vitest and runs nothing else. Runs on Node 20 with nothing installed.
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureBuilt } from "./lib/build.mjs";
import { runForwarding } from "./lib/child.mjs";
import { chromiumInstallingIfNeeded } from "./lib/chromium.mjs";
import { ensureInstalled } from "./lib/install.mjs";
import { findUsableNode, projectDirectory } from "./lib/pinned-node.mjs";
import { exitWith, say } from "./lib/say.mjs";

const stages = [];
const failures = [];

/** Runs one stage and notes its exit code and time. A set-up stage answers nothing and throws when it fails. */
async function stage(name, work) {
  const startedAt = Date.now();
  const code = (await work()) ?? 0;
  stages.push({ name, code, seconds: (Date.now() - startedAt) / 1000 });
  return code;
}

function runTool(script, args) {
  return () =>
    runForwarding(findUsableNode(), [join(projectDirectory, "node_modules", script), ...args], {
      cwd: projectDirectory,
    });
}

/** What failed is said again at the end, below the hundreds of lines of the stages that come after. */
async function vitest(patterns) {
  const directory = mkdtempSync(join(tmpdir(), "shoebox-failures-"));
  process.env.FAILURES_FILE = join(directory, "vitest.txt");
  try {
    const reporters = [
      "--reporter=default",
      `--reporter=${join(projectDirectory, "scripts/lib/failures-reporter.mjs")}`,
    ];
    const code = await runTool("vitest/vitest.mjs", ["run", ...reporters, ...patterns])();
    if (code !== 0 && existsSync(process.env.FAILURES_FILE))
      failures.push(readFileSync(process.env.FAILURES_FILE, "utf8"));
    return code;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function playwright(config) {
  return runTool("@playwright/test/cli.js", ["test", "--config", config]);
}

function summarise() {
  for (const failure of failures) say(`\n${failure}`);
  say("");
  for (const { name, code, seconds } of stages) {
    const outcome = code === 0 ? "passed" : `failed (exit code ${code})`;
    say(`${name.padEnd(12)}${`${seconds.toFixed(1)} s`.padStart(9)}  ${outcome}`);
  }
}

await exitWith(async () => {
  const patterns = process.argv.slice(2);
  await stage("install", ensureInstalled);
  await stage("browser", async () => {
    process.env.CHROMIUM_PATH = await chromiumInstallingIfNeeded();
  });
  await stage("build", ensureBuilt);
  await stage("vitest", () => vitest(patterns));
  if (patterns.length === 0) {
    await stage("end to end", playwright("playwright.config.ts"));
    await stage("shell", playwright("test/electron/playwright.config.ts"));
  }
  summarise();
  return Math.max(...stages.map(({ code }) => code));
});
