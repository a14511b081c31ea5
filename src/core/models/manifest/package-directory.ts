import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The folder that holds what ships beside the code (models/), found upwards from the source or the bundle. */
export function packageDirectory(): string {
  let directory = import.meta.dirname;
  while (!existsSync(join(directory, "models", "manifest.json"))) {
    const parent = dirname(directory);
    if (parent === directory) throw new Error("models/manifest.json is missing from this installation.");
    directory = parent;
  }
  return directory;
}
