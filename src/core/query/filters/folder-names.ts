import { foldText } from "./fold.ts";
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

/** Folders each by a name that no other has: of those of the same name the path. */
export const foldersApart = keptFor((folders) => {
  const counts = new Map<string, number>();
  for (const { label } of folders) counts.set(foldText(label), (counts.get(foldText(label)) ?? 0) + 1);
  return folders.map((folder) =>
    (counts.get(foldText(folder.label)) ?? 0) > 1 ? { ...folder, label: folder.value } : folder,
  );
});

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
