import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { z } from "zod";
import { fromSystemError, ShoeboxError, systemCodeOf } from "../../../errors.ts";

/** @throws DIR_NOT_FOUND */
export async function assertFolder(directory: string): Promise<void> {
  const stats = await stat(directory).catch(() => undefined);
  if (stats?.isDirectory()) return;
  throw new ShoeboxError("DIR_NOT_FOUND", `There is no folder ${directory}.`, { path: directory });
}

/** @throws MODEL_MISSING, MODEL_CORRUPT, PERMISSION_DENIED, UNREADABLE */
export async function readSourceJson<Output>(
  directory: string,
  name: string,
  schema: z.ZodType<Output>,
): Promise<Output> {
  const path = join(directory, name);
  try {
    return schema.parse(JSON.parse(await readFile(path, "utf8")));
  } catch (error) {
    const code = systemCodeOf(error);
    if (code === "ENOENT")
      throw new ShoeboxError("MODEL_MISSING", `${name} is missing from ${directory}.`, { path });
    if (code !== "") throw fromSystemError(error, path);
    const message = `${name} in ${directory} does not say what Shoebox has to know: ${reasonOf(error)}`;
    throw new ShoeboxError("MODEL_CORRUPT", message, { path, cause: error });
  }
}

/** The first of some names that is a file in the folder. */
export async function firstThere(directory: string, names: readonly string[]): Promise<string | undefined> {
  for (const name of names) {
    const stats = await stat(join(directory, name)).catch(() => undefined);
    if (stats?.isFile()) return name;
  }
  return undefined;
}

/**
 * Those of the wanted files that are there, under the first of their names.
 * @throws MODEL_MISSING that names all that are not
 */
export async function requireFiles<Role extends string>(
  directory: string,
  wanted: Record<Role, readonly string[]>,
): Promise<Record<Role, string>> {
  const found: Partial<Record<Role, string>> = {};
  const missing: string[] = [];
  for (const role of Object.keys(wanted) as Role[]) {
    const name = await firstThere(directory, wanted[role]);
    if (name === undefined) missing.push(wanted[role][0] ?? role);
    else found[role] = name;
  }
  if (missing.length === 0) return found as Record<Role, string>;
  const names =
    missing.length === 1 ? missing[0] : `${missing.slice(0, -1).join(", ")} and ${missing.at(-1)}`;
  const message = `${names} ${missing.length === 1 ? "is" : "are"} missing from ${directory}.`;
  throw new ShoeboxError("MODEL_MISSING", message, { path: directory });
}

function reasonOf(error: unknown): string {
  const issue = (error as Partial<z.ZodError>).issues?.[0];
  if (issue) return `${issue.path.join(".") || "the whole of it"}: ${issue.message}`;
  return error instanceof Error ? error.message : String(error);
}
