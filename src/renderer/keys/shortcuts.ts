/** Every key, in the order of the list that `?` shows. */
export const shortcutGroups: readonly { title: string; keys: readonly [keys: string, what: string][] }[] = [
  {
    title: "Anywhere",
    keys: [
      ["/ or Ctrl F", "Search"],
      ["Escape", "Clear the search, close what is open"],
      ["Ctrl O", "Add a folder"],
      ["Alt Left, Alt Right", "Back and forward"],
      ["P, L, D, M", "Photos, collections, duplicates, models"],
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
      ["Shift arrows, Ctrl Space", "Choose several photos, one more (or with a click)"],
      ["Ctrl A", "Choose all"],
      ["A", "Add to a collection"],
      ["Delete", "Take out of the collection that is shown"],
      ["Ctrl Z", "Undo what was done to a collection"],
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
    title: "Collections",
    keys: [
      ["Up, Down", "Move from collection to collection"],
      ["Enter", "Open the collection"],
      ["N", "New collection"],
      ["T", "What is in it"],
      ["B", "Add a folder, or what a search finds"],
      ["R", "Rename"],
      ["X", "Mark, to merge with others"],
      ["C", "Merge what is marked"],
      ["Shift S", "Split off the photos that are chosen in it"],
      ["E, O", "Export to a file, import from one"],
      ["Q", "Of its own in Qdrant, too, or no longer"],
      ["Delete", "Delete the collection, never a photo"],
      ["Ctrl Z", "Undo"],
      ["H", "History"],
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
    title: "Models",
    keys: [
      ["Up, Down", "Move from model to model"],
      ["Enter", "Get the model, or use it"],
      ["Space", "Pause and resume a switch"],
      ["X", "Cancel a download or a switch"],
      ["T", "Measure its speed"],
      ["V", "Check its files"],
      ["Delete", "Remove the model"],
      ["Shift Delete", "Delete its index"],
      ["A", "Add a model from a folder"],
    ],
  },
  {
    title: "Open photo",
    keys: [
      ["Left, Right", "Previous and next photo"],
      ["+, −, 0", "Zoom in, out, whole photo"],
      ["1", "One pixel of the photo for each of the screen"],
      ["W", "A long photo as wide, or as high, as the window"],
      ["Shift arrows, Page Up, Page Down", "Move a photo that is zoomed"],
      ["Escape", "Back to the photos"],
    ],
  },
  {
    title: "Duplicates",
    keys: [
      ["Up, Down", "Previous and next group"],
      ["Enter", "Compare the copies of a group"],
      ["B", "Keep the best, the others to the trash"],
      ["A", "Keep all"],
      ["N", "Not duplicates"],
      ["S", "Skip: decide later"],
      ["U or Ctrl Z", "Undo"],
      ["1, 2, 3", "Identical files, same picture, same moment"],
      ["C", "Clean up by rules"],
      ["H", "History"],
    ],
  },
  {
    title: "Comparing copies",
    keys: [
      ["Left, Right", "Previous and next copy"],
      ["K", "Keep this one, the others to the trash"],
      ["X", "Mark this one to go, or to stay"],
      ["Enter", "Move what is marked to the trash"],
      ["1, 2, 3, 4", "Side by side, slider, blink, difference"],
      ["[, ]", "Move the slider"],
      ["Space", "Blink now"],
      ["+, −, 0", "Zoom in, out, whole pictures"],
      ["Z", "One pixel of the first for each of the screen"],
      ["Shift arrows", "Move both pictures"],
      ["I", "Facts of all copies"],
      ["F", "Show in folder"],
      ["Escape", "Back to the groups"],
    ],
  },
];

/** Whether a key is meant for what is being typed in. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName);
}

/** Whether a dialog has the keyboard. */
export function isInDialog(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("[aria-modal=true]") !== null;
}
