import { type BrowserWindow, dialog, type MessageBoxOptions } from "electron";
import { errorDefinitions } from "../contract/errors.ts";
import type { Failure } from "./core-messages.ts";

/** What the shell says in boxes of its own, where the page cannot. */

/** The library could not be opened. True: try again; false: quit. */
export async function reportUnopenedLibrary(
  window: BrowserWindow | undefined,
  failure: Failure,
  libraryDirectory: string | undefined,
): Promise<boolean> {
  const folder = libraryDirectory ? `Library: ${libraryDirectory}` : "";
  const { response } = await show(window, {
    type: "error",
    message: "Shoebox could not open its library.",
    detail: [describeFailure(failure), folder, remedyOf(failure)].filter(Boolean).join("\n\n"),
    buttons: ["Try again", "Quit"],
    cancelId: 1,
  });
  return response === 0;
}

/** The engine crashed too often. True: try again; false: quit. */
export async function reportCrashedCore(
  window: BrowserWindow | undefined,
  output: string,
  libraryDirectory: string | undefined,
): Promise<boolean> {
  const { response } = await show(window, {
    type: "error",
    message: "Shoebox's engine stopped several times within a minute.",
    detail: [
      "Your photos are untouched, and what was indexed is kept.",
      libraryDirectory ? `Library: ${libraryDirectory}` : "",
      output === "" ? "" : `Last words of the engine:\n${output}`,
    ]
      .filter(Boolean)
      .join("\n\n"),
    buttons: ["Try again", "Quit"],
    cancelId: 1,
  });
  return response === 0;
}

/** The page crashed twice. True: load it again; false: close. */
export async function reportBrokenPage(window: BrowserWindow, reason: string): Promise<boolean> {
  const { response } = await show(window, {
    type: "error",
    message: "Shoebox's window stopped working.",
    detail: `Your photos and your library are untouched. (${reason})`,
    buttons: ["Load again", "Close"],
    cancelId: 1,
  });
  return response === 0;
}

/** Folders that were to be added could not be. */
export async function reportRefusedFolders(
  window: BrowserWindow | undefined,
  failure: Failure,
): Promise<void> {
  await show(window, {
    type: "warning",
    message: "The folder could not be added.",
    detail: [describeFailure(failure), remedyOf(failure)].filter(Boolean).join("\n\n"),
    buttons: ["OK"],
  });
}

function show(
  window: BrowserWindow | undefined,
  options: MessageBoxOptions,
): Promise<Electron.MessageBoxReturnValue> {
  const titled = { title: "Shoebox", noLink: true, ...options };
  return window && !window.isDestroyed()
    ? dialog.showMessageBox(window, titled)
    : dialog.showMessageBox(titled);
}

/** "The folder does not exist. (/photos)" */
function describeFailure({ message, path }: Failure): string {
  return path === null || message.includes(path) ? message : `${message}\n${path}`;
}

function remedyOf({ code }: Failure): string {
  return code === "UNEXPECTED" ? "" : errorDefinitions[code].remedy;
}
