import { mkdir, symlink } from "node:fs/promises";
import { homedir } from "node:os";
import { basename, dirname, join } from "node:path";
import { expect, test } from "./support/fixtures.ts";
import { demoDirectory } from "./support/run-directory.ts";
import { slowDown } from "./support/slow-down.ts";

test.use({ libraryKind: "empty" });

/** A folder of the demo photos, under a name of this test's own and among others. */
test.beforeEach(async ({ directory }) => {
  for (const name of ["Alps", "Brittany", "Weddings & parties"])
    await mkdir(join(directory, "Pictures", name), { recursive: true });
  await symlink(join(demoDirectory(), "2005"), join(directory, "Pictures", "Corsica"), "junction");
});

test("a folder is added by typing its path", async ({ app, page, directory }) => {
  await page.getByRole("button", { name: "Choose a folder…" }).click();
  await expect(app.browser.getByLabel("Path of the folder")).toBeFocused();
  await app.typePath(demoDirectory());
  await expect(app.browser.getByLabel("Path of the folder")).toHaveValue(demoDirectory());
  await app.browser.getByRole("button", { name: "Add this folder" }).click();
  await expect(app.browser).toBeHidden();
  await expect(app.tile(0)).toBeVisible();
  await expect(page.getByRole("navigation", { name: "Library" })).toContainText(basename(demoDirectory()));
  expect(directory).not.toBe("");
});

test.describe("on a slow machine", () => {
  test.beforeEach(async ({ page, app }) => {
    await slowDown(page, 1500);
    await app.open();
    await page.getByRole("button", { name: "Choose a folder…" }).click();
  });

  test("what is typed while the first folder is still being read stays, and is what is added", async ({
    app,
    page,
  }) => {
    const field = app.browser.getByLabel("Path of the folder");
    await field.fill(demoDirectory());
    await expect(app.browser.getByRole("list", { name: "Folders" })).not.toBeEmpty();
    await expect(field).toHaveValue(demoDirectory());
    await app.browser.getByRole("button", { name: "Add this folder" }).click();
    await expect(app.browser).toBeHidden();
    await expect(page.getByRole("navigation", { name: "Library" })).toContainText(basename(demoDirectory()));
  });

  // It was put behind the path that came a moment before: "/home/ada/home/ada/Pictures".
  test("what is pasted into the field takes the place of the path that has just come", async ({
    app,
    page,
  }) => {
    const field = app.browser.getByLabel("Path of the folder");
    await expect(field).toBeFocused();
    await expect(field).toHaveValue(homedir());
    await page.keyboard.insertText(demoDirectory());
    await expect(field).toHaveValue(demoDirectory());
  });

  test("a path that leads nowhere is named, though no folder has been read yet", async ({
    app,
    directory,
  }) => {
    const missing = join(directory, "no such folder");
    await app.typePath(missing);
    await expect(app.browser.getByRole("alert")).toContainText(`There is no folder ${missing}`);
  });

  test("the folder that was asked for last is added, though another one is still shown", async ({
    app,
    page,
    directory,
  }) => {
    await expect(app.browser.getByRole("list", { name: "Folders" })).not.toBeEmpty();
    await app.typePath(join(directory, "Pictures"));
    await app.browser.getByRole("button", { name: "Corsica" }).click();
    await app.browser.getByRole("button", { name: "Add this folder" }).click();
    await expect(app.browser).toBeHidden();
    // Where the link leads.
    await expect(page.getByRole("navigation", { name: "Library" })).toContainText("2005");
  });
});

test("one walks through folders, down and up", async ({ app, page, directory }) => {
  await page.getByRole("button", { name: "Add folder" }).click();
  await app.typePath(directory);
  const folders = app.browser.getByRole("list", { name: "Folders" });
  await folders.getByRole("button", { name: "Pictures" }).click();
  await expect(folders.getByRole("button")).toHaveText(["Alps", "Brittany", "Corsica", "Weddings & parties"]);
  await folders.getByRole("button", { name: "Alps" }).click();
  await expect(folders).toContainText("No folders in here");
  await app.browser.getByRole("button", { name: "Up to the folder above" }).click();
  await expect(app.browser.getByLabel("Path of the folder")).toHaveValue(join(directory, "Pictures"));
  await expect(folders.getByRole("button")).toHaveCount(4);
});

