import { app, Menu } from "electron";
import { type MenuOptions, menuTemplate } from "./menu-template.ts";

/** Puts the application menu in place. What only the page can do goes to the page. */
export function setApplicationMenu(options: MenuOptions): void {
  app.setAboutPanelOptions({ applicationName: "Shoebox", applicationVersion: app.getVersion() });
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(options)));
}
