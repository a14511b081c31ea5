import { Worker } from "node:worker_threads";

/**
 * In a thread of its own: the thread of the process may be in native code that never returns. Orphans get another parent
 * on POSIX systems; on Windows theirs is gone.
 */
const watch = `
  const { workerData } = require("node:worker_threads");
  const end = () => process.kill(process.pid, "SIGKILL");
  setInterval(() => {
    if (process.ppid !== workerData.parent) end();
    try {
      process.kill(workerData.parent, 0);
    } catch (error) {
      if (error.code === "ESRCH") end();
    }
  }, workerData.everyMillis);
`;

/** Ends this process when the one that forked it is gone, however it went, or lets go of it. */
export function endWithParent(everyMillis = 1000): void {
  process.once("disconnect", () => process.kill(process.pid, "SIGKILL"));
  new Worker(watch, { eval: true, workerData: { parent: process.ppid, everyMillis } });
}
