import { leaveOutRules } from "../../contract/leave-out-rules.ts";

const hiddenPattern = ".*";

/**
 * The patterns of the settings as they hold in one root.
 * - A rule that is switched off is so though what it names is hidden as well: `.thumbnails` then is looked into.
 * - A root that is a package itself (`Photos.photoslibrary`) is treated as it is inside of another folder.
 */
export function settingsPatterns(patterns: readonly string[], rootName: string): string[] {
  const isListed = new Set(patterns);
  const offAndHidden = leaveOutRules
    .flatMap((rule) => rule.patterns)
    .filter((pattern) => pattern.startsWith(".") && !isListed.has(pattern) && !pattern.endsWith("/.."));
  return patterns.flatMap((pattern) => [
    pattern,
    ...(pattern === hiddenPattern ? offAndHidden.map((off) => `!${off}`) : []),
    ...insidePackage(pattern, rootName),
  ]);
}

/** What a pattern says of the inside of any `*.photoslibrary`, in a root that is one. */
function insidePackage(pattern: string, rootName: string): string[] {
  const [, not = "", packageName, inside] = /^(!?)\*\*\/([^/]+)\/(.+)$/.exec(pattern) ?? [];
  if (!packageName || !inside) return [];
  const name = globSource(packageName);
  return name !== undefined && new RegExp(`^${name}$`, "isu").test(rootName) ? [`${not}/${inside}`] : [];
}

/**
 * A quick test of whether any of the patterns can say anything of a path in a folder of which none did: by its name, or
 * by the folder's where a pattern's last part is a mere `*`.
 */
export function mayMatch(patterns: readonly string[]): (path: string) => boolean {
  const names: string[] = [];
  const folders: string[] = [];
  for (const pattern of patterns) {
    // An escaped space at the end is a part of the name.
    if (/\\\s+$/.test(pattern)) return () => true;
    const parts = pattern.trimEnd().replace(/^!/, "").replace(/\/$/, "").split("/");
    if (pattern.trim() === "" || pattern.startsWith("#") || parts.at(-1) === "..") continue;
    const [last, folder] = [globSource(parts.at(-1) ?? ""), globSource(parts.at(-2) ?? "")];
    if (last === undefined || (last === anything && (folder === undefined || folder === "")))
      return () => true;
    if (last === anything) folders.push(folder as string);
    else names.push(last);
  }
  const isName = anyOf(names);
  const isFolder = anyOf(folders);
  return (path) => {
    const slash = path.lastIndexOf("/");
    if (isName.test(path.slice(slash + 1))) return true;
    return (
      folders.length > 0 &&
      isFolder.test(path.slice(path.lastIndexOf("/", slash - 1) + 1, Math.max(0, slash)))
    );
  };
}

const anything = "[^]*";

function anyOf(sources: readonly string[]): RegExp {
  return sources.length === 0 ? /$^/ : new RegExp(`^(?:${[...new Set(sources)].join("|")})$`, "iu");
}

/** A glob for one name as the source of a regular expression; undefined for what only the full test understands. */
function globSource(glob: string): string | undefined {
  if (glob === "**" || /[[\]]/.test(glob)) return undefined;
  const characters = [...glob.matchAll(/\\(.)|(.)/gsu)];
  return characters
    .map(([, escaped, plain]) => {
      if (plain === "*") return anything;
      if (plain === "?") return "[^]";
      return RegExp.escape(escaped ?? plain ?? "");
    })
    .join("");
}
