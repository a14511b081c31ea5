import { readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const bundleUrl = new URL("../../../.cache/electron-stand-in/page-api.js", import.meta.url);

/** Makes one script of `page-api.ts`, to be run in a page from outside. */
export async function bundlePageApi(): Promise<void> {
  const entry = fileURLToPath(new URL("./page-api.ts", import.meta.url));
  const output = await build({
    configFile: false,
    logLevel: "warn",
    build: {
      write: false,
      minify: false,
      target: "esnext",
      lib: { entry, formats: ["iife"], name: "pageApi" },
    },
  });
  const [bundle] = [output].flat();
  if (!bundle || !("output" in bundle)) throw new Error("No bundle came of page-api.");
  await mkdir(new URL(".", bundleUrl), { recursive: true });
  await writeFile(bundleUrl, bundle.output[0].code);
}

export function pageApiScript(): string {
  return readFileSync(bundleUrl, "utf8");
}
