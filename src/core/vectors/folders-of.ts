const isOfWindows = (path: string) => /^([A-Za-z]:|\\\\)/.test(path);

/** A folder and all that it lies in, the innermost first: of "/a/b" also "/a" and "/"; of "C:\a\b" also "C:\a" and "C:". */
export function foldersOf(folder: string): string[] {
  const folders = [folder];
  for (let end = folder.length; ; ) {
    const before = folder.slice(0, end);
    end = Math.max(before.lastIndexOf("/"), isOfWindows(folder) ? before.lastIndexOf("\\") : -1);
    const outer = end === 0 ? folder.slice(0, 1) : folder.slice(0, Math.max(end, 0));
    if (outer !== "" && outer !== folders.at(-1)) folders.push(outer);
    if (end <= 0) return folders;
  }
}
