import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The native parts (better-sqlite3 above all) crash under anything older. */
export const neededNodeMajor = 24;

/** The project's own directory. */
export const projectDirectory = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

export const runningNodeMajor = Number(process.versions.node.split(".")[0]);

/**
 * The Node that the npm package `node` brings, or undefined when it is not installed (or too old to be of use).
 * @returns {string | undefined} the path of its executable
 */
export function findPinnedNode() {
  // Global installs put the package beside this one, checkouts inside it.
  const places = [join(projectDirectory, "node_modules", "node"), join(dirname(projectDirectory), "node")];
  const executable = join("bin", process.platform === "win32" ? "node.exe" : "node");
  return places
    .filter(isRecentEnough)
    .map((place) => join(place, executable))
    .find(existsSync);
}

/** @param {string} packageDirectory of the npm package `node` */
function isRecentEnough(packageDirectory) {
  try {
    const { version } = JSON.parse(readFileSync(join(packageDirectory, "package.json"), "utf8"));
    return Number(version.split(".")[0]) >= neededNodeMajor;
  } catch {
    return false;
  }
}

/**
 * The Node to run the product with: this one when it is recent enough, else the pinned one.
 * @returns {string | undefined}
 */
export function findUsableNode() {
  return runningNodeMajor >= neededNodeMajor ? process.execPath : findPinnedNode();
}
