import { execFile } from "node:child_process";
import { chmod, readdir, rename, rm, symlink, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Job } from "../../../src/contract/index.ts";
import { type FileSystem, systemFiles } from "../../../src/core/files/file-system.ts";
import type { Core } from "../../../src/core/index.ts";
import { index, openCore } from "../../helpers/core.ts";
import { mounted } from "../../helpers/mounted.ts";
import { indexNoting } from "../../helpers/own-jobs.ts";
import { jpeg, put } from "../../helpers/pictures.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";
import { giveToNobody, libraryOfNobody } from "../../helpers/unprivileged.ts";

const run = promisify(execFile);

/** A folder with `album/0.jpg` ... and `other.jpg`. */
async function withAlbum(count = 3): Promise<string> {
  const folder = await temporaryDirectory();
  for (let number = 0; number < count; number++) {
    await put(join(folder, "album", `${number}.jpg`), await jpeg(number));
  }
  await put(join(folder, "other.jpg"), await jpeg(40));
  return folder;
}

function expectSum({ ledger }: Job): void {
  const { found, indexed, unchanged, duplicate, skipped, failed } = ledger;
  expect(indexed + unchanged + duplicate + skipped + failed).toBe(found);
}

/** The real disk, but for these paths. */
function failing(codes: Readonly<Record<string, string>>): FileSystem {
  const orFail =
    <Result>(ask: (path: string) => Promise<Result>) =>
    async (path: string) => {
      const code = codes[path];
      if (code !== undefined) throw Object.assign(new Error(`${code}: lstat`), { code });
      return ask(path);
    };
  const { list, look, follow, followDirectory, realPath } = systemFiles;
  return {
    list: orFail(list),
    look: orFail(look),
    follow: orFail(follow),
    followDirectory: orFail(followDirectory),
    realPath: orFail(realPath),
  };
}

const photos = async (core: Core) => (await core.client.library.stats()).photos;
const listed = async (core: Core) =>
  (await core.client.problems.list({})).problems.map(({ path, code, outcome }) => ({ path, code, outcome }));

describe("a folder that may not be looked into any more", () => {
  it.each([
    ["its x-bit", 0o600],
    ["all its rights", 0o000],
  ])(
    "holds its photos, and is listed once however often it is tried, until it has %s again",
    async (_, mode) => {
      const [look, folder] = [await libraryOfNobody(), await withAlbum()];
      await giveToNobody(folder);
      expect((await look(folder)).job.ledger).toMatchObject({ found: 4, indexed: 4 });
      await chmod(join(folder, "album"), mode);
      onTestFinished(() => chmod(join(folder, "album"), 0o755));
      for (let time = 0; time < 2; time++) {
        const { job, problems, stats } = await look(folder);
        expect(job.ledger).toMatchObject({ found: 2, unchanged: 1, failed: 1 });
        expect(stats).toMatchObject({ photos: 4, problems: 1 });
        expect(problems).toMatchObject([
          { path: join(folder, "album"), code: "PERMISSION_DENIED", tries: time + 1 },
        ]);
        expect(problems[0]?.message).toContain("EACCES");
      }
      await chmod(join(folder, "album"), 0o755);
      const { job, stats } = await look(folder);
      expect(job.ledger).toMatchObject({ found: 4, unchanged: 4 });
      expect(stats).toMatchObject({ photos: 4, problems: 0 });
    },
  );

  it("is listed though it is the folder that was added", async () => {
    const [look, folder] = [await libraryOfNobody(), await withAlbum()];
    await giveToNobody(folder);
    await look(folder);
    await chmod(folder, 0o600);
    onTestFinished(() => chmod(folder, 0o755));
    const { job, problems, stats } = await look(folder);
    expect(job).toMatchObject({ state: "done", ledger: { found: 1, failed: 1 } });
    expect(problems).toMatchObject([{ path: folder, code: "PERMISSION_DENIED" }]);
    expect(stats.photos).toBe(4);
    await chmod(folder, 0o755);
    expect(await look(folder)).toMatchObject({ job: { ledger: { unchanged: 4 } }, problems: [] });
  });

  it("is held for its rule file that may not be read: what that leaves out must not appear", async () => {
    const [look, folder] = [await libraryOfNobody(), await withAlbum()];
    await put(join(folder, "album", ".shoeboxignore"), "0.jpg\n");
    await giveToNobody(folder);
    expect((await look(folder)).stats.photos).toBe(3);
    await chmod(join(folder, "album", ".shoeboxignore"), 0o000);
    const { job, problems, stats } = await look(folder);
    expect(job.ledger).toMatchObject({ found: 2, unchanged: 1, failed: 1 });
    expect(problems).toMatchObject([{ path: join(folder, "album"), code: "PERMISSION_DENIED" }]);
    expect(problems[0]?.message).toContain(".shoeboxignore");
    expect(stats.photos).toBe(3);
  });

  it("leaves the list when it is deleted", async () => {
    const [core, folder] = [await openCore(), await withAlbum()];
    await index(core, folder);
    const album = join(folder, "album");
    await indexNoting(core, folder, { files: failing({ [album]: "EIO" }) });
    expect(await listed(core)).toEqual([{ path: album, code: "UNREADABLE", outcome: "failed" }]);
    await rm(album, { recursive: true });
    expect((await index(core, folder)).ledger).toMatchObject({ found: 1, unchanged: 1 });
    expect(await listed(core)).toEqual([]);
    expect(await photos(core)).toBe(1);
  });
});

