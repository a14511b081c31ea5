import type { KnownValue } from "../vocabulary.ts";
import { foldText, spellingsOf } from "./fold.ts";
import { keptFor } from "./folded-list.ts";

/** The last part of a folder's path. */
const ownNameOf = (path: string) => path.split(/[/\\]/).at(-1) || path;

/** Folders by the titles of the albums that they are, and by their own names. */
export const foldersByName = keptFor((folders) =>
  folders.flatMap((folder) => {
    const label = ownNameOf(folder.value);
    return label === folder.label ? [folder] : [folder, { ...folder, label }];
  }),
);

/** How many folders go by each name, folded, in all the ways to type it. */
const namedCounts = keptFor((folders) => {
  const counts = new Map<string, number>();
  for (const folder of folders) {
    const names = new Set(foldersByName([folder]).flatMap(({ label }) => spellingsOf(label)));
    for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
});

/** Folders each by a name that no other has, its title or its own: its path where there is none. */
export const foldersApart = keptFor((folders) => {
  const counts = namedCounts(folders);
  return folders.map((folder): KnownValue => {
    const names = [folder.label, ownNameOf(folder.value)];
    const label = names.find((name) => !/[/\\]/.test(name) && counts.get(foldText(name)) === 1);
    return { ...folder, label: label ?? folder.value };
  });
});

const textsBeside = keptFor((folders) =>
  keptFor((collections): ReadonlyMap<string, string> => {
    const taken = new Set(collections.flatMap(({ label }) => spellingsOf(label)));
    return new Map(
      foldersApart(folders).map(({ value, label }) => [value, taken.has(foldText(label)) ? value : label]),
    );
  }),
);

/** What "in:" takes for each of these folders and nothing else, by their paths. */
export function folderTexts(
  folders: readonly KnownValue[],
  collections: readonly KnownValue[],
): ReadonlyMap<string, string> {
  return textsBeside(folders)(collections);
}

/** Folders with their paths as they are compared. */
export const foldersByPath = keptFor((folders) =>
  folders.map((folder) => ({ folder, key: pathKeyOf(folder.value) })),
);

/** Whatever the case, the accents and the system's separator. */
export function pathKeyOf(path: string): string {
  return foldText(path)
    .replace(/[/\\]+/g, "/")
    .replace(/\/$/, "");
}
