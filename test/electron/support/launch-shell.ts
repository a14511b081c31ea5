import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { launchInElectron } from "./electron-driver.ts";
import type { LaunchOptions, ShellUnderTest } from "./shell-under-test.ts";
import { launchInStandIn } from "./stand-in-driver.ts";

const projectDirectory = fileURLToPath(new URL("../../../", import.meta.url));

/** The shell as built. */
export const builtMainPath = join(projectDirectory, process.env.SHOEBOX_BUILD ?? "out", "main", "index.js");

/** Looks only: `require("electron")` itself would try to download what is missing. */
export function findElectron(): { executable: string } | { reason: string } {
  const directory = join(projectDirectory, "node_modules", "electron");
  const pathFile = join(directory, "path.txt");
  const executable = existsSync(pathFile) && join(directory, "dist", readFileSync(pathFile, "utf8").trim());
  if (!executable || !existsSync(executable)) return { reason: "Electron's binary is not installed" };
  const hasDisplay = process.platform !== "linux" || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  return hasDisplay ? { executable } : { reason: "there is no display for Electron" };
}

export async function launchShell(
  options: LaunchOptions,
): Promise<{ shell: ShellUnderTest } | { exitCode: number }> {
  const electron = findElectron();
  const { mainPath = builtMainPath } = options;
  if ("executable" in electron) return launchInElectron(electron.executable, mainPath, options);
  return launchInStandIn(mainPath, options);
}
