import { copyFile, mkdir, rename, rm, symlink, unlink, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Ledger } from "../../../src/contract/jobs.ts";
import type { Core } from "../../../src/core/index.ts";
import { index, openCore } from "../../helpers/core.ts";
import { jpeg, put } from "../../helpers/pictures.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";

const nothing: Ledger = { found: 0, indexed: 0, unchanged: 0, duplicate: 0, skipped: 0, failed: 0 };

/** A folder with as many pictures, no two alike. */
async function folderOf(count: number): Promise<string> {
  const directory = await temporaryDirectory();
  for (let number = 0; number < count; number++) {
    await put(join(directory, `sub${number % 3}`, `${number}.jpg`), await jpeg(number));
  }
  return directory;
}

async function idsOf(core: Core): Promise<number[]> {
  const { assetIds } = await core.client.photos.timeline({});
  const bytes = Buffer.from(assetIds, "base64");
  return Array.from({ length: bytes.length / 4 }, (_, row) => bytes.readUInt32LE(row * 4)).sort(
    (a, b) => a - b,
  );
}

describe("indexing a folder", () => {
  it("indexes every photo once and finds all of them unchanged the second time", async () => {
    const [core, folder] = [await openCore(), await folderOf(7)];
    const first = await index(core, folder);
    expect(first.state).toBe("done");
    expect(first.ledger).toEqual({ ...nothing, found: 7, indexed: 7 });
    const second = await index(core, folder);
    expect(second.ledger).toEqual({ ...nothing, found: 7, unchanged: 7 });
    const stats = await core.client.library.stats();
    expect(stats).toMatchObject({ photos: 7, files: 7, vectors: 7, thumbnails: 7, problems: 0 });
    expect(stats.roots).toHaveLength(1);
  });

  it("counts a second file with the same bytes as a duplicate, also when both are new", async () => {
    const [core, folder] = [await openCore(), await folderOf(3)];
    await copyFile(join(folder, "sub0", "0.jpg"), join(folder, "copy.jpg"));
    await copyFile(join(folder, "sub0", "0.jpg"), join(folder, "another.jpg"));
    expect((await index(core, folder)).ledger).toEqual({ ...nothing, found: 5, indexed: 3, duplicate: 2 });
    await copyFile(join(folder, "sub1", "1.jpg"), join(folder, "late copy.jpg"));
    expect((await index(core, folder)).ledger).toEqual({ ...nothing, found: 6, unchanged: 5, duplicate: 1 });
    const [first] = await idsOf(core);
    expect((await core.client.photos.details({ assetId: first as number })).files.length).toBeGreaterThan(0);
    expect(await core.client.library.stats()).toMatchObject({ photos: 3, files: 6, vectors: 3 });
  });

  it("lists what is no picture as skipped and what should be one as failed, each with its code", async () => {
    const [core, folder] = [await openCore(), await folderOf(1)];
    await put(join(folder, "notes.txt"), "Dear diary");
    await put(join(folder, "film.mov"), "\0\0\0\x14ftypqt  \0\0\0\0qt  ");
    await put(join(folder, "text.jpg"), "This is not a picture at all.");
    await put(join(folder, "empty.png"), "");
    const whole = await jpeg(5, { width: 400, height: 300 });
    await put(join(folder, "half.jpg"), whole.subarray(0, whole.length >> 1));
    const { ledger } = await index(core, folder);
    expect(ledger).toEqual({ ...nothing, found: 6, indexed: 1, skipped: 2, failed: 3 });
    const { problems, total } = await core.client.problems.list({});
    expect(total).toBe(5);
    const codes = Object.fromEntries(
      problems.map(({ path, code, outcome }) => [path.split("/").at(-1), [outcome, code]]),
    );
    expect(codes).toEqual({
      "notes.txt": ["skipped", "UNSUPPORTED_FORMAT"],
      "film.mov": ["skipped", "UNSUPPORTED_FORMAT"],
      "text.jpg": ["failed", "UNSUPPORTED_FORMAT"],
      "empty.png": ["failed", "EMPTY_FILE"],
      "half.jpg": ["failed", "TRUNCATED"],
    });
    expect((await index(core, folder)).ledger).toEqual({ ...ledger, indexed: 0, unchanged: 1 });
    expect((await core.client.problems.list({ code: "TRUNCATED" })).total).toBe(1);
  });

  it("tries a failed file again once it has changed", async () => {
    const [core, folder] = [await openCore(), await folderOf(1)];
    await put(join(folder, "late.jpg"), "not yet copied");
    expect((await index(core, folder)).ledger.failed).toBe(1);
    await put(join(folder, "late.jpg"), await jpeg(9));
    expect((await index(core, folder)).ledger).toEqual({ ...nothing, found: 2, indexed: 1, unchanged: 1 });
    expect((await core.client.problems.list({})).total).toBe(0);
  });

  it("takes new bytes at an old path as a new photo and lets the old one go", async () => {
    const [core, folder] = [await openCore(), await folderOf(2)];
    await index(core, folder);
    const before = await idsOf(core);
    await put(join(folder, "sub0", "0.jpg"), await jpeg(77, { width: 90, height: 90 }));
    expect((await index(core, folder)).ledger).toEqual({ ...nothing, found: 2, indexed: 1, unchanged: 1 });
    const after = await idsOf(core);
    expect(after).toHaveLength(2);
    expect(after.filter((id) => before.includes(id))).toHaveLength(1);
    expect((await core.client.search.text({ query: "anything" })).ranked).toBe(2);
  });

  it("decodes nothing again when only a file's date or place has changed", async () => {
    const [core, folder] = [await openCore(), await folderOf(3)];
    await index(core, folder);
    const before = await idsOf(core);
    await utimes(join(folder, "sub0", "0.jpg"), new Date(1e12), new Date(1e12));
    await rename(join(folder, "sub1", "1.jpg"), join(folder, "moved.jpg"));
    const { ledger } = await index(core, folder);
    expect(ledger).toMatchObject({ found: 3, indexed: 0, unchanged: 3, duplicate: 0 });
    expect(await idsOf(core)).toEqual(before);
  });

  it("lets a deleted photo disappear and brings it back when it is there again", async () => {
    const [core, folder] = [await openCore(), await folderOf(3)];
    await index(core, folder);
    const all = await idsOf(core);
    await rename(join(folder, "sub2", "2.jpg"), join(folder, "..", "aside.jpg"));
    expect((await index(core, folder)).ledger).toEqual({ ...nothing, found: 2, unchanged: 2 });
    expect(await idsOf(core)).toHaveLength(2);
    expect((await core.client.search.text({ query: "anything" })).ranked).toBe(2);
    await rename(join(folder, "..", "aside.jpg"), join(folder, "sub2", "2.jpg"));
    expect((await index(core, folder)).ledger.unchanged).toBe(3);
    expect(await idsOf(core)).toEqual(all);
    expect((await core.client.search.text({ query: "anything" })).ranked).toBe(3);
  });
});

