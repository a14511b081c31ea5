#!/usr/bin/env node
// Plain JavaScript that old Nodes can read: all it does is get the command line running under a recent one.
import { existsSync } from "node:fs";
import module from "node:module";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { runForwarding } from "../scripts/lib/child.mjs";
import {
  findPinnedNode,
  neededNodeMajor,
  projectDirectory,
  runningNodeMajor,
} from "../scripts/lib/pinned-node.mjs";

/** Commands that read photos, with a thread for each core. */
const threadedCommands = new Set(["index", "serve", "duplicates", "captions"]);

/**
 * The C library of Linux gives each thread memory of its own, and keeps what it freed: with two of these for all threads
 * indexing is as fast and takes up to 80 MB less. It is told so before the process starts, or not at all.
 */
function shareMemoryBetweenThreads() {
  const isTold = process.env.MALLOC_ARENA_MAX !== undefined || process.connected;
  if (process.platform !== "linux" || isTold || !threadedCommands.has(process.argv[2])) return;
  const args = [process.execPath, ...process.execArgv, ...process.argv.slice(1)];
  process.execve?.(process.execPath, args, { ...process.env, MALLOC_ARENA_MAX: "2" });
}

async function main() {
  const commandLine = join(projectDirectory, "out", "main", "cli.js");
  const isUnbuilt = !existsSync(commandLine);
  if (isUnbuilt && existsSync(join(projectDirectory, "src"))) {
    const { setUp } = await import("../scripts/lib/set-up.mjs");
    process.stderr.write("shoebox: not built yet, building first.\n");
    await setUp();
  }
  if (!existsSync(commandLine)) {
    throw new Error(`${commandLine} is missing: install Shoebox again.`);
  }
  if (runningNodeMajor < neededNodeMajor) return runUnderPinnedNode();
  shareMemoryBetweenThreads();
  // Compiled code is kept beside what it was compiled from: starting takes half the time from the second run on.
  module.enableCompileCache?.(join(projectDirectory, "out", "compile-cache"));
  await import(pathToFileURL(commandLine).href);
}

async function runUnderPinnedNode() {
  const node = findPinnedNode() ?? (await pinnedNodeInstallingIfPossible());
  if (!node) {
    throw new Error(
      `Node ${neededNodeMajor} or newer is needed and this is ${process.version}: install it, or run "npm start" in ${projectDirectory}.`,
    );
  }
  const thisFile = fileURLToPath(import.meta.url);
  process.exitCode = await runForwarding(node, [thisFile, ...process.argv.slice(2)], { isTied: true });
}

/** In a checkout npm's own install leaves it out: .npmrc turns install scripts off. */
async function pinnedNodeInstallingIfPossible() {
  if (!existsSync(join(projectDirectory, "package-lock.json"))) return undefined;
  const { ensureInstalled } = await import("../scripts/lib/install.mjs");
  await ensureInstalled();
  return findPinnedNode();
}

main().catch((error) => {
  process.stderr.write(`shoebox: ${error.message}\n`);
  process.exitCode = 1;
});
