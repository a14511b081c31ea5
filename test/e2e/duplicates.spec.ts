import { appendFile, readdir, readFile, stat, unlink } from "node:fs/promises";
import { join } from "node:path";
import { violationsOf } from "./support/axe.ts";
import { contentsOf, drawDuplicates, originals, Review, serveDuplicates } from "./support/duplicates.ts";
import { expect, test } from "./support/fixtures.ts";

test.use({ libraryKind: "empty" });
test.describe.configure({ timeout: 180_000 });
test.beforeAll(async () => {
  test.setTimeout(300_000);
  await drawDuplicates();
});

test("a whole review with the keyboard alone, and every step of it taken back", async ({
  directory,
  serve,
  page,
}) => {
  const { server, photos } = await serveDuplicates(directory, serve);
  const before = await contentsOf(photos);
  const review = new Review(page);
  await review.open(server.url);

  // Identical files, from the list: the best of each group is kept.
  await review.press("1");
  await expect(review.groups).toHaveCount(originals);
  await review.press("b");
  await expect(review.said("1 file moved to the trash")).toBeVisible();
  await expect(review.groups).toHaveCount(originals - 1);
  expect(await contentsOf(photos)).toHaveLength(before.length - 1);
  await review.press("b");
  await expect(review.groups).toHaveCount(originals - 2);

  // The same picture, compared in every way.
  await review.press("2");
  await expect(review.groups).toHaveCount(originals);
  await review.press("Enter");
  await expect(review.title).toContainText(`1 of ${originals}`);
  await review.press("1");
  const fittedWidth = (await review.compare.getByTestId("zoomed-picture").first().boundingBox())?.width ?? 0;
  await review.press("+", "Shift+ArrowLeft");
  const [left, right] = await Promise.all(
    [0, 1].map((at) => review.compare.getByTestId("zoomed-picture").nth(at).getAttribute("style")),
  );
  const placeOf = (style: string | null | undefined) =>
    /left: [^;]*; top: [^;]*; width: [^;]*; height: [^;]*/.exec(style ?? "")?.[0];
  expect(placeOf(left)).toBe(placeOf(right));
  const width = Number.parseFloat(/width: ([\d.]+)px/.exec(left ?? "")?.[1] ?? "0");
  expect(Math.abs(width - 1.5 * fittedWidth)).toBeLessThan(2);
  await review.press("0", "2");
  await expect(review.compare.getByRole("slider", { name: /Divider/ })).toHaveAttribute(
    "aria-valuenow",
    "50",
  );
  await review.press("]");
  await expect(review.compare.getByRole("slider", { name: /Divider/ })).toHaveAttribute(
    "aria-valuenow",
    "55",
  );
  await review.press("4");
  await expect(review.said(/of the picture differs|No pixel differs/)).toBeVisible();
  await review.press("1", "?");
  const keys = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(keys).toContainText("Keep this one, the others to the trash");
  await review.press("Escape");
  await expect(keys).toBeHidden();
  await expect(page.locator("[role=dialog]:focus-within")).toHaveAccessibleName("Compare copies");

  // Keep another than the best, then: all, not duplicates.
  await review.press("ArrowRight");
  await expect(review.copies.nth(2)).toHaveAttribute("aria-selected", "true");
  await review.press("k");
  await expect(review.said(/files? moved to the trash/)).toBeVisible();
  await expect(review.title).toContainText(`1 of ${originals - 1}`);
  await review.press("a");
  await expect(review.said("All copies are kept.")).toBeVisible();
  await expect(review.title).toContainText(`1 of ${originals - 2}`);
  await review.press("n");
  await expect(review.compare).toBeHidden();
  await expect(page.getByText("No picture was found in two versions")).toBeVisible();

  // Shots of one moment: what is marked goes, nothing else, and there is no best for all.
  await review.press("3");
  await expect(review.groups.first()).toBeVisible();
  await review.press("Enter");
  await expect(review.title).toContainText("Same moment");
  const inStack = (await contentsOf(photos)).length;
  await review.press("b");
  await expect(review.said("These are different shots.")).toBeVisible();
  await review.press("Enter");
  await expect(review.said("Nothing is marked.")).toBeVisible();
  expect(await contentsOf(photos)).toHaveLength(inStack);
  await review.press("x");
  await expect(review.copies.nth(1)).toHaveAccessibleName(/goes$/);
  await review.press("Enter");
  await expect(review.said("1 file moved to the trash")).toBeVisible();
  expect(await contentsOf(photos)).toHaveLength(inStack - 1);

  // Six steps, six times back, with either key.
  // The comparison may still be closing, the list of another kind on its way: keys are for whatever has the focus.
  const listHasFocus = () => expect(page.locator("section:focus-within")).toHaveAccessibleName("Duplicates");
  await listHasFocus();
  await review.press("u");
  await expect.poll(() => contentsOf(photos)).toHaveLength(inStack);
  for (const key of ["Control+z", "u", "u", "u", "u"]) {
    await listHasFocus();
    await review.press(key);
  }
  await expect.poll(() => contentsOf(photos)).toEqual(before);
  await review.press("u");
  await expect(page.getByRole("dialog", { name: "History" })).toContainText("put back");
  await review.press("Escape", "2");
  await expect(review.groups).toHaveCount(originals);
});

