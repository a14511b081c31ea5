import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

type IconSet = { icons: Record<string, { body: string; width?: number; height?: number }> };

let loading: Promise<ReadonlyMap<string, string>> | undefined;

/**
 * The SVG bodies (128 x 128 units) of the Noto emoji, by icon name. The file is large (25 MB), so it is read once,
 * on first use, and only the names asked for are kept.
 */
export function loadIcons(names: readonly string[]): Promise<ReadonlyMap<string, string>> {
  loading ??= readIcons(names);
  return loading;
}

async function readIcons(names: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const path = createRequire(import.meta.url).resolve("@iconify-json/noto/icons.json");
  const set = JSON.parse(await readFile(path, "utf8")) as IconSet;
  const bodies = new Map<string, string>();
  for (const name of names) {
    const body = set.icons[name]?.body;
    if (body === undefined) throw new RangeError(`Expected an icon of the Noto set but received ${name}`);
    bodies.set(name, body);
  }
  return bodies;
}