describe("a photo that may not be read any more", () => {
  it("stays in the library, is listed, and is itself again after chmod", async () => {
    const [look, folder] = [await libraryOfNobody(), await withAlbum()];
    await giveToNobody(folder);
    await look(folder);
    await chmod(join(folder, "other.jpg"), 0o000);
    const { job, problems, stats } = await look(folder);
    expect(job.ledger).toMatchObject({ found: 4, unchanged: 3, failed: 1 });
    expect(problems).toMatchObject([{ path: join(folder, "other.jpg"), code: "PERMISSION_DENIED" }]);
    expect(stats).toMatchObject({ photos: 4, problems: 1 });
    await chmod(join(folder, "other.jpg"), 0o644);
    const again = await look(folder);
    expect(again.job).toMatchObject({ ledger: { found: 4, unchanged: 4 }, reprocessed: 0, moved: 0 });
    expect(again.problems).toEqual([]);
  });

  it("that was never read is indexed as soon as chmod lets it be", async () => {
    const [look, folder] = [await libraryOfNobody(), await withAlbum()];
    await giveToNobody(folder);
    await chmod(join(folder, "other.jpg"), 0o000);
    expect((await look(folder)).job.ledger).toMatchObject({ found: 4, indexed: 3, failed: 1 });
    await chmod(join(folder, "other.jpg"), 0o644);
    expect((await look(folder)).job.ledger).toMatchObject({ found: 4, indexed: 1, unchanged: 3 });
  });
});

