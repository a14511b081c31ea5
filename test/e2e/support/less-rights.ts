import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);
const isRoot = process.getuid?.() === 0;

/**
 * What starts a process for which this folder lies on a disk that can only be read: a mount of its own, seen by nobody
 * else. Undefined where the system lets nobody make one.
 */
export async function withReadOnly(folder: string): Promise<string[] | undefined> {
  const script = 'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && exec "$@"';
  const user = isRoot ? [] : ["--user", "--map-root-user"];
  const command = ["unshare", ...user, "--mount", "sh", "-c", script, folder];
  const [program = "", ...words] = command;
  const isPossible = await run(program, [...words, "true"]).then(
    () => true,
    () => false,
  );
  return isPossible ? command : undefined;
}

/** What starts a process that has to keep to the rights of files: root may write everywhere. */
export function withoutPrivileges(): string[] {
  return isRoot ? ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"] : [];
}