test("cleaning up by rules: a dry run, a question, then what was said; all put back after a restart", async ({
  directory,
  serve,
  page,
}) => {
  const { server, photos } = await serveDuplicates(directory, serve);
  const before = await contentsOf(photos);
  const review = new Review(page);
  await review.open(server.url);
  await review.press("c");
  const dialog = page.getByRole("dialog", { name: "Clean up by rules" });
  const dryRun = dialog.getByRole("region", { name: "Dry run" });
  await expect(dryRun.getByRole("heading")).toHaveText(/^\d+ files would go/);
  const planned = Number.parseInt((await dryRun.getByRole("heading").textContent()) ?? "", 10);
  const rows = await dryRun
    .getByRole("row")
    .evaluateAll((all) => all.slice(1).map((row) => Number(row.querySelectorAll("td")[1]?.textContent)));
  expect(rows.reduce((sum, files) => sum + files, 0)).toBe(planned);

  // It starts with identical files only; the same pictures come in by a person's word, and with care.
  expect(planned).toBe(originals);
  await expect(dryRun).toContainText(`It rests on identical files (${originals}).`);
  await expect(dialog.getByLabel("How sure Shoebox must be")).toBeDisabled();
  // From a change of rules until what they would do is known nothing can be moved: not even in the pause for typing.
  await expect(dialog.getByRole("button", { name: `Move ${originals} files…` })).toBeEnabled();
  const canMove = await dialog.evaluate(async (element) => {
    const [box] = element.querySelectorAll<HTMLElement>("input[type=checkbox]:not(:checked)");
    const move = [...element.querySelectorAll("button")].find(({ textContent }) =>
      /^Move /.test(textContent),
    );
    const answers: boolean[] = [];
    for (const _ of ["on", "off"]) {
      box?.click();
      await Promise.resolve();
      answers.push(move?.disabled === false);
    }
    return answers;
  });
  expect(canMove).toEqual([false, false]);
  await review.pressOn(dialog.getByLabel("Same picture"), "Space");
  await expect(dryRun).toContainText(/the same picture, (at least 9\d|100) % sure/);
  await review.press("Space");
  await expect(dryRun.getByRole("heading")).toHaveText(new RegExp(`^${originals} files would go`));
  await review.pressOn(dialog.getByRole("button", { name: "Ask later: More pixels" }), "Enter");
  await expect(dialog.getByRole("listitem").filter({ hasText: "More pixels" })).toBeVisible();
  expect(await contentsOf(photos)).toEqual(before);

  await review.pressOn(dialog.getByRole("button", { name: `Move ${originals} files…` }), "Enter");
  await expect(dialog).toContainText("nothing is deleted for good");
  expect(await contentsOf(photos)).toEqual(before);
  await review.pressOn(dialog.getByRole("button", { name: "Move to the trash" }), "Enter");
  await expect(dialog).toContainText(`${originals} files moved to the trash`);
  expect(await contentsOf(photos)).toHaveLength(before.length - originals);

  await page.goto("about:blank");
  await server.kill();
  const { url } = await serve({
    library: server.library,
    environment: { XDG_DATA_HOME: join(directory, "share") },
  });
  await review.open(url);
  await review.press("h");
  const history = page.getByRole("dialog", { name: "History" });
  await review.pressOn(history.getByRole("button", { name: /files in the trash/ }), "Enter");
  await review.pressOn(history.getByRole("button", { name: /^Put back .*\.jpg$/ }).first(), "Enter");
  await expect(history).toContainText("1 file put back");
  expect(await contentsOf(photos)).toHaveLength(before.length - originals + 1);
  await review.pressOn(history.getByRole("button", { name: /^Put back \d+ files? of/ }), "Enter");
  await expect(history).toContainText(`${originals} files put back`);
  expect(await contentsOf(photos)).toEqual(before);
});

async function largestFirst(directory: string): Promise<string[]> {
  const names = await readdir(directory);
  const files = await Promise.all(
    names.map(async (name) => ({ name, bytes: (await stat(join(directory, name))).size })),
  );
  return files.toSorted((left, right) => right.bytes - left.bytes).map(({ name }) => name);
}

