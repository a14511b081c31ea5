import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { lastLines, runQuietly } from "./child.mjs";
import { findUsableNode, projectDirectory } from "./pinned-node.mjs";
import { SetupError, say } from "./say.mjs";

const outDirectory = join(projectDirectory, "out");
const stampPath = join(outDirectory, ".built-from");
const products = ["main/index.js", "main/cli.js", "preload/index.cjs", "renderer/index.html"];

/** Builds out/ when it is missing or not made from these sources. */
export async function ensureBuilt() {
  const sources = hashSources();
  if (existsSync(stampPath) && readFileSync(stampPath, "utf8") === sources && isComplete()) return;
  say("Building ...");
  await build();
}

/** Builds out/ and remembers from what. */
export async function build() {
  const sources = hashSources();
  const electronVite = join(projectDirectory, "node_modules", "electron-vite", "bin", "electron-vite.js");
  const result = await runQuietly(findUsableNode(), [electronVite, "build"], { cwd: projectDirectory });
  if (result.code !== 0 || !isComplete()) {
    throw new SetupError(`the build failed.\n${lastLines(result.output)}`);
  }
  writeFileSync(stampPath, sources);
}

function isComplete() {
  return products.every((product) => existsSync(join(outDirectory, product)));
}

/** SHA-256 over everything a build reads: a few hundred small files, some 20 ms. */
function hashSources() {
  const hash = createHash("sha256");
  const configs = readdirSync(projectDirectory).filter((name) =>
    /^(electron\.vite\.config\.ts|package-lock\.json|package\.json|tsconfig.*\.json)$/.test(name),
  );
  const sources = readdirSync(join(projectDirectory, "src"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  const paths = [...configs.map((name) => join(projectDirectory, name)), ...sources].sort();
  for (const path of paths) {
    hash.update(path.slice(projectDirectory.length)).update("\0").update(readFileSync(path)).update("\0");
  }
  return hash.digest("hex");
}
