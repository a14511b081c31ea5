/** Whether a path is a folder or lies in it. */
export function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith("/") ? folder : `${folder}/`);
}

/** The path as seen from a folder it lies in; "" for the folder itself. */
export function relativeTo(folder: string, path: string): string {
  return path.slice(folder.length).replace(/^\//, "");
}
