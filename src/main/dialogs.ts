import { dirname } from "node:path";
import { type BrowserWindow, dialog } from "electron";
import type { ShellStateFile } from "./shell-state.ts";

/** Asks for folders, starting where the last ones lay. Empty when the dialog was dismissed. */
export async function chooseDirectories(window: BrowserWindow, stateFile: ShellStateFile): Promise<string[]> {
  const { lastDirectory } = stateFile.state;
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: "Add folders",
    buttonLabel: "Add",
    properties: ["openDirectory", "multiSelections"],
    ...(lastDirectory === undefined ? {} : { defaultPath: lastDirectory }),
  });
  const [first] = filePaths;
  if (canceled || first === undefined) return [];
  stateFile.update({ lastDirectory: dirname(first) });
  return filePaths;
}
