import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { runQuietly } from "./child.mjs";
import { findPinnedNode, projectDirectory } from "./pinned-node.mjs";
import { SetupError, say } from "./say.mjs";

const modulesDirectory = join(projectDirectory, "node_modules");
const lockPath = join(projectDirectory, "package-lock.json");
/** npm's own list of what lies in node_modules, written when an install has ended well. */
const installedLockPath = join(modulesDirectory, ".package-lock.json");
const stampPath = join(modulesDirectory, ".shoebox-installed");

/** Brings node_modules in step with package-lock.json; costs a hash when it already is. */
export async function ensureInstalled() {
  const stamp = createHash("sha256").update(readFileSync(lockPath)).digest("hex");
  if (readIfThere(stampPath) === stamp && findPinnedNode()) return;
  if (!isInStep()) await install();
  // The one package whose install script is needed: it fetches the Node for this machine. .npmrc turns all others off.
  if (!findPinnedNode()) await runNpm(["rebuild", "node", "--ignore-scripts=false"]);
  if (!findPinnedNode())
    throw new SetupError("npm has no Node 24 for this machine: install Node 24 yourself.");
  writeFileSync(stampPath, stamp);
}

async function install() {
  // A half-made or absent tree is made anew; one that only fell behind is brought up in a fraction of the time.
  const command = existsSync(installedLockPath) ? "install" : "ci";
  say(`Installing what is missing (npm ${command}; the first time takes a minute or two) ...`);
  // Everything native comes prebuilt; npm would still call compilers and downloads that a machine may lack.
  await runNpm([command, "--ignore-scripts", "--no-audit", "--no-fund"]);
}

async function runNpm(args) {
  const npm = npmCommand();
  const options = { cwd: projectDirectory, shell: npm.shell };
  const { code, output } = await runQuietly(npm.command, [...npm.args, ...args], options);
  if (code !== 0) throw new SetupError(`npm ${args.join(" ")} failed.\n${firstErrors(output)}`);
}

/** npm says first what is wrong, then at length how it is used. */
function firstErrors(output) {
  const lines = output.split("\n").filter((line) => line.trim() !== "" && !/^npm (warn|notice)/.test(line));
  return lines.slice(0, 15).join("\n");
}

/** npm as it runs now; its Node must not be the one in node_modules, which an install may replace. */
function npmCommand() {
  const { npm_execpath: script, npm_node_execpath: node } = process.env;
  if (script && node && /^npm-cli\.c?js$/.test(basename(script)) && !node.startsWith(modulesDirectory)) {
    return { command: node, args: [script], shell: false };
  }
  const isWindows = process.platform === "win32";
  return { command: isWindows ? "npm.cmd" : "npm", args: [], shell: isWindows };
}

/** Whether every package of the lock that this platform must have is there in its version. */
function isInStep() {
  try {
    const wanted = Object.entries(JSON.parse(readFileSync(lockPath, "utf8")).packages);
    const installed = JSON.parse(readFileSync(installedLockPath, "utf8")).packages;
    return wanted.every(
      ([path, entry]) =>
        path === "" || entry.optional || entry.devOptional || installed[path]?.version === entry.version,
    );
  } catch {
    return false;
  }
}

function readIfThere(path) {
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}
