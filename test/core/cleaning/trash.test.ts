import { mkdir, open, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { trashName } from "../../../src/core/cleaning/trash-name.ts";
import { filesIn, identicalBy, libraryOf } from "../../helpers/clean-ups.ts";
import { index } from "../../helpers/core.ts";
import { mounted } from "../../helpers/mounted.ts";
import { jpeg, put } from "../../helpers/pictures.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";

const rules = identicalBy();

describe("what a trash cannot take as it is", () => {
  test.each([
    ["250 bytes", `${"n".repeat(246)}.jpg`],
    ["255 bytes, letters of three bytes each", `${"漢".repeat(83)}ab.jpg`],
  ])("a name of %s goes, and comes back", async (_, name) => {
    const photo = await jpeg(1);
    const { core, folder, home } = await libraryOf({ [name]: photo, "a.jpg": photo });
    const keepingTheOther = identicalBy({ preferredFolders: [join(folder, "a.jpg")] });
    expect(await core.client.duplicates.resolve({ rules: keepingTheOther })).toMatchObject({
      moved: 1,
      refused: [],
    });
    const [note = ""] = await readdir(join(home, "Trash/info"));
    expect(await readdir(join(home, "Trash/files"))).toEqual([note.replace(/\.trashinfo$/, "")]);
    expect(await readFile(join(home, "Trash/info", note), "utf8")).toContain(encodeURI(name));
    expect(await core.client.history.undo({})).toMatchObject({ restored: 1 });
    expect(await filesIn(folder)).toEqual([name, "a.jpg"].sort());
  });

  test("names in a trash are cut between characters, told apart, and keep their ending", () => {
    const long = `${"é".repeat(125)}.jpeg`;
    for (const [name, number, ending] of [
      ["IMG_1.jpg", 1, ""],
      ["IMG_1.jpg", 2, ".trashinfo"],
      [long, 1, ".trashinfo"],
      [long, 12, ".trashinfo"],
      [`${"\udcff".repeat(240)}.jpg`, 3, ".trashinfo"],
      ["x".repeat(255), 2, ""],
    ] as const) {
      const cut = trashName(name, number, ending);
      const bytes = cut.replace(/[\udc80-\udcff]/gu, "x") + ending;
      expect(Buffer.byteLength(bytes)).toBeLessThanOrEqual(255);
      expect(cut.endsWith(name.slice(name.lastIndexOf(".") + 1).slice(-5))).toBe(
        number === 1 || name.includes("."),
      );
    }
    expect(trashName("IMG_1.jpg", 2, ".trashinfo")).toBe("IMG_1 2.jpg");
    expect(trashName(".hidden", 2, "")).toBe(".hidden 2");
  });

  test("a name whose bytes are no text goes, and comes back", async () => {
    const photo = await jpeg(1);
    const { core, folder, home } = await libraryOf({ "a.jpg": photo });
    const name = Buffer.concat([
      Buffer.from(`${folder}/caf`),
      Buffer.from([0xe9, 0xff]),
      Buffer.from(".jpg"),
    ]);
    await put(name, photo);
    await index(core, folder);
    const outcome = await core.client.duplicates.resolve({ rules });
    expect(outcome).toMatchObject({ moved: 1, refused: [] });
    expect(await readdir(join(home, "Trash/files"))).toHaveLength(1);
    const [move] = await core.client.history.moves({ batchId: outcome.batchId ?? 0 });
    expect(move).toMatchObject({ path: join(folder, "caf\\xe9\\xff.jpg"), state: "moved" });
    expect(await core.client.history.undo({})).toMatchObject({ restored: 1, refused: [] });
    const names = await readdir(folder, { encoding: "buffer" });
    expect(names.some((one) => one.equals(name.subarray(folder.length + 1)))).toBe(true);
  });

  test("a disk without room for a trash gives the files to a folder that is there, or says that it is full", async () => {
    const [outside, photo] = [await temporaryDirectory(), await jpeg(1)];
    const disk = join(outside, "disk");
    if (!(await mounted(disk, "-t", "tmpfs", "-o", "nr_inodes=8", "tmpfs"))) return;
    const folder = join(disk, "photos");
    const { core } = await libraryOf({ "one.jpg": photo, "a longer name.jpg": photo }, { folder });
    await fill(disk);
    const full = await core.client.duplicates.resolve({ rules });
    expect(full).toMatchObject({ moved: 0, refused: [{ code: "TRASH_FULL" }] });
    expect(await filesIn(folder)).toEqual(["a longer name.jpg", "one.jpg"]);
    // Room for one folder: of an earlier clean-up, as it were.
    await rm(join(disk, "0"));
    await mkdir(join(folder, ".Shoebox Trash"));
    const outcome = await core.client.duplicates.resolve({ rules });
    expect(outcome).toMatchObject({ moved: 1, foldersBesideRoots: [join(folder, ".Shoebox Trash")] });
    expect(await core.client.history.undo({})).toMatchObject({ restored: 1 });
    expect(await filesIn(folder)).toEqual(["a longer name.jpg", "one.jpg"]);
  });

  /** Until the disk can make no further file. */
  async function fill(disk: string): Promise<void> {
    for (let number = 0; ; number++) {
      const made = await open(join(disk, String(number)), "wx").catch(() => undefined);
      if (!made) return;
      await made.close();
    }
  }

  test("a path as long as one may be goes to a folder with a shorter one", async () => {
    const photo = await jpeg(1);
    const { core, folder, home } = await libraryOf({ "a.jpg": photo });
    // Neither trash can be made: a file is in its place.
    await writeFile(join(home, "Trash"), "");
    let at = folder;
    for (let room = 4080 - at.length; room > 1; room = 4080 - at.length) {
      at = join(at, "p".repeat(Math.min(200, room - 1)));
    }
    await put(join(at, "deep.jpg"), photo);
    await index(core, folder);
    const outcome = await core.client.duplicates.resolve({ rules });
    onTestFinished(async () => {
      for (const made of outcome.foldersBesideRoots) await rm(made, { recursive: true, force: true });
    });
    expect(outcome).toMatchObject({ moved: 1, refused: [] });
    expect(await core.client.history.undo({})).toMatchObject({ restored: 1 });
  });
});

describe("a trash that was emptied", () => {
  const files = async () => {
    const photos = await Promise.all([1, 2, 3].map((number) => jpeg(number)));
    return Object.fromEntries(
      photos.flatMap((photo, at) => [`${at}.jpg`, `backup/${at}.jpg`].map((name) => [name, photo])),
    );
  };

  test("is told of by the history, and undo puts back the rest and says what is gone", async () => {
    const { core, home, folder } = await libraryOf(await files());
    const { batchId, bytes } = await core.client.duplicates.resolve({ rules });
    const moves = await core.client.history.moves({ batchId: batchId ?? 0 });
    await rm(moves[0]?.trashedTo ?? "");
    expect((await core.client.history.moves({ batchId: batchId ?? 0 })).map(({ state }) => state)).toEqual([
      "gone",
      "moved",
      "moved",
    ]);
    const [batch] = await core.client.history.list({});
    expect(batch).toMatchObject({
      moved: 2,
      gone: 1,
      restored: 0,
      bytes: bytes - (moves[0]?.sizeBytes ?? 0),
    });
    const undone = await core.client.history.undo({});
    expect(undone).toMatchObject({
      restored: 2,
      refused: [{ path: moves[0]?.path, code: "GONE_FROM_TRASH" }],
    });
    expect((await core.client.history.list({}))[0]).toMatchObject({ moved: 0, gone: 1, restored: 2 });
    expect(await filesIn(folder)).toHaveLength(5);
    await rm(join(home, "Trash"), { recursive: true });
    await expect(core.client.history.undo({})).rejects.toMatchObject({ code: "ACTION_NOT_FOUND" });
    const again = await core.client.history.undo({ batchId: batchId ?? 0 });
    expect(again).toMatchObject({ restored: 0, refused: [{ code: "GONE_FROM_TRASH" }] });
  });

  test("hides no earlier clean-up from undo", async () => {
    const { core, folder, home } = await libraryOf(await files());
    const first = await core.client.duplicates.resolve({ rules });
    await put(join(folder, "more/0.jpg"), await jpeg(1));
    await index(core, folder);
    const second = await core.client.duplicates.resolve({ rules });
    expect(second.moved).toBe(1);
    const [gone] = await core.client.history.moves({ batchId: second.batchId ?? 0 });
    await rm(gone?.trashedTo ?? "");
    expect(await core.client.history.undo({})).toMatchObject({ batchId: first.batchId, restored: 3 });
    expect(await readdir(join(home, "Trash/files"))).toEqual([]);
  });

  test("by putting a file back is no loss: it is put back, and undo knows", async () => {
    const { core, folder } = await libraryOf(await files());
    const { batchId } = await core.client.duplicates.resolve({ rules });
    const [move] = await core.client.history.moves({ batchId: batchId ?? 0 });
    await rename(move?.trashedTo ?? "", move?.path ?? "");
    expect((await core.client.history.moves({ batchId: batchId ?? 0 }))[0]?.state).toBe("restored");
    expect((await core.client.history.list({}))[0]).toMatchObject({ moved: 2, gone: 0, restored: 1 });
    expect(await core.client.history.undo({})).toMatchObject({ restored: 3, refused: [] });
    expect(await filesIn(folder)).toHaveLength(6);
  });

  test("is not one whose disk is away", async () => {
    const outside = await temporaryDirectory();
    const folder = join(outside, "disk/photos");
    const { core, home } = await libraryOf(await files(), { folder });
    await writeFile(join(home, "Trash"), "");
    const outcome = await core.client.duplicates.resolve({ rules });
    expect(outcome.foldersBesideRoots).toEqual([join(outside, "disk/.Shoebox Trash")]);
    await rename(join(outside, "disk"), join(outside, "unplugged"));
    const batchId = outcome.batchId ?? 0;
    expect((await core.client.history.list({}))[0]).toMatchObject({ moved: 3, gone: 0 });
    const [move] = await core.client.history.moves({ batchId });
    expect(move).toMatchObject({ state: "moved", code: "ROOT_OFFLINE" });
    const undone = await core.client.history.undo({ batchId });
    expect(undone.refused.map(({ code }) => code)).toEqual(Array(3).fill("ROOT_OFFLINE"));
    await rename(join(outside, "unplugged"), join(outside, "disk"));
    expect(await core.client.history.undo({ batchId })).toMatchObject({ restored: 3 });
  });
});
