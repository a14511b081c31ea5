import type { MenuItemConstructorOptions } from "electron";
import type { MenuCommand } from "../contract/desktop.ts";

export interface MenuOptions {
  platform: NodeJS.Platform;
  isDevelopment: boolean;
  choose(command: MenuCommand): void;
}

/** The application menu, by each platform's custom. */
export function menuTemplate(options: MenuOptions): MenuItemConstructorOptions[] {
  const isMac = options.platform === "darwin";
  return [
    ...(isMac ? [{ role: "appMenu" } as const] : []),
    fileMenu(options, isMac),
    editMenu(options),
    viewMenu(options),
    { role: "windowMenu" },
    helpMenu(options, isMac),
  ];
}

function fileMenu({ choose }: MenuOptions, isMac: boolean): MenuItemConstructorOptions {
  return {
    label: "&File",
    submenu: [
      { label: "Add Folder…", accelerator: "CmdOrCtrl+O", click: () => choose("add-folder") },
      { type: "separator" },
      { role: isMac ? "close" : "quit" },
    ],
  };
}

function editMenu({ choose }: MenuOptions): MenuItemConstructorOptions {
  return {
    label: "&Edit",
    submenu: [
      { role: "undo" },
      { role: "redo" },
      { type: "separator" },
      { role: "cut" },
      { role: "copy" },
      { role: "paste" },
      { role: "selectAll" },
      { type: "separator" },
      { label: "Find", accelerator: "CmdOrCtrl+F", click: () => choose("find") },
    ],
  };
}

function viewMenu({ isDevelopment }: MenuOptions): MenuItemConstructorOptions {
  const development: MenuItemConstructorOptions[] = [
    { role: "reload" },
    { role: "toggleDevTools" },
    { type: "separator" },
  ];
  return {
    label: "&View",
    submenu: [
      ...(isDevelopment ? development : []),
      { role: "resetZoom" },
      { role: "zoomIn" },
      { role: "zoomOut" },
      { type: "separator" },
      { role: "togglefullscreen" },
    ],
  };
}

function helpMenu({ choose }: MenuOptions, isMac: boolean): MenuItemConstructorOptions {
  return {
    role: "help",
    submenu: [
      { label: "Keyboard Shortcuts", click: () => choose("shortcuts") },
      ...(isMac ? [] : [{ type: "separator" } as const, { role: "about" } as const]),
    ],
  };
}
