import { beginningOf } from "../../files/beginning-of.ts";

/** Where a tar archive, which Qdrant's snapshots are, says that it is one (POSIX.1-1988, ustar). */
const tarMagicOffset = 257;
const tarMagic = "ustar";

/** How an export's first line begins. */
export const headerStart = '{"shoebox":';

/** A tar archive, as Qdrant's snapshots are. */
export async function isSnapshot(path: string): Promise<boolean> {
  const beginning = await beginningOf(path);
  return beginning.toString("latin1", tarMagicOffset, tarMagicOffset + tarMagic.length) === tarMagic;
}

/** An export of a collection in either form, or an empty file: what may be written over. */
export async function looksLikeExport(path: string): Promise<boolean> {
  const beginning = await beginningOf(path);
  if (beginning.length === 0 || beginning.toString("utf8").startsWith(headerStart)) return true;
  return isSnapshot(path);
}
