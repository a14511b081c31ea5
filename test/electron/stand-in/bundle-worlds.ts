import { mkdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const cacheDirectory = new URL("../../../.cache/electron-stand-in/", import.meta.url);

/** Makes one plain script of each part of the stand-in that runs in a page. */
export async function bundleWorlds(): Promise<void> {
  await mkdir(cacheDirectory, { recursive: true });
  for (const name of ["main-world", "preload-world"]) {
    const output = await build({
      configFile: false,
      logLevel: "warn",
      build: {
        write: false,
        minify: false,
        target: "esnext",
        lib: {
          entry: fileURLToPath(new URL(`./${name}.ts`, import.meta.url)),
          formats: ["iife"],
          name: "startWorld",
        },
      },
    });
    const [bundle] = [output].flat();
    if (!bundle || !("output" in bundle)) throw new Error(`No bundle came of ${name}.`);
    await writeFile(new URL(`${name}.js`, cacheDirectory), bundle.output[0].code);
  }
}
