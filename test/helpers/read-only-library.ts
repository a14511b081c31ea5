import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { onTestFinished } from "vitest";

const run = promisify(execFile);

/**
 * Mounts a folder on itself so that it can only be read, as a disc or a snapshot can, until the test ends; false, and
 * said, where this user may not mount.
 */
export async function readOnly(directory: string): Promise<boolean> {
  try {
    await run("mount", ["--bind", directory, directory]);
  } catch (error) {
    console.warn(`Not run here, since nothing may be mounted: ${String(error).split("\n")[0]}`);
    return false;
  }
  onTestFinished(async () => {
    await run("umount", ["--lazy", directory]).catch(() => undefined);
  });
  await run("mount", ["-o", "remount,ro,bind", directory]);
  return true;
}

/** It can be written to again. */
export async function writable(directory: string): Promise<void> {
  await run("umount", [directory]);
}