describe("whatever a disk says but that it is not there", () => {
  it.each([
    ["EIO", "UNREADABLE"],
    ["ESTALE", "UNREADABLE"],
    ["ELOOP", "UNREADABLE"],
    ["EBUSY", "UNREADABLE"],
    ["EUCLEAN", "UNREADABLE"],
    ["EOVERFLOW", "UNREADABLE"],
    ["EPERM", "PERMISSION_DENIED"],
    ["ENAMETOOLONG", "PATH_TOO_LONG"],
  ])("%s of a known photo leaves it as it was, listed and tried again", async (code, shown) => {
    const [core, folder] = [await openCore(), await withAlbum()];
    await index(core, folder);
    const path = join(folder, "album", "1.jpg");
    const { job, opened } = await indexNoting(core, folder, { files: failing({ [path]: code }) });
    expect(job.ledger).toMatchObject({ found: 4, unchanged: 3, failed: 1 });
    expect(opened).toEqual([]);
    expect(await photos(core)).toBe(4);
    expect(await listed(core)).toEqual([{ path, code: shown, outcome: "failed" }]);
    expect((await core.client.search.text({ query: "anything" })).ranked).toBe(4);
    const due = core.context.services.catalog.troubles.due(10, Date.now() + 61_000);
    expect(due).toMatchObject([{ directory: "album", isDirectory: false }]);
    const well = await indexNoting(core, folder);
    expect(well.job.ledger).toMatchObject({ found: 4, unchanged: 4 });
    expect(well.opened).toEqual([]);
    expect(await listed(core)).toEqual([]);
  });

  it.each(["EIO", "ESTALE", "EPERM", "ETIMEDOUT", "ENOTCONN"])(
    "%s of a folder holds what is in it",
    async (code) => {
      const [core, folder] = [await openCore(), await withAlbum()];
      await put(join(folder, "album", "deep", "5.jpg"), await jpeg(5));
      await index(core, folder);
      const album = join(folder, "album");
      const { job } = await indexNoting(core, folder, { files: failing({ [album]: code }) });
      expect(job.ledger).toMatchObject({ found: 2, unchanged: 1, failed: 1 });
      expect(await photos(core)).toBe(5);
      expect(await listed(core)).toMatchObject([{ path: album }]);
      const due = core.context.services.catalog.troubles.due(10, Date.now() + 61_000);
      expect(due).toMatchObject([{ directory: "album", isDirectory: true }]);
      expect((await index(core, folder)).ledger).toMatchObject({ found: 5, unchanged: 5 });
      expect(await listed(core)).toEqual([]);
    },
  );

  it("for each file of a folder is one problem of the folder, not one of each", async () => {
    const [core, folder] = [await openCore(), await withAlbum()];
    await index(core, folder);
    const album = join(folder, "album");
    const all = Object.fromEntries((await readdir(album)).map((name) => [join(album, name), "ESTALE"]));
    const { job } = await indexNoting(core, folder, { files: failing(all) });
    expect(job.ledger).toMatchObject({ found: 2, unchanged: 1, failed: 1 });
    expect(await listed(core)).toMatchObject([{ path: album }]);
    expect(await photos(core)).toBe(4);
  });

  it("where listings tell no kinds, of a folder or a photo, leaves both as they were", async () => {
    const [core, folder] = [await openCore(), await withAlbum()];
    await index(core, folder);
    const [album, photo] = [join(folder, "album"), join(folder, "other.jpg")];
    const broken = failing({ [album]: "EIO", [photo]: "ESTALE" });
    const files: FileSystem = {
      ...broken,
      list: async (path) => (await broken.list(path)).map(({ name }) => ({ name, kind: "unknown" })),
    };
    await put(join(folder, "new.jpg"), await jpeg(30));
    const { job } = await indexNoting(core, folder, { files });
    expect(job.ledger).toMatchObject({ found: 3, indexed: 1, failed: 2 });
    expect(await photos(core)).toBe(5);
    expect((await listed(core)).map(({ path }) => path).sort()).toEqual([album, photo]);
    expect((await index(core, folder)).ledger).toMatchObject({ found: 5, unchanged: 5 });
    expect(await listed(core)).toEqual([]);
  });

  it("does not part a RAW file or sidecar from its picture", async () => {
    const [core, folder] = [await openCore(), await temporaryDirectory()];
    const sidecar =
      '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="4"/></rdf:RDF></x:xmpmeta>';
    await put(join(folder, "a.jpg"), await jpeg(1));
    await put(
      join(folder, "a.xmp"),
      `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>${sidecar}<?xpacket end="w"?>`,
    );
    await index(core, folder);
    const rating = async () => {
      const [result] = (await core.client.search.text({ query: "anything" })).results;
      return (await core.client.photos.details({ assetId: result?.assetId as number })).rating;
    };
    expect(await rating()).toBe(4);
    const path = join(folder, "a.xmp");
    const { job } = await indexNoting(core, folder, { files: failing({ [path]: "EIO" }) });
    expect(job.ledger).toMatchObject({ found: 2, unchanged: 1, failed: 1 });
    expect(await listed(core)).toMatchObject([{ path }]);
    expect(await rating()).toBe(4);
    expect((await index(core, folder)).ledger).toMatchObject({ found: 2, unchanged: 1, skipped: 1 });
    expect(await rating()).toBe(4);
    expect(await listed(core)).toEqual([]);
  });

  it("of a photo that changed meanwhile keeps the one that is known until the new one can be read", async () => {
    const [core, folder] = [await openCore(), await withAlbum(1)];
    await index(core, folder);
    const path = join(folder, "other.jpg");
    await writeFile(path, await jpeg(60));
    const busy = async () => ({
      outcome: "failed" as const,
      problem: { code: "UNREADABLE" as const, message: "The disk could not read the file (EIO)." },
    });
    const { job } = await indexNoting(core, folder, { identify: busy });
    expect(job.ledger).toMatchObject({ found: 2, unchanged: 1, failed: 1 });
    expect(await photos(core)).toBe(2);
    expect(await listed(core)).toMatchObject([{ path, code: "UNREADABLE" }]);
    await core.client.problems.retry({});
    const { ledger } = await index(core, folder);
    expect(ledger.failed).toBe(0);
    expect(await photos(core)).toBe(2);
    expect(await listed(core)).toEqual([]);
  });

  it("is what gone photos are told from: those that are not there leave the library", async () => {
    const [core, folder] = [await openCore(), await withAlbum()];
    await index(core, folder);
    const path = join(folder, "album", "1.jpg");
    await unlink(join(folder, "album", "0.jpg"));
    const { job } = await indexNoting(core, folder, { files: failing({ [path]: "EIO" }) });
    expect(job.ledger).toMatchObject({ found: 3, unchanged: 2, failed: 1 });
    expect(await photos(core)).toBe(3);
  });
});