test("a folder is found and added with the keyboard alone", async ({ app, page, directory }) => {
  await page.keyboard.press("Control+o");
  const field = app.browser.getByLabel("Path of the folder");
  await expect(field).toBeFocused();
  await field.fill(join(directory, "Pictures"));
  await page.keyboard.press("Enter");
  await expect(app.browser.getByRole("button", { name: "Corsica" })).toBeVisible();
  for (let step = 0; step < 3; step++) await page.keyboard.press("ArrowDown");
  await expect(app.browser.getByRole("button", { name: "Corsica" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(field).toHaveValue(join(directory, "Pictures", "Corsica"));
  await page.keyboard.press("Control+Enter");
  await expect(app.browser).toBeHidden();
  await expect(app.tile(0)).toBeVisible();
});

test("the home directory can be typed as in a shell", async ({ app }) => {
  await app.browseTo("~");
  await expect(app.browser.getByLabel("Path of the folder")).toHaveValue(homedir());
});

test("a path that leads nowhere is named, with what to do, and nothing is added", async ({
  app,
  page,
  directory,
}) => {
  const missing = join(directory, "no such folder");
  await app.browseTo(missing);
  await expect(app.browser.getByRole("alert")).toContainText(`There is no folder ${missing}`);
  await expect(app.browser.getByRole("button", { name: "Add this folder" })).toBeDisabled();
  await page.keyboard.press("Escape");
  await expect(app.browser).toBeHidden();
  await expect(page.getByRole("button", { name: "Choose a folder…" })).toBeVisible();
});

test("a folder with nothing in it is refused in words", async ({ app, page, directory }) => {
  await app.browseTo(join(directory, "Pictures", "Alps"));
  await app.browser.getByRole("button", { name: "Add this folder" }).click();
  await expect(page.getByRole("alert")).toContainText("is empty");
  await expect(page.getByRole("alert")).toContainText("Choose a folder with photos in it");
});

test("the next time the browser opens where the last folder lay", async ({ app, page, directory }) => {
  await app.addFolder(join(directory, "Pictures", "Corsica"));
  await expect(app.tile(0)).toBeVisible();
  await page.keyboard.press("Control+o");
  const field = app.browser.getByLabel("Path of the folder");
  await expect(field).toHaveValue(join(directory, "Pictures"));
  expect(dirname(await field.inputValue())).toBe(directory);
});

test("adding a folder twice does no work twice", async ({ app, page }) => {
  for (let time = 0; time < 2; time++) {
    await app.addFolder(join(demoDirectory(), "2005"));
    await expect(app.pill).toContainText("Up to date");
  }
  await app.pill.click();
  const cards = app.jobs.getByRole("region", { name: "Job: " });
  await expect(cards).toHaveCount(2);
  await expect(cards.first()).toContainText("Done");
  const ledger = await app.ledgerOf(cards.first());
  expect(ledger.indexed).toBe(0);
  expect(ledger.unchanged).toBe(ledger.found);
  await expect(page.getByRole("navigation", { name: "Library" }).getByRole("listitem")).toHaveCount(1);
});

test("folders dropped on a page in a browser, which tells no paths, open the directory browser", async ({
  app,
  page,
}) => {
  const transfer = await page.evaluateHandle(() => {
    const data = new DataTransfer();
    data.items.add(new File(["photo"], "photo.jpg", { type: "image/jpeg" }));
    return data;
  });
  await page.dispatchEvent("body", "dragenter", { dataTransfer: transfer });
  await expect(page.getByText("Drop folders to add them")).toBeVisible();
  await page.dispatchEvent("body", "drop", { dataTransfer: transfer });
  await expect(app.browser).toBeVisible();
  await expect(page.getByText("Drop folders to add them")).toBeHidden();
  await expect(page.getByText("A browser does not tell where dropped folders are.")).toBeVisible();
});
