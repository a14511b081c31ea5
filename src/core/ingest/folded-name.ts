/** A name as it is compared: without regard to case, and to how its accents are put together. */
export function foldedName(name: string): string {
  return name.normalize("NFC").toLowerCase();
}

/** "a.JPG" -> "a", "JPG"; a name without a dot, or with none but the first, is all stem. */
export function splitName(name: string): { stem: string; extension: string } {
  const dot = name.lastIndexOf(".");
  if (dot <= 0) return { stem: name, extension: "" };
  return { stem: name.slice(0, dot), extension: name.slice(dot + 1) };
}