describe("links and paths that the system gives up on", () => {
  it("are listed: a link that leads to itself", async () => {
    const [core, folder] = [await openCore(), await withAlbum(1)];
    await symlink("round.jpg", join(folder, "round.jpg"));
    const job = await index(core, folder);
    expect(job.ledger).toMatchObject({ found: 3, indexed: 2, failed: 1 });
    const { problems } = await core.client.problems.list({});
    expect(problems).toMatchObject([{ path: join(folder, "round.jpg"), code: "UNREADABLE" }]);
    expect(problems[0]?.message).toContain("ELOOP");
    expectSum(await index(core, folder));
  });

  it("are listed: a folder so deep that its path passes 4,096 bytes", async () => {
    const [core, folder] = [await openCore(), await withAlbum(1)];
    const name = "d".repeat(200);
    // Only step by step can it be made, and taken away.
    const steps = `cd "$1" && for n in $(seq 22); do mkdir ${name} && cd ${name} || exit 1; done && cp "$1/other.jpg" far.jpg`;
    onTestFinished(async () => {
      await run("rm", ["-rf", join(folder, name)]);
    });
    await run("bash", ["-c", steps, "bash", folder]);
    const job = await index(core, folder);
    expect(job.state).toBe("done");
    expect(job.ledger).toMatchObject({ found: 3, indexed: 2, failed: 1 });
    expect(await listed(core)).toMatchObject([{ code: "PATH_TOO_LONG" }]);
    // With shorter names above it, it can be reached.
    await rename(join(folder, name), join(folder, "d"));
    await rename(join(folder, "d", name), join(folder, "d", "d"));
    expect((await index(core, folder)).ledger).toMatchObject({ found: 3, failed: 0 });
    expect(await listed(core)).toEqual([]);
  });

  it("are listed: a file whose entry a damaged disk cannot follow", async () => {
    const directory = await temporaryDirectory();
    const [image, disk] = [join(directory, "disk.img"), join(directory, "disk")];
    try {
      await writeFile(image, Buffer.alloc(16 * 1024 ** 2));
      await run("mkfs.ext4", ["-q", "-F", image]);
    } catch (error) {
      console.warn(`Not run here: ${String(error).split("\n")[0]}`);
      return;
    }
    if (!(await mounted(disk, "-o", "loop", image))) return;
    for (let number = 0; number < 3; number++)
      await put(join(disk, "album", `${number}.jpg`), await jpeg(number));
    const core = await openCore();
    expect((await index(core, disk)).ledger.indexed).toBe(3);
    await run("umount", [disk]);
    await run("debugfs", ["-w", "-R", "clri /album/1.jpg", image]);
    await run("mount", ["-o", "loop", image, disk]);
    const job = await index(core, disk);
    expectSum(job);
    expect(job.ledger.failed).toBe(1);
    expect(await photos(core)).toBe(3);
    expect(await listed(core)).toMatchObject([{ path: join(disk, "album", "1.jpg"), code: "UNREADABLE" }]);
  });
});
