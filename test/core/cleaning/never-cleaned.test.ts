import { execFile } from "node:child_process";
import { link, mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { territoryOf } from "../../../src/core/cleaning/territories.ts";
import { filesIn, identicalBy, libraryOf } from "../../helpers/clean-ups.ts";
import { index } from "../../helpers/core.ts";
import { mounted } from "../../helpers/mounted.ts";
import { jpeg, put } from "../../helpers/pictures.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";

/** A library whose owner switched off the rules that leave such folders out. */
const takingAllIn = { leaveOut: [] };

describe("files of other programs", () => {
  test.each([
    "Pictures/Photos Library.photoslibrary/originals/A/1.jpeg",
    "iPhoto.photolibrary/Masters/1.jpg",
    "old.migratedphotolibrary/Masters/1.jpg",
    "A.aplibrary/Masters/1.jpg",
    "Lightroom Library.lrlibrary/x/1.jpg",
    "Catalog Previews.LRDATA/1.jpg",
    "Catalog.lrcat-data/1.jpg",
    "Films.theater/1.jpg",
    "C.cocatalog/Originals/1.jpg",
    "Session/Capture/CaptureOne/Cache/Proxies/1.jpg",
    "cache/mipmaps-0123456789.d/2/1.jpg",
    "Album/.dtrash/files/1.jpg",
    "Album/.picasaoriginals/1.jpg",
    "photo/@eaDir/1.jpg/SYNOPHOTO_THUMB_XL.jpg",
    "photo/@__thumb/default1.jpg",
    "#snapshot/1.jpg",
    "DCIM/.thumbnails/1.jpg",
    ".Trash-1000/files/1.jpg",
    "Caches/1.jpg",
    "DCIM/MVI_1.THM",
    "DCIM/._1.jpg",
  ])("%s is one", (path) => {
    expect(territoryOf(`/photos/${path}`, "/photos")).toBeTypeOf("string");
  });

  test.each(["Holiday/1.jpg", "photoslibrary/1.jpg", "cached memories/1.jpg", "Capture One exports/1.jpg"])(
    "%s is a person's own",
    (path) => {
      expect(territoryOf(`/photos/${path}`, "/photos")).toBeUndefined();
    },
  );

  test("also where the root lies in a package", () => {
    expect(territoryOf("/p/A.photoslibrary/originals/1.jpg", "/p/A.photoslibrary/originals")).toBeTypeOf(
      "string",
    );
  });

  test("stay, count for nothing that could be kept, and are named by a dry run", async () => {
    const [one, two] = [await jpeg(1), await jpeg(2)];
    const { core, folder } = await libraryOf(
      {
        "My.photoslibrary/originals/1.jpg": one,
        "holiday/one.jpg": one,
        "holiday/copies/one.jpg": one,
        "B.cocatalog/2.jpg": two,
        "a longer name than the other/two.jpg": two,
        "cache/three.jpg": await jpeg(3),
        "kept/three.jpg": await jpeg(3),
        "app/.nomedia": "",
        "four.jpg": await jpeg(4),
        "app/four.jpg": await jpeg(4),
      },
      takingAllIn,
    );
    const { groups } = await core.client.duplicates.list({ tier: "identical" });
    expect(groups.every(({ members }) => !/photoslib|cocat|cache/.test(members[0]?.path ?? ""))).toBe(true);
    const preview = await core.client.duplicates.preview({ rules: identicalBy() });
    expect(preview.moves.map(({ path }) => path)).toEqual([join(folder, "holiday/copies/one.jpg")]);
    const left = new Map(preview.left.map(({ path, code, message }) => [path, `${code}: ${message}`]));
    expect(left.get(join(folder, "My.photoslibrary/originals/1.jpg"))).toMatch(
      /^OTHER_PROGRAMS: .*Apple Photos/,
    );
    expect(left.get(join(folder, "B.cocatalog/2.jpg"))).toMatch(/^OTHER_PROGRAMS: .*Capture One/);
    expect(left.get(join(folder, "cache/three.jpg"))).toMatch(/^OTHER_PROGRAMS: .*cache/);
    expect(left.get(join(folder, "app/four.jpg"))).toMatch(/^OTHER_PROGRAMS: .*\.nomedia/);
    const before = await filesIn(folder);
    await core.client.duplicates.resolve({ rules: identicalBy() });
    expect(await filesIn(folder)).toEqual(before.filter((name) => name !== "holiday/copies/one.jpg"));
  });

  test("a photo does not go because another program has it, too", async () => {
    const photo = await jpeg(1);
    const { core, folder } = await libraryOf(
      { "A.photoslibrary/1.jpg": photo, "b/1.jpg": photo },
      takingAllIn,
    );
    const preferredFolders = [join(folder, "A.photoslibrary")];
    const { files, left } = await core.client.duplicates.preview({
      rules: identicalBy({ preferredFolders }),
    });
    expect(files).toBe(0);
    expect(left.map(({ code }) => code)).toEqual(["OTHER_PROGRAMS"]);
    expect((await core.client.duplicates.list({ tier: "identical" })).bytesToWin).toBe(0);
  });

  test("nor because one lies in a folder that its program keeps out of galleries", async () => {
    const photo = await jpeg(1);
    const { core, folder } = await libraryOf(
      { "app/.nomedia": "", "app/1.jpg": photo, "b/1.jpg": photo },
      takingAllIn,
    );
    const preferredFolders = [join(folder, "app")];
    const { files, left } = await core.client.duplicates.preview({
      rules: identicalBy({ preferredFolders }),
    });
    expect([files, left.map(({ path, code }) => [path, code])]).toEqual([
      0,
      [[join(folder, "b/1.jpg"), "LAST_COPY"]],
    ]);
  });

  test("protected files and those of a disk that can only be read are named by a dry run", async () => {
    const [outside, photo] = [await temporaryDirectory(), await jpeg(1)];
    const disk = join(outside, "disk");
    if (!(await mounted(disk, "-t", "tmpfs", "tmpfs"))) return;
    for (const name of ["one.jpg", "two.jpg"]) await put(join(disk, name), photo);
    const { core, folder } = await libraryOf({ "1.jpg": photo, "safe/1.jpg": photo });
    await promisify(execFile)("mount", ["-o", "remount,ro", disk]);
    await index(core, disk);
    const protectedFolders = [join(folder, "safe")];
    const rules = identicalBy({ protectedFolders, preferredFolders: [join(folder, "1.jpg")] });
    const { files, left } = await core.client.duplicates.preview({ rules });
    expect(files).toBe(0);
    expect(left.map(({ code }) => code).sort()).toEqual(["DISK_READ_ONLY", "DISK_READ_ONLY", "PROTECTED"]);
  });
});

describe("names of one file", () => {
  test("hard links are no copies: nothing is to be won, and it is said", async () => {
    const photo = await jpeg(1);
    const made = await libraryOf({ "a.jpg": photo, "true copy.jpg": photo });
    const { core, folder } = made;
    await link(join(folder, "a.jpg"), join(folder, "other name.jpg"));
    await writeFile(join(folder, "alone.jpg"), await jpeg(2));
    await link(join(folder, "alone.jpg"), join(folder, "alone again.jpg"));
    await index(core, folder);
    const { groups, bytesToWin } = await core.client.duplicates.list({ tier: "identical" });
    expect(bytesToWin).toBe(photo.length);
    const alone = groups.find(({ members }) => members.some(({ path }) => path.endsWith("alone.jpg")));
    expect(alone).toMatchObject({
      bytesToWin: 0,
      members: [{}, { reason: "the same file under another name" }],
    });
    const preview = await core.client.duplicates.preview({ rules: identicalBy() });
    expect(preview).toMatchObject({ files: 1, bytes: photo.length });
    expect(preview.moves[0]?.path).toBe(join(folder, "true copy.jpg"));
    expect(preview.left.map(({ path, code }) => [path, code]).sort()).toEqual([
      [join(folder, "alone again.jpg"), "SAME_FILE"],
      [join(folder, "other name.jpg"), "SAME_FILE"],
    ]);
    expect(preview.left[0]?.message).toContain("hard link");
    expect(await core.client.duplicates.resolve({ rules: identicalBy() })).toMatchObject({ moved: 1 });
  });

  test("a file that keeps a name elsewhere gives no space back", async () => {
    const [photo, elsewhere] = [await jpeg(1), await temporaryDirectory()];
    const { core, folder } = await libraryOf({ "a.jpg": photo, "b/a copy.jpg": photo });
    await link(join(folder, "b/a copy.jpg"), join(elsewhere, "snapshot.jpg"));
    const preview = await core.client.duplicates.preview({ rules: identicalBy() });
    expect(preview).toMatchObject({ files: 1, bytes: 0 });
  });

  test.each(["a file", "a folder"])("a link to %s and its target are no copies", async (kind) => {
    const [photo, target] = [await jpeg(1), await temporaryDirectory()];
    await put(join(target, "photo.jpg"), photo);
    const made = await libraryOf({ "other.jpg": await jpeg(2) });
    const { core, folder } = made;
    await mkdir(join(folder, "links"));
    if (kind === "a file") await symlink(join(target, "photo.jpg"), join(folder, "links/photo.jpg"));
    else await symlink(target, join(folder, "links/target"));
    await index(core, folder, target);
    for (const rules of [identicalBy(), identicalBy({ preferredFolders: [folder] })]) {
      const { files, left } = await core.client.duplicates.preview({ rules });
      expect(files).toBe(0);
      expect(left.map(({ code }) => code)).toEqual(["SAME_FILE"]);
    }
    const [group] = (await core.client.duplicates.list({ tier: "identical" })).groups;
    const choice = { groupId: group?.id ?? "", keepFileIds: [group?.members[1]?.fileId ?? 0] };
    const outcome = await core.client.duplicates.resolve({ choices: [choice] });
    expect(outcome).toMatchObject({ moved: 0, refused: [{ code: "SAME_FILE" }] });
    expect(await filesIn(target)).toEqual(["photo.jpg"]);
  });
});