describe("a folder that cannot be indexed", () => {
  it("is DIR_NOT_FOUND when it does not exist or is a file", async () => {
    const [core, folder] = [await openCore(), await folderOf(1)];
    for (const path of [join(folder, "nowhere"), join(folder, "sub0", "0.jpg")]) {
      await expect(core.client.jobs.index({ directories: [path] })).rejects.toMatchObject({
        code: "DIR_NOT_FOUND",
      });
    }
    expect((await core.client.library.stats()).roots).toEqual([]);
  });

  it("is DIR_EMPTY when it holds nothing, or folders of nothing", async () => {
    const [core, folder] = [await openCore(), await temporaryDirectory()];
    await expect(core.client.jobs.index({ directories: [folder] })).rejects.toMatchObject({
      code: "DIR_EMPTY",
    });
    await mkdir(join(folder, "also", "empty"), { recursive: true });
    const job = await index(core, folder);
    expect(job.state).toBe("failed");
    expect(job.error?.code).toBe("DIR_EMPTY");
  });

  it("takes no photo away when a root that held photos is suddenly empty or gone", async () => {
    const [core, folder] = [await openCore(), await folderOf(4)];
    await index(core, folder);
    await rename(folder, `${folder}.unplugged`);
    await expect(core.client.jobs.index({ directories: [folder] })).rejects.toMatchObject({
      code: "DIR_NOT_FOUND",
    });
    expect((await core.client.library.stats()).roots[0]?.state).toBe("offline");
    await mkdir(join(folder, "empty"), { recursive: true });
    expect((await index(core, folder)).error?.code).toBe("DIR_EMPTY");
    expect(await core.client.library.stats()).toMatchObject({ photos: 4, files: 4 });
    await rm(folder, { recursive: true });
    await rename(`${folder}.unplugged`, folder);
    expect((await index(core, folder)).ledger).toEqual({ ...nothing, found: 4, unchanged: 4 });
  });
});

