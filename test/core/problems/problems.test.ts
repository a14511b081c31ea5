import { rename, unlink } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Core } from "../../../src/core/index.ts";
import { ended, index, openCore } from "../../helpers/core.ts";
import { jpeg, put } from "../../helpers/pictures.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";

/** One photo, two pictures that are none, a text. */
async function libraryWithProblems(): Promise<{ core: Core; folder: string }> {
  const [core, folder] = [await openCore(), await temporaryDirectory()];
  await put(join(folder, "photo.jpg"), await jpeg(1));
  await put(join(folder, "broken.jpg"), "no picture");
  await put(join(folder, "empty.jpg"), "");
  await put(join(folder, "notes.txt"), "Dear diary");
  await index(core, folder);
  return { core, folder };
}

const names = ({ problems }: { problems: { path: string }[] }) =>
  problems.map(({ path }) => path.split("/").at(-1)).sort();

describe("a file that fails", () => {
  it("is not tried again by another look at its folder", async () => {
    const { core, folder } = await libraryWithProblems();
    const [first] = (await core.client.problems.list({ code: "EMPTY_FILE" })).problems;
    const { ledger } = await index(core, folder);
    expect(ledger).toMatchObject({ found: 4, unchanged: 1, failed: 2, skipped: 1 });
    const [second] = (await core.client.problems.list({ code: "EMPTY_FILE" })).problems;
    expect(second).toEqual(first);
    expect(second?.tries).toBe(1);
  });

  it("is tried again when a person asks, and counts its tries", async () => {
    const { core } = await libraryWithProblems();
    const before = await core.client.problems.list({});
    const { count, job } = await core.client.problems.retry({});
    expect(count).toBe(3);
    const { ledger, kind } = await ended(core, job as { jobId: number });
    expect(kind).toBe("retry");
    expect(ledger).toEqual({ found: 3, indexed: 0, unchanged: 0, duplicate: 0, skipped: 1, failed: 2 });
    const after = await core.client.problems.list({});
    expect(names(after)).toEqual(names(before));
    for (const problem of after.problems) {
      const [was] = before.problems.filter(({ fileId }) => fileId === problem.fileId);
      expect(problem.tries).toBe(2);
      expect(problem.firstSeen).toBe(was?.firstSeen);
      expect(Date.parse(problem.lastSeen)).toBeGreaterThanOrEqual(Date.parse(was?.lastSeen as string));
    }
  });

  it("is in the library, and off the list, once it can be read", async () => {
    const { core, folder } = await libraryWithProblems();
    await unlink(join(folder, "broken.jpg"));
    await put(join(folder, "broken.jpg"), await jpeg(8));
    const { count, job } = await core.client.problems.retry({ paths: [join(folder, "broken.jpg")] });
    expect(count).toBe(1);
    expect((await ended(core, job as { jobId: number })).ledger).toMatchObject({ found: 1, indexed: 1 });
    expect(names(await core.client.problems.list({}))).toEqual(["empty.jpg", "notes.txt"]);
    expect((await core.client.library.stats()).photos).toBe(2);
    expect((await index(core, folder)).ledger).toMatchObject({ found: 4, unchanged: 2 });
  });

  it("of one code is tried again with the others of that code only", async () => {
    const { core } = await libraryWithProblems();
    const { count, job } = await core.client.problems.retry({ code: "EMPTY_FILE" });
    expect(count).toBe(1);
    await ended(core, job as { jobId: number });
    expect(await core.client.problems.retry({ code: "TOO_LARGE" })).toEqual({ count: 0, job: null });
  });

  it("because it was gone gets another try as soon as it is there again", async () => {
    const { core, folder } = await libraryWithProblems();
    const path = join(folder, "broken.jpg");
    await rename(path, `${path}.aside`);
    const { job } = await core.client.problems.retry({ paths: [path] });
    await ended(core, job as { jobId: number });
    expect(names(await core.client.problems.list({ code: "VANISHED" }))).toEqual(["broken.jpg"]);
    await rename(`${path}.aside`, path);
    await index(core, folder);
    expect(names(await core.client.problems.list({ code: "VANISHED" }))).toEqual([]);
    expect(names(await core.client.problems.list({ code: "UNSUPPORTED_FORMAT" }))).toContain("broken.jpg");
  });
});

describe("an ignored file", () => {
  it("is off the list and its counts, and comes back with undo", async () => {
    const { core } = await libraryWithProblems();
    const { count, ignoredAt } = await core.client.problems.ignore({ code: "UNSUPPORTED_FORMAT" });
    expect(count).toBe(2);
    const second = await core.client.problems.ignore({});
    expect(second.count).toBe(1);
    expect(await core.client.problems.list({})).toMatchObject({ total: 0, byCode: [], ignored: 3 });
    expect((await core.client.library.stats()).problems).toBe(0);
    expect((await core.client.problems.list({ isIgnored: true })).total).toBe(3);
    expect(await core.client.problems.unignore({ ignoredAt })).toEqual({ count: 2 });
    expect(names(await core.client.problems.list({}))).toEqual(["broken.jpg", "notes.txt"]);
    expect(names(await core.client.problems.list({ isIgnored: true }))).toEqual(["empty.jpg"]);
  });

  it("is back on the list when it has changed and still cannot be read", async () => {
    const { core, folder } = await libraryWithProblems();
    await core.client.problems.ignore({});
    await index(core, folder);
    expect((await core.client.problems.list({})).total).toBe(0);
    await put(join(folder, "broken.jpg"), "still no picture");
    await index(core, folder);
    expect(names(await core.client.problems.list({}))).toEqual(["broken.jpg"]);
  });
});

describe("the list of problems", () => {
  it("is exported as CSV, a line for each", async () => {
    const { core, folder } = await libraryWithProblems();
    await put(join(folder, 'say "x", =1.jpg'), "no picture");
    await index(core, folder);
    let csv = "";
    for await (const part of await core.client.problems.csv({})) csv += part;
    const lines = csv.split("\r\n");
    expect(lines[0]).toBe("Path,Code,What is wrong,Outcome,First seen,Last seen,Tries");
    expect(lines).toHaveLength(6);
    expect(csv).toContain(`"${folder}/say ""x"", =1.jpg",UNSUPPORTED_FORMAT`);
  });

  it("shows a file in its folder where there is a file manager, and says so where there is none", async () => {
    const { core, folder } = await libraryWithProblems();
    const [problem] = (await core.client.problems.list({ code: "EMPTY_FILE" })).problems;
    const request = { fileId: problem?.fileId as number };
    await expect(core.client.problems.reveal(request)).rejects.toMatchObject({ code: "NOT_SUPPORTED_HERE" });
    const shown: string[] = [];
    const libraryDirectory = (await core.client.library.stats()).libraryDirectory;
    await core.close();
    const host = { reveal: async (path: string) => void shown.push(path) };
    const second = await openCore({ libraryDirectory, host });
    expect(await second.client.problems.reveal(request)).toEqual({ path: join(folder, "empty.jpg") });
    expect(shown).toEqual([join(folder, "empty.jpg")]);
  });
});
