import { readFileSync } from "node:fs";

/** Bundled before the tests, by `bundle-worlds.ts`. */
const bundleDirectory = new URL("../../../.cache/electron-stand-in/", import.meta.url);

/** The two scripts that run in a page before its own: ours in its world, ours and the preload script in the isolated. */
export function preloadScripts(
  preloadPath: string,
  preloadSource: string,
): { main: string; preload: string } {
  const nonce = JSON.stringify(crypto.randomUUID());
  const process = JSON.stringify({
    platform: globalThis.process.platform,
    arch: globalThis.process.arch,
    versions: globalThis.process.versions,
    contextIsolated: true,
    sandboxed: true,
    type: "renderer",
  });
  const parameters = "require, process, exports, module, Buffer, global, setImmediate, clearImmediate";
  return {
    main: inTopFrame(`${bundle("main-world")}\nstartWorld(${nonce});`),
    preload: inTopFrame(
      `${bundle("preload-world")}
      startWorld(${nonce}, ${process}, ${JSON.stringify(preloadPath)}, function (${parameters}) {\n${preloadSource}\n});`,
    ),
  };
}

/** Preload scripts run in no other frame (`nodeIntegrationInSubFrames` is off). Nothing is left in the global scope. */
function inTopFrame(source: string): string {
  return `if (window === top) {\n(() => {\n${source}\n})();\n}`;
}

function bundle(name: string): string {
  return readFileSync(new URL(`${name}.js`, bundleDirectory), "utf8");
}
