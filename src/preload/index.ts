import { contextBridge, type IpcRendererEvent, ipcRenderer, webUtils } from "electron";
import {
  type DesktopBridge,
  desktopBridgeName,
  desktopChannels,
  desktopPortMessage,
  type MenuCommand,
} from "../contract/desktop.ts";

ipcRenderer.on(desktopChannels.corePort, (event) => {
  window.postMessage(desktopPortMessage, window.location.origin, event.ports);
});

/** Hands on what main sends, without Electron's event object, which would give the page `ipcRenderer`. */
function listen<Value>(channel: string, callback: (value: Value) => void): () => void {
  const listener = (_event: IpcRendererEvent, value: Value) => callback(value);
  ipcRenderer.on(channel, listener);
  return () => {
    ipcRenderer.off(channel, listener);
  };
}

const bridge: DesktopBridge = {
  platform: process.platform,
  connect: () => ipcRenderer.invoke(desktopChannels.connect),
  onCoreRestarted: (callback) => listen<undefined>(desktopChannels.coreRestarted, () => callback()),
  chooseDirectories: () => ipcRenderer.invoke(desktopChannels.chooseDirectories),
  pathForFile: (file) => webUtils.getPathForFile(file as File),
  onMenuCommand: (callback) => listen<MenuCommand>(desktopChannels.menuCommand, callback),
};

contextBridge.exposeInMainWorld(desktopBridgeName, bridge);
