import { fork } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import {
  chmod,
  chown,
  link,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  symlink,
  writeFile,
} from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { type CleanUpOutcome, rulesSchema } from "../../../src/contract/cleaning.ts";
import { fromMoveError } from "../../../src/core/cleaning/verify-file.ts";
import type { Core, CoreOptions } from "../../../src/core/index.ts";
import { index, openCore } from "../../helpers/core.ts";
import { mounted } from "../../helpers/mounted.ts";
import { jpeg, put } from "../../helpers/pictures.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";

let home: string;

beforeEach(async () => {
  home = await temporaryDirectory();
  vi.stubEnv("XDG_DATA_HOME", home);
});

interface Library {
  core: Core;
  folder: string;
  libraryDirectory: string;
}

/** Four photos, each with a copy of the same bytes in `backup`. */
async function library(options: Partial<CoreOptions> = {}): Promise<Library> {
  const folder = await temporaryDirectory();
  const libraryDirectory = await temporaryDirectory();
  for (let number = 0; number < 4; number++) {
    const bytes = await jpeg(number);
    await put(join(folder, `photo ${number}.jpg`), bytes);
    await put(join(folder, `backup/photo ${number}.jpg`), bytes);
  }
  const core = await openCore({ libraryDirectory, ...options });
  await index(core, folder);
  return { core, folder, libraryDirectory };
}

const identicalOnly = rulesSchema.parse({ tiers: ["identical"] });
const resolveAll = ({ core }: Library) => core.client.duplicates.resolve({ rules: identicalOnly });

async function namesIn(directory: string): Promise<string[]> {
  return (await readdir(directory, { recursive: true })).filter((name) => name.endsWith(".jpg")).sort();
}

async function contents(directory: string): Promise<Map<string, string>> {
  const entries = await Promise.all(
    (await namesIn(directory)).map(async (name): Promise<[string, string]> => {
      const bytes = await readFile(join(directory, name));
      return [name, createHash("sha256").update(bytes).digest("hex")];
    }),
  );
  return new Map(entries);
}

