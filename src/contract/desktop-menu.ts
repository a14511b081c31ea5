import type { MenuCommand } from "./desktop.ts";
import { historyKeys } from "./keys.ts";

/** An item of the desktop's menu that the page carries out: an action that the page knows by this name, too. */
export interface MenuAction {
  command: MenuCommand;
  /** As menus are written, with "…" where something is asked first. */
  label: string;
  /** In the notation of `keys.ts`; left out where its key is none that a menu can hold, since it could be typed. */
  keys?: string;
}

/** Keys that page and menu share: each is written down here and nowhere else. */
export const menuKeys = {
  "add-folder": "Mod+O",
  settings: "Mod+,",
  find: "Mod+F",
  palette: "Mod+K",
} as const;

const addFolder = { command: "add-folder", label: "Add Folder…", keys: menuKeys["add-folder"] } as const;

export interface DesktopMenu {
  file: readonly MenuAction[];
  edit: readonly MenuAction[];
  view: readonly MenuAction[];
  go: readonly MenuAction[];
  help: readonly MenuAction[];
}

/** What the application menu has of the page's actions, by the custom of the system. */
export function desktopMenu(isMac: boolean): DesktopMenu {
  const { back, forward } = historyKeys(isMac);
  return {
    file: [addFolder, { command: "settings", label: "Settings", keys: menuKeys.settings }],
    edit: [{ command: "find", label: "Find", keys: menuKeys.find }],
    view: [{ command: "palette", label: "Command Palette…", keys: menuKeys.palette }],
    go: [
      { command: "back", label: "Back", keys: back },
      { command: "forward", label: "Forward", keys: forward },
      { command: "photos", label: "Photos" },
      { command: "collections", label: "Collections" },
      { command: "duplicates", label: "Duplicates" },
      { command: "problems", label: "Problems" },
      { command: "models", label: "Models" },
    ],
    help: [{ command: "shortcuts", label: "Keyboard Shortcuts" }],
  };
}
