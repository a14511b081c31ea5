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
  // Compiled code is kept beside what it was compiled from: starting takes half the time from the second run on.
  module.enableCompileCache?.(join(projectDirectory, "out", "compile-cache"));
  await import(pathToFileURL(commandLine).href);
}

async function runUnderPinnedNode() {
  const node = findPinnedNode();
  if (!node) {
    throw new Error(
      `Node ${neededNodeMajor} or newer is needed and this is ${process.version}: install it, or run "npm install" in ${projectDirectory}.`,
    );
  }
  const thisFile = fileURLToPath(import.meta.url);
  process.exitCode = await runForwarding(node, [thisFile, ...process.argv.slice(2)]);
}

main().catch((error) => {
  process.stderr.write(`shoebox: ${error.message}\n`);
  process.exitCode = 1;
});
