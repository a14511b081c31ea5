import { basename, extname } from "node:path";
import { ShoeboxError } from "../../errors.ts";
import { pathForDisplay } from "../../files/path-bytes.ts";
import type { SnapshotsInUse } from "./exports.ts";
import type { NamedContents } from "./read-points.ts";

/**
 * The contents that a snapshot of Qdrant's holds, read by the server in use. It does not say what people call it: the
 * file's name stands for that.
 * @throws QUERY_INVALID without a server, or where points say no content; codes of the server
 */
export async function readSnapshot(path: string, snapshotsInUse: SnapshotsInUse): Promise<NamedContents> {
  const shown = pathForDisplay(path);
  const snapshots = await snapshotsInUse();
  if (!snapshots) {
    const message = `${shown} is a snapshot of Qdrant's, and no server is in use that could read it.`;
    throw new ShoeboxError("QUERY_INVALID", message, { path: shown });
  }
  const contents: string[][] = [];
  for await (const some of snapshots.contentsIn(path)) {
    contents.push(
      some.map((sha256) => {
        if (sha256 !== null && /^[0-9a-f]{64}$/i.test(sha256)) return sha256.toLowerCase();
        const message = `A point in ${shown} has no payload.sha256. Nothing was imported.`;
        throw new ShoeboxError("QUERY_INVALID", message, { path: shown });
      }),
    );
  }
  return { name: basename(shown, extname(shown)), contents };
}
