/** Folders and files that are never photos a person put there: hidden ones, and what systems and tools leave. */
const leftOutNames = new Set([
  "$RECYCLE.BIN",
  "System Volume Information",
  "Thumbs.db",
  "desktop.ini",
  "@eaDir",
  "#recycle",
  "lost+found",
]);

export function isLeftOut(name: string): boolean {
  return name.startsWith(".") || leftOutNames.has(name);
}
