import { isThere } from "../files/is-there.ts";
import type { RootPlaces } from "./root-places.ts";

/** A file of the library, by the folder that it came with. */
interface PlacedFile {
  path: string;
  rootId: number;
}

/** A photo's files in the order in which they are named: those that are there now, on connected disks, first. */
export function thereFirst<File extends PlacedFile>(places: RootPlaces, files: readonly File[]): File[] {
  // Where there is only one place to name nothing need be looked at.
  if (files.length < 2) return [...files];
  const isOnline = new Map<number, boolean>();
  const rank = ({ path, rootId }: File): number => {
    const online = isOnline.get(rootId) ?? places.isRootOnline(rootId);
    isOnline.set(rootId, online);
    if (!online) return 2;
    return isThere(path) ? 0 : 1;
  };
  const ranked = files.map((file) => ({ file, rank: rank(file) }));
  return ranked.sort((left, right) => left.rank - right.rank).map(({ file }) => file);
}
