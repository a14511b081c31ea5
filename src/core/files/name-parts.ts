/** A name as it is compared: without regard to case, and to how its accents are put together. */
export function foldedName(name: string): string {
  return name.normalize("NFC").toLowerCase();
}

/** "a/b/c.jpg" -> "a/b"; what lies in no folder is in "". Of paths with slashes. */
export function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

/** "a/b/c.jpg" -> "c.jpg". Of paths with slashes. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** "a.JPG" -> "a", "JPG"; a name without a dot, or with none but the first, is all stem. */
export function splitName(name: string): { stem: string; extension: string } {
  const dot = name.lastIndexOf(".");
  if (dot <= 0) return { stem: name, extension: "" };
  return { stem: name.slice(0, dot), extension: name.slice(dot + 1) };
}