test("a copy that changed stays, and so does the last one that is left: each is said", async ({
  directory,
  serve,
  page,
}) => {
  const { server, photos } = await serveDuplicates(directory, serve);
  const review = new Review(page);
  await review.open(server.url);
  await review.press("1");
  await expect(review.groups).toHaveCount(originals);
  // Before the next look of the watcher, or after it: then such a group is gone.
  const saidOf = (words: string) => review.said(new RegExp(`${words}|no group .* any more`, "i"));
  const [, last = "", changed = ""] = await largestFirst(join(photos, "identical"));
  await review.press("b");
  await expect(review.said("1 file moved to the trash")).toBeVisible();
  await expect(review.groups).toHaveCount(originals - 1);

  await unlink(join(photos, "identical", last));
  const withLast = await contentsOf(photos);
  await review.press("b");
  await expect(saidOf("no other copy is there")).toBeVisible();
  expect(await contentsOf(photos)).toEqual(withLast);
  await expect(review.groups).toHaveCount(originals - 2);

  for (const folder of ["identical", "originals"]) await appendFile(join(photos, folder, changed), "x");
  const withChanged = await contentsOf(photos);
  await review.press("b");
  await expect(saidOf("changed since it was indexed")).toBeVisible();
  expect(await contentsOf(photos)).toEqual(withChanged);
});

test("decisions are exported, taken back, and imported again; a file that holds none is said to be so", async ({
  directory,
  serve,
  page,
}) => {
  const { server } = await serveDuplicates(directory, serve);
  const review = new Review(page);
  await review.open(server.url);
  await review.press("1");
  await expect(review.groups).toHaveCount(originals);
  await review.press("a");
  await expect(review.groups).toHaveCount(originals - 1);
  await review.press("2");
  await expect(review.groups).toHaveCount(originals);
  await review.press("n");
  await expect(review.groups).toHaveCount(originals - 1);
  await review.press("h");
  const history = page.getByRole("dialog", { name: "History" });
  await history.getByText("Decisions", { exact: true }).click();
  const download = page.waitForEvent("download");
  await history.getByRole("button", { name: "Export" }).click();
  const file = join(directory, (await download).suggestedFilename());
  await (await download).saveAs(file);
  await expect(history.getByRole("status")).toHaveText(/2 decisions exported to shoebox-decisions\.json/);

  await expect(history.getByRole("button", { name: /^Take back/ })).toHaveCount(2);
  await history.getByRole("button", { name: "Take back: All are kept" }).click();
  await expect(history.getByRole("button", { name: /^Take back/ })).toHaveCount(1);
  const input = history.getByLabel("File with decisions");
  await input.setInputFiles({ name: "notes.json", mimeType: "application/json", buffer: Buffer.from("{}") });
  await expect(history.getByRole("alert")).toContainText("notes.json holds no decisions.");
  const text = await readFile(file, "utf8");
  const damaged = Buffer.from(text.replace(/"keep-all"/, '"delete-all"'));
  await input.setInputFiles({ name: "damaged.json", mimeType: "application/json", buffer: damaged });
  await expect(history.getByRole("alert")).toContainText("damaged.json is damaged");
  await expect(history.getByRole("button", { name: /^Take back/ })).toHaveCount(1);

  await input.setInputFiles(file);
  await expect(history.getByRole("status")).toHaveText(
    "1 decision imported from shoebox-decisions.json. 1 was known already.",
  );
  await expect(history.getByRole("button", { name: /^Take back/ })).toHaveCount(2);
  expect(await violationsOf(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await review.press("1");
  await expect(review.groups).toHaveCount(originals - 1);
});

test("axe finds no violations among the groups, comparing, in the rules and in the history", async ({
  directory,
  serve,
  page,
}) => {
  // Two dozen looks at the whole page.
  test.setTimeout(400_000);
  const { server } = await serveDuplicates(directory, serve);
  const review = new Review(page);
  const expectNoViolations = async () => {
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await violationsOf(page)).toEqual([]);
    }
  };
  await review.open(server.url);
  for (const tier of ["1", "2", "3"]) {
    await review.press(tier);
    await expect(review.groups.first()).toBeVisible();
    await expectNoViolations();
  }
  await review.press("2");
  await expect(review.groups).toHaveCount(originals);
  await review.press("Enter");
  await expect(review.copies.first()).toBeVisible();
  for (const mode of ["1", "2", "3", "4"]) {
    await review.press(mode);
    if (mode === "4") await expect(review.said(/differs/)).toBeVisible();
    await expectNoViolations();
  }
  await review.press("Escape", "a");
  await expect(review.said("All copies are kept.")).toBeVisible();
  await review.press("c");
  await expect(page.getByRole("region", { name: "Dry run" })).toBeVisible();
  await expectNoViolations();
  await page.getByRole("button", { name: /^Move \d+ files?…/ }).click();
  await expectNoViolations();
  await page.getByRole("button", { name: "Move to the trash" }).click();
  await expect(page.getByRole("button", { name: "Done" })).toBeVisible();
  await expectNoViolations();
  await page.getByRole("dialog").getByRole("button", { name: "History" }).click();
  await page.getByRole("button", { name: /in the trash/ }).click();
  await expect(page.getByRole("button", { name: /^Put back .*\.jpg$/ }).first()).toBeVisible();
  await expectNoViolations();
});
