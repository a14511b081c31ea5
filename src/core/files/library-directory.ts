import { homedir } from "node:os";
import { join } from "node:path";

/** Where the library lies when nobody says otherwise: the user's data directory, by each system's custom. */
export function defaultLibraryDirectory(environment: NodeJS.ProcessEnv = process.env): string {
  const chosen = environment.SHOEBOX_LIBRARY;
  if (chosen) return chosen;
  return join(userDataDirectory(environment), "Shoebox");
}

function userDataDirectory(environment: NodeJS.ProcessEnv): string {
  if (process.platform === "win32") return environment.LOCALAPPDATA ?? join(homedir(), "AppData", "Local");
  if (process.platform === "darwin") return join(homedir(), "Library", "Application Support");
  return environment.XDG_DATA_HOME ?? join(homedir(), ".local", "share");
}
