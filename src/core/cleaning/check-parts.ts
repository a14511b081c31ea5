import { lstat } from "node:fs/promises";
import type { Catalog } from "../catalog/index.ts";
import type { NewPart } from "../catalog/moves.ts";
import { ShoeboxError, systemCodeOf } from "../errors.ts";
import { pathForDisplay, pathToSystem } from "../files/path-bytes.ts";
import type { PlannedPart } from "./parts.ts";
import type { PlannedRemoval } from "./plan.ts";
import { fromMoveError, hashFile } from "./verify-file.ts";

/**
 * Reads what is to go with a picture, so that it is known when it comes back.
 * @throws HAS_PARTS for a video or RAW file that is no copy of the one kept, PERMISSION_DENIED, UNREADABLE
 */
export async function assertParts({ parts, file }: PlannedRemoval, catalog: Catalog): Promise<NewPart[]> {
  const found: NewPart[] = [];
  for (const part of parts) {
    const known = await read(part);
    if (!known) continue;
    const twin = part.twin === null ? known.sha256 : await hashFile(part.twin).catch(() => undefined);
    if (!twin?.equals(known.sha256)) {
      const message = `Its part ${pathForDisplay(part.name)} is no copy of the one that stays: both stay.`;
      throw new ShoeboxError("HAS_PARTS", message, { path: pathForDisplay(file.path) });
    }
    const fileId = catalog.duplicateFiles.besideOf(file.fileId, part.name) ?? unknownFile;
    found.push({ ...known, path: part.path, fileId });
  }
  return found;
}

/** Of files that the catalog does not list: no row has it. */
const unknownFile = 0;

/** Undefined for what vanished meanwhile. */
async function read({ path }: PlannedPart) {
  try {
    const { size, mtimeMs } = await lstat(pathToSystem(path));
    return { sha256: await hashFile(path), sizeBytes: size, modifiedAt: mtimeMs };
  } catch (error) {
    if (systemCodeOf(error) === "ENOENT") return undefined;
    throw fromMoveError(error, path);
  }
}
