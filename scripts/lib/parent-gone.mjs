import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

const lookMillis = 500;

const shellName = /^-?(ash|bash|busybox|cmd\.exe|dash|fish|ksh|sh|zsh)$/;

/**
 * Calls back once whoever runs this process is gone. npm passes on SIGINT and SIGTERM only, to a shell that may keep
 * them to itself, and nothing at all when it is killed: then that shell waits on.
 * @param {() => void} act
 * @returns {NodeJS.Timeout} to be cleared; it keeps no process from ending
 */
export function onParentGone(act) {
  const parent = process.ppid;
  const shell = lookAt(parent);
  const beyond = shell && shellName.test(shell.name) ? shell.parent : undefined;
  const isThere = () =>
    process.ppid === parent && isAlive(parent) && (beyond === undefined || isParentOf(beyond, parent));
  const timer = setInterval(() => {
    if (isThere()) return;
    clearInterval(timer);
    act();
  }, lookMillis);
  timer.unref();
  return timer;
}

/** @returns {{ name: string, parent: number } | undefined} */
function lookAt(processId) {
  try {
    if (process.platform === "linux") {
      // "1234 (a name) S 1200 ...": proc_pid_stat(5).
      const [, name, parent] = /^\d+ \((.*)\) \S (\d+) /s.exec(
        readFileSync(`/proc/${processId}/stat`, "utf8"),
      );
      return { name, parent: Number(parent) };
    }
    const { stdout } = spawnSync("ps", ["-o", "ppid=,comm=", "-p", String(processId)], { encoding: "utf8" });
    const [, parent, name] = /^\s*(\d+)\s+(?:.*\/)?(\S+)\s*$/.exec(stdout);
    return { name, parent: Number(parent) };
  } catch {
    return undefined;
  }
}

/** Where asking costs a process, it is only asked whether there is one of that number. */
function isParentOf(processId, child) {
  return process.platform === "linux" ? lookAt(child)?.parent === processId : isAlive(processId);
}

/** On Windows a process keeps the number of a parent that is gone. */
function isAlive(processId) {
  try {
    return process.kill(processId, 0);
  } catch (error) {
    return error.code !== "ESRCH";
  }
}
