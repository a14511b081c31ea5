import type { KnownValue } from "../vocabulary.ts";
import { foldText } from "./fold.ts";

/** A list that is asked for again is gone through once. */
const named = new WeakMap<readonly KnownValue[], KnownValue[]>();
const offered = new WeakMap<readonly KnownValue[], KnownValue[]>();

/** The last part of a folder's path. */
export const ownNameOf = (path: string) => path.split(/[/\\]/).at(-1) || path;

/** Folders by the titles of the albums that they are, and by their own names. */
export function foldersByName(folders: readonly KnownValue[]): readonly KnownValue[] {
  const kept = named.get(folders);
  if (kept) return kept;
  const both = folders.flatMap((folder) => {
    const label = ownNameOf(folder.value);
    return label === folder.label ? [folder] : [folder, { ...folder, label }];
  });
  named.set(folders, both);
  return both;
}

/** Folders each by a name that no other has: of those of the same name the path. */
export function foldersApart(folders: readonly KnownValue[]): readonly KnownValue[] {
  const kept = offered.get(folders);
  if (kept) return kept;
  const counts = new Map<string, number>();
  for (const { label } of folders) counts.set(foldText(label), (counts.get(foldText(label)) ?? 0) + 1);
  const apart = folders.map((folder) =>
    (counts.get(foldText(folder.label)) ?? 0) > 1 ? { ...folder, label: folder.value } : folder,
  );
  offered.set(folders, apart);
  return apart;
}
