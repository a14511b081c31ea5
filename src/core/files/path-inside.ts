/** Whether a path is a folder, written with or without a slash at its end, or lies in it. */
export function isInside(path: string, folder: string): boolean {
  const base = folder.endsWith("/") ? folder.slice(0, -1) : folder;
  return path === base || path.startsWith(`${base}/`);
}

/** The path as seen from a folder it lies in; "" for the folder itself. */
export function relativeTo(folder: string, path: string): string {
  return path.slice(folder.length).replace(/^\//, "");
}
