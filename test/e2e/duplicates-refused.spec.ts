import { chmod, readdir, rename } from "node:fs/promises";
import { join } from "node:path";
import { contentsOf, drawDuplicates, originals, Review, serveDuplicates } from "./support/duplicates.ts";
import { expect, test } from "./support/fixtures.ts";
import { withoutPrivileges, withReadOnly } from "./support/less-rights.ts";
import { shoebox } from "./support/shoebox.ts";

test.use({ libraryKind: "empty" });
test.describe.configure({ timeout: 180_000 });
test.beforeAll(async () => {
  test.setTimeout(300_000);
  await drawDuplicates();
});

/** What happens in a folder comes in after a few seconds of quiet. */
const patience = { timeout: 60_000 };

/** Nothing that a move leaves behind when it was begun: no note in the trash, no folder beside the photos. */
async function leftovers(directory: string): Promise<string[]> {
  const notes = await readdir(join(directory, "share/Trash/info")).catch(() => []);
  const beside = (await readdir(directory)).filter((name) => name.startsWith(".Shoebox"));
  return [...notes, ...beside];
}

/** Tries to keep the best of the first group: it is said why that cannot be, and all is as it was. */
async function expectRefusal(
  review: Review,
  directory: string,
  photos: string,
  words: RegExp,
): Promise<void> {
  const before = await contentsOf(photos);
  await review.press("1");
  await expect(review.groups).toHaveCount(originals);
  await review.press("b");
  await expect(review.said(words)).toBeVisible();
  await expect(review.groups).toHaveCount(originals);
  await review.press("h");
  const history = review.page.getByRole("dialog", { name: "History" });
  await expect(history.getByRole("button", { name: /^1 file stayed/ })).toBeVisible();
  await expect(history.getByRole("button", { name: /Put back/ })).toHaveCount(0);
  await review.press("Escape");
  expect(await contentsOf(photos)).toEqual(before);
  expect(await leftovers(directory)).toEqual([]);
}

test("copies on a disk that can only be read stay, it is said, and nothing is half-done", async ({
  directory,
  serve,
  page,
}) => {
  let words = /can only be read.*Connect it so that it can be written to/s;
  const { server, photos } = await serveDuplicates(directory, serve, async (folder) => {
    const through = await withReadOnly(folder);
    if (through) return { through };
    // Where nobody may mount, the nearest there is: a folder that nobody may write to.
    words = /may not take files out of/;
    for (const name of await readdir(folder)) await chmod(join(folder, name), 0o555);
    return { through: withoutPrivileges() };
  });
  const review = new Review(page);
  await review.open(server.url);
  await expectRefusal(review, directory, photos, words);
  for (const name of await readdir(photos)) await chmod(join(photos, name), 0o755);
});

test("copies in a folder that the user may not change stay, it is said, and nothing is half-done", async ({
  directory,
  serve,
  page,
}) => {
  const { server, photos } = await serveDuplicates(directory, serve, async (folder) => {
    for (const name of await readdir(folder)) await chmod(join(folder, name), 0o555);
    return { through: withoutPrivileges() };
  });
  const review = new Review(page);
  await review.open(server.url);
  await expectRefusal(review, directory, photos, /may not take files out of .*Give your user that right/s);
  for (const name of await readdir(photos)) await chmod(join(photos, name), 0o755);
  await review.press("b");
  await expect(review.said("1 file moved to the trash")).toBeVisible();
});

test("copies on a disk that is away stay, and so does what would be the last one without it: none counts until it is back", async ({
  directory,
  serve,
  page,
}) => {
  const disk = join(directory, "Disk");
  const { server, photos } = await serveDuplicates(directory, serve, async (folder) => {
    await rename(join(folder, "identical"), disk);
    const library = join(directory, "library of both");
    await shoebox("index", folder, disk, "--library", library, "--json");
    return { library };
  });
  const review = new Review(page);
  await review.open(server.url);
  await review.press("1");
  await expect(review.groups).toHaveCount(originals);
  const before = [...(await contentsOf(photos)), ...(await contentsOf(disk))];
  await rename(disk, `${disk} away`);
  const folders = page.getByRole("list", { name: "Folders of the library" });
  await expect(folders.getByRole("button", { name: /^Disk, offline/ })).toBeVisible(patience);
  // Of each two copies one is there: nothing to decide, and nothing to win.
  await expect(review.groups).toHaveCount(0, patience);
  expect([...(await contentsOf(photos)), ...(await contentsOf(`${disk} away`))]).toEqual(before);
  expect(await leftovers(directory)).toEqual([]);
  await rename(`${disk} away`, disk);
  await expect(folders.getByRole("button", { name: /^Disk, \d/ })).toBeVisible(patience);
  await expect(review.groups).toHaveCount(originals, patience);
  await review.press("b");
  await expect(review.said("1 file moved to the trash")).toBeVisible();
  expect(await contentsOf(disk)).toHaveLength(originals);
});
