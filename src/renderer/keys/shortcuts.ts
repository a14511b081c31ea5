/** Every key, in the order of the list that `?` shows. */
export const shortcutGroups: readonly { title: string; keys: readonly [keys: string, what: string][] }[] = [
  {
    title: "Anywhere",
    keys: [
      ["/ or Ctrl F", "Search"],
      ["Escape", "Clear the search, close what is open"],
      ["Ctrl O", "Add a folder"],
      ["?", "This list"],
    ],
  },
  {
    title: "Photos",
    keys: [
      ["Arrow keys", "Move from photo to photo"],
      ["Page Up, Page Down", "Move by a screen"],
      ["Home, End", "First and last photo"],
      ["Enter or Space", "Open the photo"],
      ["I", "Details"],
      ["S", "Find similar photos"],
      ["F", "Show in folder"],
      ["C", "Copy the path"],
      ["Shift F10", "Menu of the photo"],
      ["+, −", "Larger and smaller photos"],
      ["G", "Square tiles or whole photos"],
      ["J", "Jobs"],
    ],
  },
  {
    title: "Problems",
    keys: [
      ["Up, Down", "Move from file to file"],
      ["R", "Try the file again"],
      ["F", "Show in folder"],
      ["X", "Ignore until it changes, or list again"],
      ["Z", "Undo ignoring"],
    ],
  },
  {
    title: "Open photo",
    keys: [
      ["Left, Right", "Previous and next photo"],
      ["+, −, 0", "Zoom in, out, whole photo"],
      ["Escape", "Back to the photos"],
    ],
  },
];

/** Whether a key is meant for what is being typed in. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName);
}
