/** What `import ... from "electron"` gives in the main process under the stand-in. Anything else cannot be imported. */
export { app } from "./app.ts";
export { BrowserWindow } from "./browser-window.ts";
export { dialog } from "./dialog.ts";
export { ipcMain } from "./ipc-main.ts";
export { Menu } from "./menu.ts";
export { MessageChannelMain } from "./message-port-main.ts";
export { protocol } from "./protocol.ts";
export { safeStorage } from "./safe-storage.ts";
export { session } from "./session.ts";
export { nativeTheme, powerMonitor, screen, shell } from "./system.ts";
export { utilityProcess } from "./utility-process.ts";
