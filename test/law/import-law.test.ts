import { execFile } from "node:child_process";
import { copyFile, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const projectDirectory = resolve(import.meta.dirname, "../..");
const packages = join(projectDirectory, "node_modules");
const run = promisify(execFile);

/** What each row of the design's table "Who may import whom" forbids: an importing file, and what it must not import. */
const forbidden: [file: string, imported: string][] = [
  ["contract/photos.ts", "../core/index.ts"],
  ["contract/photos.ts", "../renderer/app.tsx"],
  ["contract/photos.ts", "../demo/index.ts"],
  ["contract/photos.ts", "node:fs"],
  ["contract/photos.ts", "fs"],
  ["contract/photos.ts", "electron"],
  ["contract/photos.ts", "react"],
  ["contract/photos.ts", "sharp"],
  ["core/index.ts", "electron"],
  ["core/index.ts", "react"],
  ["core/index.ts", "../main/index.ts"],
  ["core/index.ts", "../cli/index.ts"],
  ["core/search/text.ts", "../../renderer/app.tsx"],
  ["core/procedures/library.ts", "better-sqlite3"],
  ["core/workers/decode-worker.ts", "../catalog/index.ts"],
  ["core/workers/decode-worker.ts", "../procedures/index.ts"],
  ["core/imaging/decode.ts", "../catalog/index.ts"],
  ["core/imaging/decode.ts", "../../cli/index.ts"],
  ["core/models/runtime/session.ts", "../procedures/library.ts"],
  ["core/models/runtime/session.ts", "electron"],
  ["core/index.ts", "../demo/index.ts"],
  ["core/ingest/demo-job.ts", "../../demo/index.ts"],
  ["core/procedures/jobs.ts", "../../demo/index.ts"],
  ["core/workers/decode-worker.ts", "../../demo/render.ts"],
  ["demo/index.ts", "../core/index.ts"],
  ["demo/library/write.ts", "../../core/errors.ts"],
  ["demo/library/write.ts", "../../cli/index.ts"],
  ["demo/library/write.ts", "../../main/index.ts"],
  ["demo/library/write.ts", "../../renderer/app.tsx"],
  ["demo/library/write.ts", "electron"],
  ["demo/library/write.ts", "react"],
  ["main/window.ts", "../renderer/app.tsx"],
  ["main/window.ts", "../cli/index.ts"],
  ["main/window.ts", "../core/index.ts"],
  ["main/window.ts", "../demo/index.ts"],
  ["main/core-process.ts", "../core/errors.ts"],
  ["main/core-process.ts", "../demo/render.ts"],
  ["main/core-process.ts", "../core/catalog/index.ts"],
  ["preload/index.ts", "node:fs"],
  ["preload/index.ts", "react"],
  ["preload/index.ts", "../main/bridge.ts"],
  ["preload/index.ts", "../contract/index.ts"],
  ["preload/index.ts", "../demo/index.ts"],
  ["renderer/app.tsx", "../core/index.ts"],
  ["renderer/app.tsx", "../demo/index.ts"],
  ["renderer/app.tsx", "../main/window.ts"],
  ["renderer/app.tsx", "../preload/index.ts"],
  ["renderer/grid/grid.tsx", "../../cli/index.ts"],
  ["renderer/app.tsx", "electron"],
  ["renderer/app.tsx", "node:path"],
  ["renderer/app.tsx", "path"],
  ["cli/program.ts", "electron"],
  ["cli/program.ts", "../main/window.ts"],
  ["cli/program.ts", "../renderer/app.tsx"],
  ["cli/program.ts", "../core/errors.ts"],
  ["cli/commands/search.ts", "../../core/search/text.ts"],
  ["cli/commands/demo.ts", "../../demo/library/write.ts"],
];

const allowed: [file: string, imported: string][] = [
  ["contract/photos.ts", "zod"],
  ["contract/photos.ts", "@orpc/contract"],
  ["contract/photos.ts", "./base.ts"],
  ["core/index.ts", "../contract/index.ts"],
  ["core/catalog/database.ts", "better-sqlite3"],
  ["core/workers/decode-worker.ts", "../imaging/decode.ts"],
  ["demo/library/write.ts", "../../contract/errors.ts"],
  ["demo/library/write.ts", "../random.ts"],
  ["demo/library/write.ts", "sharp"],
  ["main/core-process.ts", "../core/index.ts"],
  ["main/core-process.ts", "../demo/index.ts"],
  ["main/window.ts", "electron"],
  ["main/window.ts", "../contract/index.ts"],
  ["preload/index.ts", "electron"],
  ["preload/index.ts", "../contract/desktop.ts"],
  ["renderer/app.tsx", "../contract/index.ts"],
  ["cli/commands/search.ts", "../../core/index.ts"],
  ["cli/commands/demo.ts", "../../demo/index.ts"],
  ["cli/program.ts", "./commands/demo.ts"],
];

/** A name the layer's language knows nothing of, though another layer's does. */
const foreignNames: [layer: string, name: string][] = [
  ["contract", "document"],
  ["contract", "process"],
  ["core", "document"],
  ["demo", "document"],
  ["main", "document"],
  ["preload", "process"],
  ["renderer", "process"],
  ["cli", "document"],
];

/** All imports of a file, in the order in which they stand in it. */
const importsOf = Map.groupBy([...forbidden, ...allowed], ([file]) => file);

let scratchDirectory: string;
let refused: Set<string>;

beforeAll(async () => {
  // Inside the project, so that the compiler finds the types of its packages.
  await mkdir(join(projectDirectory, ".cache"), { recursive: true });
  scratchDirectory = await mkdtemp(join(projectDirectory, ".cache/law-"));
  refused = await lintImports(join(scratchDirectory, "lint"));
});

afterAll(() => rm(scratchDirectory, { recursive: true, force: true }));

/** Writes files with these imports, one a line, and lints them: "file:line" of each that the law refuses. */
async function lintImports(directory: string): Promise<Set<string>> {
  for (const [file, pairs] of importsOf) {
    const path = join(directory, "src", file);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, pairs.map(([, imported]) => `import "${imported}";\n`).join(""));
  }
  await copyFile(join(projectDirectory, "biome.json"), join(directory, "biome.json"));
  const biome = join(packages, "@biomejs/biome/bin/biome");
  const args = [biome, "lint", "--reporter=github", "--max-diagnostics=none", "."];
  // Biome ends with 1 when it found something, which is what these files are for.
  const { stdout } = await run(process.execPath, args, { cwd: directory }).catch((error) => error);
  const law =
    /title=lint\/style\/(?:noRestrictedImports|useNodejsImportProtocol),file=(?:.*?\bsrc\/)(.+?),line=(\d+)/g;
  return new Set([...String(stdout).matchAll(law)].map(([, file, line]) => `${file}:${line}`));
}

