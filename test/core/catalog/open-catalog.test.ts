import { fork } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { openCatalog } from "../../../src/core/catalog/index.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";

const holder = join(import.meta.dirname, "..", "..", "helpers", "hold-catalog.ts");

describe("a library that another process has open", () => {
  it("is CATALOG_LOCKED, says which process, and is free as soon as that one is killed", async () => {
    const directory = await temporaryDirectory();
    const other = fork(holder, [directory]);
    await once(other, "message");
    expect(() => openCatalog(directory)).toThrow(
      expect.objectContaining({
        code: "CATALOG_LOCKED",
        message: expect.stringContaining(String(other.pid)),
      }),
    );
    other.kill("SIGKILL");
    await once(other, "exit");
    openCatalog(directory).close();
  });
});

describe("a catalog that cannot be used", () => {
  it("is CATALOG_NEWER when a newer version made it, and stays as it is", async () => {
    const directory = await temporaryDirectory();
    openCatalog(directory).close();
    const path = join(directory, "catalog.sqlite");
    const database = new Database(path);
    database.pragma("user_version = 999");
    database.close();
    const before = await readFile(path);
    expect(() => openCatalog(directory)).toThrow(expect.objectContaining({ code: "CATALOG_NEWER" }));
    expect(await readFile(path)).toEqual(before);
  });

  it("is CATALOG_CORRUPT when it is no database", async () => {
    const directory = await temporaryDirectory();
    await writeFile(join(directory, "catalog.sqlite"), "This was a catalog once. ".repeat(500));
    expect(() => openCatalog(directory)).toThrow(expect.objectContaining({ code: "CATALOG_CORRUPT" }));
  });

  it("is DIR_NOT_FOUND where a file is in the library's place, or above it", async () => {
    const directory = await temporaryDirectory();
    const file = join(directory, "file");
    await writeFile(file, "");
    for (const path of [file, join(file, "library")]) {
      expect(() => openCatalog(path)).toThrow(
        expect.objectContaining({ code: "DIR_NOT_FOUND", message: `${file} is a file, not a folder.` }),
      );
    }
  });

  it("is PERMISSION_DENIED where the library cannot be made", async () => {
    const directory = await temporaryDirectory();
    // Where nothing can be made by anybody. Node's own recursive mkdir loops there for ever.
    if (process.platform === "linux") {
      expect(() => openCatalog("/proc/shoebox/library")).toThrow(
        expect.objectContaining({ code: "PERMISSION_DENIED" }),
      );
    }
    await mkdir(join(directory, "sealed"));
    await chmod(join(directory, "sealed"), 0o500);
    // The superuser may write everywhere: then there is nothing to refuse.
    if (process.getuid?.() === 0) return;
    expect(() => openCatalog(join(directory, "sealed", "library"))).toThrow(
      expect.objectContaining({ code: "PERMISSION_DENIED" }),
    );
  });
});

describe("a transaction of the catalog", () => {
  it("is all or nothing, and an error of ours passes through it as it is", async () => {
    const catalog = openCatalog(await temporaryDirectory());
    const ours = new Error("ours");
    expect(() =>
      catalog.transaction(() => {
        catalog.roots.insert("/somewhere");
        throw ours;
      }),
    ).toThrow(ours);
    expect(catalog.roots.list()).toEqual([]);
    catalog.close();
  });
});
