import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { app } from "electron";
import { registerScheme } from "./protocol.ts";
import { runShell } from "./shell.ts";
import { directoriesInArguments } from "./start-arguments.ts";

app.setName("Shoebox");
// On macOS `appData/Shoebox` is the library itself: the window's own files get a folder of theirs.
if (!app.commandLine.hasSwitch("user-data-dir")) {
  const userData = join(app.getPath("appData"), "Shoebox", "desktop");
  mkdirSync(userData, { recursive: true });
  app.setPath("userData", userData);
}

const directories = directoriesInArguments(process.argv, {
  isPackaged: !process.defaultApp,
  workingDirectory: process.cwd(),
});

if (app.requestSingleInstanceLock({ directories })) {
  app.enableSandbox();
  registerScheme();
  runShell({
    directories,
    outputDirectory: resolve(import.meta.dirname, ".."),
    isDevelopment: process.env.SHOEBOX_DEVELOPMENT === "1",
  });
} else {
  // The other instance has the folders now and comes to the front.
  app.quit();
}
