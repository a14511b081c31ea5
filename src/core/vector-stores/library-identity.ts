import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { basename } from "node:path";
import type { Catalog } from "../catalog/index.ts";
import type { LibraryIdentity } from "../vectors/shared-photo.ts";

/** The folder's name where a person chose it; that of the default folder says nothing, the machine's does. */
export function identityOf(catalog: Catalog): LibraryIdentity {
  const id = catalog.vectorsChoice.libraryId() ?? newIdIn(catalog);
  const machine = hostname() || "this machine";
  const folder = basename(catalog.libraryDirectory);
  const name = /^\.?shoebox$/i.test(folder) || folder === "" ? machine : folder;
  return { id, name, machine };
}

/** Where nothing can be kept it holds for as long as it is needed: no server knows the library by one. */
function newIdIn({ keeping, transaction, vectorsChoice }: Catalog): string {
  if (keeping.hindrance) return randomUUID();
  return transaction(() => vectorsChoice.ensureLibraryId());
}
