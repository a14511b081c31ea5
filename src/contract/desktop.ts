/** What a person asked for in the application menu and the page carries out. */
export type MenuCommand =
  | "add-folder"
  | "settings"
  | "find"
  | "palette"
  | "back"
  | "forward"
  | "photos"
  | "collections"
  | "duplicates"
  | "problems"
  | "models"
  | "shortcuts";

/**
 * What the Electron shell gives the page beside the API, as `window.shoeboxDesktop`; a page in a browser has none.
 * The preload script imports this file (types and names only), so that both sides share one definition.
 */
export interface DesktopBridge {
  /** "linux", "darwin" or "win32". */
  platform: string;
  /**
   * Asks for a MessagePort to the core process. It arrives as a `message` event on the window whose data is
   * `desktopPortMessage` and whose `ports[0]` is the port. Ask again after `onCoreRestarted`.
   */
  connect(): Promise<void>;
  /** Calls back when the core process was replaced: old ports are dead. Returns a function that stops it. */
  onCoreRestarted(callback: () => void): () => void;
  /** The native dialog; an empty list when it was dismissed. */
  chooseDirectories(): Promise<string[]>;
  /** The real path of a `File` that was dropped on the window; "" for one that has none. */
  pathForFile(file: object): string;
  /** Calls back when an item of the application menu was chosen. Returns a function that stops it. */
  onMenuCommand(callback: (command: MenuCommand) => void): () => void;
}

export const desktopBridgeName = "shoeboxDesktop";

export const desktopPortMessage = "shoebox:core-port";

/** Between preload script and main process; a page never sees these. */
export const desktopChannels = {
  connect: "shoebox:connect",
  chooseDirectories: "shoebox:choose-directories",
  corePort: "shoebox:core-port",
  coreRestarted: "shoebox:core-restarted",
  menuCommand: "shoebox:menu-command",
} as const;