describe("cleaning up", () => {
  test("on a disk that is mounted at two places, copies go to a folder in the root, and come back", async () => {
    const [disk, libraryDirectory] = [await temporaryDirectory(), await temporaryDirectory()];
    // As in a container: the same disk as the home trash, and no rename leads there.
    const folder = join(disk, "photos");
    if (!(await mounted(folder, "--bind", await temporaryDirectory()))) return;
    for (const name of ["one.jpg", "backup/one.jpg"]) await put(join(folder, name), await jpeg(1));
    const core = await openCore({ libraryDirectory });
    await index(core, folder);
    const outcome = await resolveAll({ core, folder, libraryDirectory });
    expect(outcome).toMatchObject({ moved: 1, refused: [] });
    expect(outcome.foldersBesideRoots).toEqual([join(folder, ".Shoebox Trash")]);
    expect(await namesIn(join(home, "Trash/files"))).toEqual([]);
    expect(await readdir(join(home, "Trash/info"))).toEqual([]);
    expect((await core.client.history.undo({})).restored).toBe(1);
    expect((await namesIn(folder)).filter((name) => !name.startsWith("."))).toEqual([
      "backup/one.jpg",
      "one.jpg",
    ]);
  });

  test("a dry run says what each rule decides and touches nothing", async () => {
    const { core, folder } = await library();
    const files = await contents(folder);
    const rules = rulesSchema.parse({
      order: ["preferred-folder"],
      preferredFolders: [join(folder, "backup")],
    });
    const preview = await core.client.duplicates.preview({ rules });
    expect(preview).toMatchObject({ groups: 4, files: 4 });
    expect(preview.byRule.find(({ rule }) => rule === "preferred-folder")).toMatchObject({
      groups: 4,
      files: 4,
    });
    expect(preview.moves.every(({ keptPath }) => keptPath.startsWith(join(folder, "backup")))).toBe(true);
    expect(await contents(folder)).toEqual(files);
    expect(await core.client.history.list({})).toEqual([]);
  });

  test("copies go to the trash by its specification, and undo puts them back, after a restart too", async () => {
    const made = await library();
    const { folder, libraryDirectory } = made;
    const files = await contents(folder);
    const outcome = await resolveAll(made);
    expect(outcome).toMatchObject({ moved: 4, refused: [], foldersBesideRoots: [] });
    expect(await namesIn(folder)).toHaveLength(4);
    expect(await namesIn(join(home, "Trash/files"))).toHaveLength(4);
    const note = await readFile(join(home, "Trash/info/photo 0.jpg.trashinfo"), "utf8");
    expect(note).toMatch(
      /^\[Trash Info\]\nPath=\S+photo%200\.jpg\nDeletionDate=\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\n$/,
    );
    expect((await made.core.client.duplicates.list({ tier: "identical" })).total).toBe(0);
    await made.core.close();
    const core = await openCore({ libraryDirectory });
    const undone = await core.client.history.undo({});
    expect(undone).toMatchObject({ restored: 4, refused: [] });
    expect(await contents(folder)).toEqual(files);
    expect(await readdir(join(home, "Trash/info"))).toEqual([]);
    expect((await core.client.duplicates.list({ tier: "identical" })).total).toBe(4);
    await expect(core.client.history.undo({})).rejects.toMatchObject({ code: "ACTION_NOT_FOUND" });
  });

  test("one file of a batch can be put back alone", async () => {
    const made = await library();
    const { batchId } = await resolveAll(made);
    const [first] = await made.core.client.history.moves({ batchId: batchId ?? 0 });
    expect(await made.core.client.history.undo({ moveId: first?.moveId ?? 0 })).toMatchObject({
      restored: 1,
    });
    expect(await namesIn(made.folder)).toHaveLength(5);
  });

  test("a copy that changed since it was indexed stays, the others go", async () => {
    const made = await library();
    const { moves } = await made.core.client.duplicates.preview({ rules: identicalOnly });
    const changed = moves[0]?.path ?? "";
    const bytes = await readFile(changed);
    bytes[bytes.length - 40] = (bytes[bytes.length - 40] ?? 0) ^ 1;
    await writeFile(changed, bytes);
    const outcome = await resolveAll(made);
    expect(outcome.moved).toBe(3);
    expect(outcome.refused).toMatchObject([{ path: changed, code: "CHANGED_SINCE_INDEXED" }]);
    expect(await readFile(changed)).toEqual(bytes);
  });

  test("the last copy stays when the one to keep vanished or changed meanwhile", async () => {
    const made = await library();
    const { moves } = await made.core.client.duplicates.preview({ rules: identicalOnly });
    await rm(moves[0]?.keptPath ?? "");
    await writeFile(moves[1]?.keptPath ?? "", "something else");
    const outcome = await resolveAll(made);
    expect(outcome.moved).toBe(2);
    expect(outcome.refused.map(({ code }) => code)).toEqual(["LAST_COPY", "LAST_COPY"]);
    expect((await readFile(moves[0]?.path ?? "")).length).toBe(moves[0]?.sizeBytes);
  });

  test("a copy that vanished meanwhile is said to be gone", async () => {
    const made = await library();
    const { moves } = await made.core.client.duplicates.preview({ rules: identicalOnly });
    await rm(moves[0]?.path ?? "");
    expect(await resolveAll(made)).toMatchObject({ moved: 3, refused: [{ code: "VANISHED" }] });
  });

  test("protected folders are never touched", async () => {
    const { core, folder } = await library();
    const rules = rulesSchema.parse({ tiers: ["identical"], protectedFolders: [folder] });
    const outcome = await core.client.duplicates.resolve({ rules });
    expect(outcome).toMatchObject({ batchId: null, moved: 0 });
    expect(outcome.refused.every(({ code }) => code === "PROTECTED")).toBe(true);
    expect(await namesIn(folder)).toHaveLength(8);
  });

  test("a file is not taken for a copy of itself through another path", async () => {
    const folder = await temporaryDirectory();
    await put(join(folder, "real/photo.jpg"), await jpeg(1));
    const core = await openCore();
    await index(core, join(folder, "real"));
    const { catalog } = core.context.services;
    // As two roots are that lead to one disk: the same file at two paths.
    await symlink(join(folder, "real"), join(folder, "other"));
    const rootId = catalog.roots.insert(join(folder, "other"));
    const directoryId = catalog.directories.idOf(rootId, "");
    const [known] = catalog.duplicateFiles.keys();
    const [file] = catalog.duplicateFiles.filesOf(known?.assetId ?? 0);
    catalog.transaction(() => {
      const stamp = { sizeBytes: file?.sizeBytes ?? 0, modifiedAt: 0, inode: 1 };
      catalog.files.queue({ ...stamp, directoryId, name: "photo.jpg", jobId: 0 });
      const fileId = catalog.files.idOf(directoryId, "photo.jpg");
      const assetId = known?.assetId ?? 0;
      catalog.files.finish({ fileId, jobId: 0, outcome: "duplicate", assetId, code: null, message: null });
      catalog.assets.touch(assetId, catalog.nextRevision());
    });
    const outcome = await core.client.duplicates.resolve({ rules: identicalOnly });
    expect(outcome).toMatchObject({ moved: 0, refused: [{ code: "SAME_FILE" }] });
    expect(await namesIn(join(folder, "real"))).toEqual(["photo.jpg"]);
  });

  test("where something else lies by now, undo leaves both", async () => {
    const made = await library();
    const { moves } = await made.core.client.duplicates.preview({ rules: identicalOnly });
    await resolveAll(made);
    await writeFile(moves[0]?.path ?? "", "mine");
    const undone = await made.core.client.history.undo({});
    expect(undone).toMatchObject({ restored: 3, refused: [{ code: "PATH_TAKEN" }] });
    expect(await readFile(moves[0]?.path ?? "", "utf8")).toBe("mine");
  });

  test("the host's own trash is asked where there is one, and undo finds the file in it", async () => {
    const asked: string[] = [];
    const files = join(home, "Trash/files");
    await mkdir(files, { recursive: true });
    const trash = async (path: string) => {
      asked.push(path);
      const target = join(files, `${asked.length} trashed.jpg`);
      await link(path, target);
      await rm(path);
    };
    const made = await library({ host: { trash } });
    const all = await contents(made.folder);
    expect(await resolveAll(made)).toMatchObject({ moved: 4 });
    expect(asked).toHaveLength(4);
    expect(await made.core.client.history.undo({})).toMatchObject({ restored: 4 });
    expect(await contents(made.folder)).toEqual(all);
  });

  test("where the home trash cannot be written and the disk has none, a folder beside the root takes the files", async () => {
    const made = await library();
    // A file where the trash should be, in both places that may be made.
    await writeFile(join(home, "Trash"), "");
    const trash = async () => {
      throw new Error("no trash here");
    };
    await made.core.close();
    const core = await openCore({ libraryDirectory: made.libraryDirectory, host: { trash } });
    const all = await contents(made.folder);
    const outcome = await core.client.duplicates.resolve({ rules: identicalOnly });
    onTestFinished(() =>
      rm(outcome.foldersBesideRoots[0] ?? join(made.folder, "none"), { recursive: true, force: true }),
    );
    expect(outcome.moved).toBe(4);
    expect(await core.client.history.undo({})).toMatchObject({ restored: 4 });
    expect(await contents(made.folder)).toEqual(all);
  });

  test("without the right to change a folder its files stay, each said, and no note of them is left", async () => {
    const made = await library();
    const all = await contents(made.folder);
    await made.core.close();
    const backup = join(made.folder, "backup");
    const nobody = 65_534;
    if (process.getuid?.() === 0) {
      for (const directory of [made.libraryDirectory, home]) {
        await chown(directory, nobody, nobody);
        for (const name of await readdir(directory)) await chown(join(directory, name), nobody, nobody);
      }
    }
    for (const directory of [backup, made.folder]) await chmod(directory, 0o555);
    onTestFinished(async () => {
      for (const directory of [made.folder, backup]) await chmod(directory, 0o755);
    });
    const helper = join(import.meta.dirname, "../../helpers/resolve-unprivileged.ts");
    const child = fork(helper, [made.libraryDirectory], { env: { ...process.env, HOME: home } });
    const [outcome] = (await once(child, "message")) as [CleanUpOutcome];
    expect(outcome.moved).toBe(0);
    expect(outcome.refused.map(({ code }) => code)).toEqual(
      Array.from({ length: 4 }, () => "PERMISSION_DENIED"),
    );
    expect(await contents(made.folder)).toEqual(all);
    expect(await readdir(join(home, "Trash/info")).catch(() => [])).toEqual([]);
  });

  test("a disk that is not connected is said to be so, and one that can only be read too", async () => {
    const made = await library();
    const away = `${made.folder} away`;
    await rename(made.folder, away);
    onTestFinished(() => rm(away, { recursive: true, force: true }));
    const outcome = await resolveAll(made);
    expect(outcome).toMatchObject({ batchId: null, moved: 0 });
    expect(outcome.refused.map(({ code }) => code)).toEqual(Array.from({ length: 4 }, () => "ROOT_OFFLINE"));
    expect(await namesIn(away)).toHaveLength(8);
    const readOnly = Object.assign(new Error("read-only file system"), { code: "EROFS" });
    expect(fromMoveError(readOnly, "/photos/one.jpg")).toMatchObject({ code: "DISK_READ_ONLY" });
  });
});
