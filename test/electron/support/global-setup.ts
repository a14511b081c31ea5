import { existsSync } from "node:fs";
import { testModelsEnvironment } from "../../helpers/test-models.ts";
import { bundleWorlds } from "../stand-in/bundle-worlds.ts";
import { bundlePageApi } from "./bundle-page-api.ts";
import { builtMainPath, findElectron } from "./launch-shell.ts";

/** Says once which of the two runs, and makes the scripts that run in pages. */
export default async function setUp(): Promise<void> {
  if (!existsSync(builtMainPath)) throw new Error("The app is not built: run `npm run build`.");
  Object.assign(process.env, testModelsEnvironment);
  const electron = findElectron();
  if ("executable" in electron) console.log(`The shell runs in Electron itself (${electron.executable}).`);
  else console.log(`The shell runs under the stand-in for Electron: ${electron.reason}.`);
  await Promise.all([bundleWorlds(), bundlePageApi()]);
}
