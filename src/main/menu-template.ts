import type { MenuItemConstructorOptions } from "electron";
import type { MenuCommand } from "../contract/desktop.ts";
import { desktopMenu, type MenuAction } from "../contract/desktop-menu.ts";
import { acceleratorOf } from "./accelerator.ts";

export interface MenuOptions {
  platform: NodeJS.Platform;
  isDevelopment: boolean;
  choose(command: MenuCommand): void;
}

const separator: MenuItemConstructorOptions = { type: "separator" };

/** The application menu, by each platform's custom; what the page does stands in it as the contract has it. */
export function menuTemplate({ platform, isDevelopment, choose }: MenuOptions): MenuItemConstructorOptions[] {
  const isMac = platform === "darwin";
  const { file, edit, view, go, help } = desktopMenu(isMac);
  const of = (actions: readonly MenuAction[]) => actions.map((action) => itemOf(action, choose));
  return [
    ...(isMac ? [{ role: "appMenu" } as const] : []),
    { label: "&File", submenu: [...of(file), separator, { role: isMac ? "close" : "quit" }] },
    { label: "&Edit", submenu: [...editing, separator, ...of(edit)] },
    { label: "&View", submenu: [...(isDevelopment ? developing : []), ...of(view), separator, ...viewing] },
    { label: "&Go", submenu: of(go) },
    { role: "windowMenu" },
    { role: "help", submenu: [...of(help), ...(isMac ? [] : [separator, { role: "about" } as const])] },
  ];
}

function itemOf(
  { command, label, keys }: MenuAction,
  choose: MenuOptions["choose"],
): MenuItemConstructorOptions {
  return {
    label,
    ...(keys !== undefined && { accelerator: acceleratorOf(keys) }),
    click: () => choose(command),
  };
}

const editing: MenuItemConstructorOptions[] = [
  { role: "undo" },
  { role: "redo" },
  separator,
  { role: "cut" },
  { role: "copy" },
  { role: "paste" },
  { role: "selectAll" },
];

const developing: MenuItemConstructorOptions[] = [{ role: "reload" }, { role: "toggleDevTools" }, separator];

const viewing: MenuItemConstructorOptions[] = [
  { role: "resetZoom" },
  { role: "zoomIn" },
  { role: "zoomOut" },
  separator,
  { role: "togglefullscreen" },
];
