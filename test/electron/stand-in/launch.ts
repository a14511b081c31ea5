/**
 * `node launch.ts APP [switches] [-- arguments]`: runs an Electron app's main script as Electron would, with the
 * stand-in in place of the `electron` module.
 */
import { registerHooks } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { realApp } from "./app.ts";
import { launchBrowser } from "./browser.ts";
import { control, reportProblem, tellTest } from "./control.ts";
import { dialogUser } from "./dialog.ts";
import * as electron from "./electron.ts";
import { realNativeTheme, realPowerMonitor, shellCalls } from "./system.ts";
import { utilityProcessIds } from "./utility-process.ts";

const standInUrl = new URL("./electron.ts", import.meta.url).href;

registerHooks({
  resolve(specifier, context, next) {
    if (specifier === "electron" || specifier === "electron/main") {
      return { url: standInUrl, shortCircuit: true };
    }
    return next(specifier, context);
  },
});

process.argv.splice(1, 1);
Object.defineProperty(process, "type", { value: "browser", enumerable: true });
Object.defineProperty(process, "defaultApp", { value: true, enumerable: true });

// Electron shows a box and goes on; here either is a fault.
process.on("uncaughtException", reportProblem);
process.on("unhandledRejection", reportProblem);

/** The functions of a person's side, beside Electron's own module: see `ShellUnderTest`. */
const userSide = {
  dialogs: dialogUser,
  shellCalls,
  setSystemDark: (isDark: boolean) => realNativeTheme.setSystemDark(isDark),
  setOnBattery: (isOnBattery: boolean) => realPowerMonitor.setOnBattery(isOnBattery),
  coreProcessIds: () => utilityProcessIds(),
};

control.on("message", (message) => {
  if (message.kind === "evaluate") void evaluate(message);
});

async function evaluate({ id, source, parameter }: { id: number; source: string; parameter: unknown }) {
  try {
    // biome-ignore lint/security/noGlobalEval: the test's own function, as in Playwright's `evaluate`
    const run = globalThis.eval(`(${source})`) as (...parameters: unknown[]) => unknown;
    const value = await run({ ...electron, ...userSide }, parameter);
    tellTest({ kind: "evaluated", id, value });
  } catch (error) {
    tellTest({ kind: "evaluated", id, error: String((error as Error)?.stack ?? error) });
  }
}

await import(pathToFileURL(resolve(process.argv[1] ?? "")).href);
const chromium = await launchBrowser(realApp.getPath("userData"));
realApp.beforeEnd = () => chromium.close();
tellTest({ kind: "started", endpoint: chromium.endpoint, chromiumProcessId: chromium.processId });
realApp.becomeReady();
