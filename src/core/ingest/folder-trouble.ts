import { systemCodeOf } from "../errors.ts";
import type { Entry } from "../files/file-system.ts";

/** An entry that could not be looked at. */
export interface LookFailure {
  entry: Entry;
  error: unknown;
  /** Of looking at the entry, not of following it: a link may lead anywhere. */
  isOfEntryItself: boolean;
}

/** The connection to the disk is lost: each further entry would cost its time, and none would answer. */
const lostCodes: ReadonlySet<string> = new Set([
  "ECONNABORTED",
  "ECONNREFUSED",
  "ECONNRESET",
  "EHOSTDOWN",
  "EHOSTUNREACH",
  "ENETDOWN",
  "ENETRESET",
  "ENETUNREACH",
  "ENODEV",
  "ENOMEDIUM",
  "ENOTCONN",
  "ENXIO",
  "ETIMEDOUT",
]);

/**
 * Whether it is the folder and not its entries that cannot be looked into: the right to (its x-bit) is asked for each
 * entry and answered for all; so is a lost connection; and so it is with any other reason that all of several have.
 * @param looked how many entries were there to look at
 * @returns the system's error
 */
export function findFolderTrouble(
  failures: readonly LookFailure[],
  looked: number,
  isComplete: boolean,
): unknown {
  const own = failures.filter(({ isOfEntryItself }) => isOfEntryItself);
  // A directory may be where another disk is mounted, and the trouble that one's.
  const decisive = own.find(({ entry: { kind }, error }) => {
    const code = systemCodeOf(error);
    return kind !== "directory" && kind !== "unknown" && (code === "EACCES" || lostCodes.has(code));
  });
  if (decisive) return decisive.error;
  const isAll = isComplete && own.length > 1 && own.length === looked;
  const isSame = new Set(own.map(({ error }) => systemCodeOf(error))).size === 1;
  return isAll && isSame ? own[0]?.error : undefined;
}
