import { pathFromSystem } from "../files/path-bytes.ts";

/** A path as SQLite holds it: TEXT, or BLOB where its bytes are not UTF-8. */
export type PathColumn = string | Buffer;

/** Columns that together say where a file lies. */
export interface LocationColumns {
  root: PathColumn;
  directory: PathColumn;
  name: PathColumn;
}

/** The SELECT list and joins that give `LocationColumns` for `files f`. */
export const locationColumns = "coalesce(r.last_path, r.path) AS root, d.path AS directory, f.name AS name";
export const locationJoins = "JOIN directories d USING (directory_id) JOIN roots r USING (root_id)";

export function pathOf(row: LocationColumns): string {
  const root = pathFromSystem(row.root);
  const directory = pathFromSystem(row.directory);
  const base = root.endsWith("/") ? root.slice(0, -1) : root;
  const name = pathFromSystem(row.name);
  // A folder that cannot be looked into may be the root itself.
  if (name === "") return directory === "" ? root : `${base}/${directory}`;
  return `${base}/${directory === "" ? "" : `${directory}/`}${name}`;
}
