import { BrowserWindow, type IpcMainInvokeEvent, ipcMain, MessageChannelMain } from "electron";
import { z } from "zod";
import { desktopChannels } from "../contract/desktop.ts";
import { requireOwnPage } from "./addresses.ts";
import type { CoreSupervisor } from "./core-supervisor.ts";
import { chooseDirectories } from "./dialogs.ts";
import type { ShellStateFile } from "./shell-state.ts";

/** The page sends no data with its requests: what it may do is in which request it makes. */
const noArguments = z.tuple([]);

/** Answers the page's preload script, and nobody else. */
export function answerBridge(core: CoreSupervisor, stateFile: ShellStateFile): void {
  handle(desktopChannels.connect, (event) => {
    const { port1, port2 } = new MessageChannelMain();
    core.connect(port1);
    event.sender.postMessage(desktopChannels.corePort, null, [port2]);
  });
  handle(desktopChannels.chooseDirectories, (event) => {
    const window = BrowserWindow.fromWebContents(event.sender);
    return window ? chooseDirectories(window, stateFile) : [];
  });
}

function handle(channel: string, answer: (event: IpcMainInvokeEvent) => unknown): void {
  ipcMain.handle(channel, (event, ...parameters: unknown[]) => {
    requireOwnPage(event.senderFrame);
    noArguments.parse(parameters);
    return answer(event);
  });
}
