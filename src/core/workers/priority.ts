import { constants, setPriority } from "node:os";

/**
 * Gives way to whatever else runs. Linux counts a priority per thread, which is what is wanted; elsewhere it is that of
 * the whole process, searching and the page's answers included, and stays as it is: one thread alone is polite enough.
 */
export function lowerOwnPriority(): void {
  if (process.platform !== "linux") return;
  try {
    setPriority(0, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // A sandbox may forbid it.
  }
}

/** Of a process that does nothing else, and of all threads that it starts from here on. */
export function lowerProcessPriority(): void {
  try {
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // A sandbox may forbid it.
  }
}