function lineOf(file: string, imported: string): string {
  const line = importsOf.get(file)?.findIndex(([, other]) => other === imported) ?? -1;
  return `${file}:${line + 1}`;
}

describe("the import law", () => {
  test.each(forbidden)("%s may not import %s", (file, imported) => {
    expect(refused).toContain(lineOf(file, imported));
  });

  test.each(allowed)("%s may import %s", (file, imported) => {
    expect(refused).not.toContain(lineOf(file, imported));
  });

  test.each(foreignNames)("code in src/%s that uses `%s` does not compile", async (layer, name) => {
    const directory = join(scratchDirectory, `${layer}-${name}`);
    await mkdir(directory);
    await writeFile(join(directory, "code.ts"), `export const value = ${name};\n`);
    const config = {
      extends: join(projectDirectory, `tsconfig.${layer}.json`),
      compilerOptions: { rootDir: ".", composite: false, emitDeclarationOnly: false, noEmit: true },
      include: ["code.ts"],
      references: [],
    };
    await writeFile(join(directory, "tsconfig.json"), JSON.stringify(config));
    const compiler = join(packages, "typescript/bin/tsc");
    const { stdout } = await run(process.execPath, [compiler, "-p", directory]).catch((error) => error);
    expect(stdout).toMatch(new RegExp(`error TS\\d+: Cannot find name '${name}'`));
  });
});
