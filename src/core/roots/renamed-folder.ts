import { lstatSync, readdirSync } from "node:fs";
import type { SampledFile } from "../catalog/relocation.ts";
import { isThere } from "../files/is-there.ts";
import { parentOf } from "../files/name-parts.ts";
import { pathFromBytes, pathToSystem } from "../files/path-bytes.ts";

/** Folders beside a missing one that are looked at: more are no folder of photo folders. */
const mostSiblings = 2000;

/** How far up and down from a folder that was added the renamed one is looked for. */
const mostSteps = 4;

/**
 * Whether a folder is the one that these files were in, under another name: renaming keeps a file's number, size and
 * date, and a copy has numbers of its own. Half of them will do, the others may have been edited or deleted since.
 */
export function isSameFolder(folder: string, samples: readonly SampledFile[]): boolean {
  const same = samples.filter((sample) => isSameFile(`${folder}/${sample.path}`, sample));
  return same.length > 0 && same.length * 2 >= samples.length;
}

function isSameFile(path: string, { sizeBytes, modifiedAt, inode }: SampledFile): boolean {
  try {
    const stats = lstatSync(pathToSystem(path));
    return inode > 0 && stats.ino === inode && stats.size === sizeBytes && stats.mtimeMs === modifiedAt;
  } catch {
    return false;
  }
}

/** Where a missing folder would be if it, or the nearest one around it that is missing too, had only got another name. */
export function* placesBeside(missing: string): Generator<string> {
  let [gone, above, rest] = [missing, parentOf(missing), ""];
  while (above !== "" && !isThere(above)) {
    rest = `/${gone.slice(above.length + 1)}${rest}`;
    [gone, above] = [above, parentOf(above)];
  }
  for (const name of foldersIn(above || "/")) yield `${above}/${name}${rest}`;
}

function foldersIn(folder: string): string[] {
  try {
    return readdirSync(pathToSystem(folder), { withFileTypes: true, encoding: "buffer" })
      .filter((entry) => entry.isDirectory())
      .slice(0, mostSiblings)
      .map((entry) => pathFromBytes(entry.name));
  } catch {
    return [];
  }
}

/** Where a missing folder may be when a person adds `added`: there, in it under the end of its old path, or around it. */
export function placesAround(missing: string, added: string): string[] {
  const places = [added];
  const parts = missing.split("/").filter(Boolean).slice(-mostSteps);
  for (let count = 1; count <= parts.length; count++) places.push([added, ...parts.slice(-count)].join("/"));
  for (let [path, steps] = [parentOf(added), 0]; path !== "" && steps < mostSteps; steps++) {
    places.push(path);
    path = parentOf(path);
  }
  return places;
}
