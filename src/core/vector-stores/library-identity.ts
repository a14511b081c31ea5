import { hostname } from "node:os";
import { basename } from "node:path";
import type { Catalog } from "../catalog/index.ts";
import type { LibraryIdentity } from "../vectors/shared-photo.ts";

/** The folder's name where a person chose it; that of the default folder says nothing, the machine's does. */
export function identityOf(catalog: Catalog): LibraryIdentity {
  const id =
    catalog.vectorsChoice.libraryId() ?? catalog.transaction(() => catalog.vectorsChoice.ensureLibraryId());
  const machine = hostname() || "this machine";
  const folder = basename(catalog.libraryDirectory);
  const name = /^\.?shoebox$/i.test(folder) || folder === "" ? machine : folder;
  return { id, name, machine };
}