describe("names and links", () => {
  it("indexes emoji, newlines, leading dashes, 255 bytes and bytes that are no UTF-8", async () => {
    const [core, folder] = [await openCore(), await temporaryDirectory()];
    const names = [
      "\u{1f600}.jpg",
      "new\nline.jpg",
      "--help.jpg",
      "e\u0301.jpg",
      "\u00e9.jpg",
      `${"x".repeat(251)}.jpg`,
    ];
    for (const [number, name] of names.entries()) await put(join(folder, name), await jpeg(number));
    const stray = Buffer.concat([Buffer.from(`${folder}/caf`), Buffer.from([0xe9]), Buffer.from(".jpg")]);
    await writeFile(stray, await jpeg(50));
    expect((await index(core, folder)).ledger).toEqual({ ...nothing, found: 7, indexed: 7 });
    expect((await index(core, folder)).ledger).toEqual({ ...nothing, found: 7, unchanged: 7 });
    const { results } = await core.client.search.text({ query: "anything" });
    const shown = results.map(({ path }) => path.slice(folder.length + 1)).sort();
    expect(shown).toEqual([...names, "caf\\xe9.jpg"].sort());
  });

  it("follows a link out of the folder once and ends loops", async () => {
    const [core, folder, elsewhere] = [await openCore(), await folderOf(2), await folderOf(1)];
    await put(join(elsewhere, "more.jpg"), await jpeg(30));
    await symlink(folder, join(folder, "sub0", "loop"));
    await symlink("sub1", join(folder, "again"));
    await symlink(elsewhere, join(folder, "out"));
    await symlink(elsewhere, join(folder, "out-again"));
    await symlink(join(folder, "nowhere"), join(folder, "broken.jpg"));
    await symlink(join(folder, "sub0", "0.jpg"), join(folder, "link.jpg"));
    const { ledger } = await index(core, folder);
    expect(ledger).toMatchObject({ found: 4, skipped: 0, failed: 0 });
  });

  it("leaves out hidden files and the library's own folder", async () => {
    const folder = await folderOf(2);
    await put(join(folder, ".hidden.jpg"), await jpeg(10));
    await put(join(folder, ".cache", "x.jpg"), await jpeg(11));
    const core = await openCore({ libraryDirectory: join(folder, "Library") });
    expect((await index(core, folder)).ledger).toEqual({ ...nothing, found: 2, indexed: 2 });
  });
});

describe("folders that overlap", () => {
  it("adds a folder inside a root to that root, without doing its work again", async () => {
    const [core, folder] = [await openCore(), await folderOf(6)];
    await index(core, folder);
    expect((await index(core, join(folder, "sub1"))).ledger).toEqual({ ...nothing, found: 2, unchanged: 2 });
    expect((await core.client.library.stats()).roots.map(({ path }) => path)).toEqual([folder]);
  });

  it("takes existing roots into a folder that is added around them, with everything known of them", async () => {
    const [core, folder] = [await openCore(), await folderOf(6)];
    await index(core, join(folder, "sub1"));
    await index(core, join(folder, "sub2"));
    const { ledger } = await index(core, folder);
    expect(ledger).toEqual({ ...nothing, found: 6, indexed: 2, unchanged: 4 });
    const { roots } = await core.client.library.stats();
    expect(roots).toMatchObject([{ path: folder, files: 6, photos: 6 }]);
  });

  it("does no work twice when the same folder is named twice", async () => {
    const [core, folder] = [await openCore(), await folderOf(3)];
    const { ledger } = await index(core, folder, `${folder}/`, join(folder, "sub0", ".."));
    expect(ledger).toEqual({ ...nothing, found: 3, indexed: 3 });
  });
});

describe("files that go while they are indexed", () => {
  it("are VANISHED, and the rest is indexed", async () => {
    const [core, folder] = [await openCore(), await folderOf(40)];
    const job = await core.client.jobs.index({ directories: [folder] });
    await core.client.jobs.pause({ jobId: job.jobId });
    await Promise.all(
      [36, 37, 38, 39].map((number) => unlink(join(folder, `sub${number % 3}`, `${number}.jpg`))),
    );
    await core.client.jobs.resume({ jobId: job.jobId });
    for await (const progress of await core.client.jobs.progress({ jobId: job.jobId })) {
      if (progress.state !== "done") continue;
      const { found, indexed, failed } = progress.ledger;
      expect(indexed + failed).toBe(found);
      expect(indexed).toBeGreaterThanOrEqual(36);
    }
  });
});
