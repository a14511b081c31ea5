import { execFile } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { promisify } from "node:util";
import { onTestFinished } from "vitest";

const run = promisify(execFile);

/**
 * Mounts something on a folder until the test ends, with the arguments of mount(8); false, and said, where this user may
 * not. The folder is to lie in one that was made before: what is made first goes last.
 */
export async function mounted(directory: string, ...args: string[]): Promise<boolean> {
  try {
    await mkdir(directory, { recursive: true });
    await run("mount", [...args, directory]);
  } catch (error) {
    console.warn(`Not run here, since nothing may be mounted: ${String(error).split("\n")[0]}`);
    return false;
  }
  onTestFinished(async () => {
    await run("umount", ["--lazy", directory]);
  });
  return true;
}
