import type { KnownValue } from "../query/vocabulary.ts";

/**
 * Of folders counted with all that lies in them those that tell photos apart: one that holds no photo more than a folder in
 * it says nothing that this one does not ("/", "/home", "/home/ada" all hold the photos of "/home/ada/Photos").
 */
export function tellingFolders(folders: readonly KnownValue[]): KnownValue[] {
  const largestInside = new Map<string, number>();
  for (const { value, count } of folders) {
    const outer = folderAround(value);
    if (outer !== undefined) largestInside.set(outer, Math.max(largestInside.get(outer) ?? 0, count));
  }
  return folders.filter(({ value, count }) => (largestInside.get(value) ?? 0) < count);
}

function folderAround(folder: string): string | undefined {
  const isOfWindows = /^([A-Za-z]:|\\\\)/.test(folder);
  const end = Math.max(folder.lastIndexOf("/"), isOfWindows ? folder.lastIndexOf("\\") : -1);
  if (folder === "/" || end < 0) return undefined;
  return end === 0 ? "/" : folder.slice(0, end);
}
