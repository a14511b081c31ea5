import { resolve } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "electron-vite";

const source = (path: string) => resolve(import.meta.dirname, "src", path);

/** Everything that runs under Node is built in one go, so that the shell, the CLI and the workers share chunks. */
const nodeEntries = {
  index: source("main/index.ts"),
  "core-process": source("main/core-process.ts"),
  cli: source("cli/index.ts"),
  "captioner-entry": source("core/workers/captioner-entry.ts"),
  "decode-worker": source("core/workers/decode-worker.ts"),
  "inference-worker": source("core/workers/inference-worker.ts"),
  "libraw-worker": source("core/workers/libraw-worker.ts"),
  "place-worker": source("core/workers/place-worker.ts"),
  "tile-worker": source("core/workers/tile-worker.ts"),
};

/** Plain JavaScript in hundreds of files, most of them never used: bundled, a command starts 150 ms sooner. */
const bundledDependencies = ["commander", "zod", "@orpc/client", "@orpc/contract", "@orpc/server"];

export default defineConfig({
  main: {
    build: {
      outDir: "out/main",
      externalizeDeps: { exclude: bundledDependencies },
      sourcemap: true,
      rolldownOptions: {
        input: nodeEntries,
        // Workers are found beside the chunk that starts them, so all files lie in one folder.
        output: { entryFileNames: "[name].js", chunkFileNames: "[name]-[hash].js", format: "es" },
      },
    },
  },
  preload: {
    build: {
      outDir: "out/preload",
      // A sandboxed preload script can load no module: one CommonJS file.
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: source("preload/index.ts") },
        output: { entryFileNames: "[name].cjs", format: "cjs" },
      },
    },
  },
  renderer: {
    root: source("renderer"),
    base: "./",
    // Whoever serves the page puts a fresh number in its place each time: style elements made at run time need it.
    html: { cspNonce: "__SHOEBOX_NONCE__" },
    plugins: [react()],
    build: {
      outDir: resolve(import.meta.dirname, "out/renderer"),
      rolldownOptions: { input: { index: source("renderer/index.html") } },
    },
  },
});
