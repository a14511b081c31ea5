import type { QueryFilter } from "../../vectors/query-filter.ts";
import type { KnownValue } from "../vocabulary.ts";
import type { FilterKind } from "./filter-kind.ts";
import { fittingValues } from "./fitting-values.ts";
import { foldText, spellingsOf } from "./fold.ts";
import { foldersApart, foldersByName, foldersByPath, pathKeyOf } from "./folder-names.ts";
import { nothingOf } from "./known-value-kind.ts";
import { offeredOf } from "./offered-values.ts";

const missing = "There is no folder, album or collection like";

/** A folder by its own name, its path or the title of the album that it is; or a collection by its name. */
export const inFolder: FilterKind = {
  name: "in",
  aliases: ["folder", "album", "collection"],
  purpose: "folder, album or collection",
  expected: 'a folder, an album or a collection such as "Italy 2019"',
  isOfferedForWords: true,
  read(value, { vocabulary }) {
    const folders = vocabulary.valuesOf("folder");
    const collections = vocabulary.valuesOf("collection");
    const found = /[/\\]/.test(value)
      ? { folders: foldersAt(value, folders), collections: fittingValues(value, collections) }
      : named(value, foldersByName(folders), collections);
    const of: QueryFilter[] = [];
    if (found.folders.length > 0) of.push({ kind: "is", field: "folder", values: valuesOf(found.folders) });
    if (found.collections.length > 0)
      of.push({ kind: "is", field: "collection", values: valuesOf(found.collections) });
    const [only, ...others] = [...found.folders, ...found.collections];
    return {
      kind: "understood",
      canonical: value.trim(),
      label: `in ${only && others.length === 0 ? only.label : value.trim()}`,
      filter: { kind: "any", of },
      ...(of.length === 0 && {
        nothing: nothingOf(missing, value, foldersByName(folders), collections),
      }),
    };
  },
  offer: (typed, { vocabulary }) => {
    const folders = offeredOf(typed, foldersApart(vocabulary.valuesOf("folder")), "folder");
    const collections = offeredOf(typed, vocabulary.valuesOf("collection"), "collection");
    return [...folders, ...collections].sort((left, right) => (right.count ?? 0) - (left.count ?? 0));
  },
};

/** What is called exactly so stands before what only has the words in its name. */
function named(value: string, folders: readonly KnownValue[], collections: readonly KnownValue[]) {
  const found = { folders: fittingValues(value, folders), collections: fittingValues(value, collections) };
  const isSame = ({ label }: KnownValue) => spellingsOf(label).includes(foldText(value));
  const same = { folders: found.folders.filter(isSame), collections: found.collections.filter(isSame) };
  return same.folders.length + same.collections.length > 0 ? same : found;
}

const valuesOf = (known: readonly KnownValue[]) => [...new Set(known.map(({ value }) => value))];

/** Folders whose path this is, or ends with it ("2019/Italy"); or one that such folders lie in. */
function foldersAt(path: string, folders: readonly KnownValue[]): KnownValue[] {
  const wanted = pathKeyOf(path);
  const keyed = foldersByPath(folders);
  const same = keyed.filter(({ key }) => key === wanted || key.endsWith(`/${wanted.replace(/^\//, "")}`));
  if (same.length > 0) return same.map(({ folder }) => folder);
  const inside = keyed.find(({ key }) => key.startsWith(`${wanted}/`));
  if (!inside) return [];
  // As it is written there, for paths are compared as they are written.
  const depth = wanted.split("/").length;
  const separator = inside.folder.value.includes("/") ? "/" : "\\";
  const value = inside.folder.value.split(/[/\\]/).slice(0, depth).join(separator);
  return [{ value: value || "/", label: value || "/", count: 0 }];
}
