import { duplicateSettingsSchema } from "../../contract/duplicates.ts";
import type { Catalog } from "../catalog/index.ts";
import { rebased } from "../catalog/relocation.ts";
import { pathForDisplay } from "../files/path-bytes.ts";
import { isInside } from "../files/path-inside.ts";

/** What was said of a folder by its path holds where it is now: the history of clean-ups, and their rules. */
export function moveWords(catalog: Catalog, from: string, to: string): void {
  catalog.relocation.moveHistory(from, to);
  const settings = catalog.verdicts.settings();
  const moved = withMovedPaths(settings, pathForDisplay(from), pathForDisplay(to));
  if (JSON.stringify(moved) === JSON.stringify(settings)) return;
  const parsed = duplicateSettingsSchema.safeParse(moved);
  if (parsed.success) catalog.verdicts.saveSettings(parsed.data);
}

/** Every text in it that is a path in the folder, wherever it stands. */
function withMovedPaths(value: unknown, from: string, to: string): unknown {
  if (typeof value === "string") return isInside(value, from) ? rebased(value, from, to) : value;
  if (Array.isArray(value)) return value.map((one) => withMovedPaths(one, from, to));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withMovedPaths(one, from, to)]));
}
