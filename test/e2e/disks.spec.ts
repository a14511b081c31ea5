import { copyFile, cp, mkdir, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import type { App } from "./support/app.ts";
import { expect, test } from "./support/fixtures.ts";
import { demoDirectory } from "./support/run-directory.ts";

test.use({ libraryKind: "empty" });

/** What happens in a folder comes in after a few seconds of quiet. */
const patience = { timeout: 60_000 };

/** Six of the demo photos in a folder of this test's own, added to the library. */
async function addPhotos(app: App, directory: string, name = "Holiday"): Promise<string> {
  const folder = join(directory, name);
  await mkdir(folder);
  const photos = (await demoPhotos()).slice(0, 6);
  for (const [number, photo] of photos.entries()) await copyFile(photo, join(folder, `${number}.jpg`));
  await app.addFolder(folder);
  await expect(app.tiles).toHaveCount(6, patience);
  await expect(folderButton(app.page, name)).toHaveAccessibleName(`${name}, 6 photos`, patience);
  return folder;
}

async function demoPhotos(): Promise<string[]> {
  const names = await readdir(demoDirectory(), { recursive: true });
  return names.filter((name) => name.endsWith(".jpg")).map((name) => join(demoDirectory(), name));
}

function folderButton(page: Page, name: string) {
  return page.getByRole("list", { name: "Folders of the library" }).getByRole("button", { name });
}

test("a photo copied into a folder appears by itself, and a deleted one goes", async ({
  app,
  page,
  directory,
}) => {
  const folder = await addPhotos(app, directory);
  const [, , , , , , seventh = ""] = await demoPhotos();
  await copyFile(seventh, join(folder, "new.jpg"));
  await expect(app.tiles).toHaveCount(7, patience);
  await rm(join(folder, "new.jpg"));
  await expect(app.tiles).toHaveCount(6, patience);
  await folderButton(page, "Holiday").click();
  await expect(page.getByRole("menu", { name: "Holiday" })).toContainText("changes come in by themselves");
});

test("a renamed folder is moved, and nothing is processed again", async ({ app, directory }) => {
  const folder = await addPhotos(app, directory);
  await mkdir(join(folder, "2024"));
  for (const name of (await readdir(folder)).filter((name) => name.endsWith(".jpg"))) {
    await rename(join(folder, name), join(folder, "2024", name));
  }
  await expect(app.pill).toContainText("Up to date");
  await app.pill.click();
  await expect(app.jobs.getByText("6 moved, 0 reprocessed")).toBeVisible(patience);
  await expect(app.tiles).toHaveCount(6);
});

test("a folder whose disk is away stays to be seen, says what to connect, and comes back", async ({
  app,
  page,
  directory,
}) => {
  const folder = await addPhotos(app, directory);
  await rename(folder, `${folder} away`);
  await expect(folderButton(page, "Holiday")).toHaveAccessibleName("Holiday, offline, 6 photos", patience);
  await expect(app.tiles).toHaveCount(6);
  await expect(app.tile(0)).toHaveAccessibleName(/, offline$/);
  await expect(app.tile(0).locator("img")).toHaveAttribute("data-loaded", "true");
  await app.find("tree");
  await expect(app.tiles).toHaveCount(6);
  await app.tile(0).click();
  await expect(app.viewer.getByRole("status")).toContainText(folder);
  await page.keyboard.press("i");
  await expect(app.viewer.getByRole("complementary", { name: "Details" })).toContainText(folder);
  await page.keyboard.press("f");
  await expect(page.getByRole("alert")).toContainText(folder);
  await rename(`${folder} away`, folder);
  await expect(app.viewer.getByTestId("preview")).toHaveAttribute("data-loaded", "true", patience);
  await expect(app.viewer.getByRole("status")).toBeHidden();
  await page.keyboard.press("Escape");
  await expect(app.tile(0)).not.toHaveAccessibleName(/offline/);
});

test("a folder is forgotten after a question that counts its photos, and brought back by one click", async ({
  app,
  page,
  directory,
}) => {
  const folder = await addPhotos(app, directory);
  await folderButton(page, "Holiday").click();
  await page.getByRole("menuitem", { name: "Forget this folder…" }).click();
  const dialog = page.getByRole("dialog", { name: "Forget Holiday?" });
  await expect(dialog).toContainText("Its 6 photos leave the library: they lie in no other folder.");
  await dialog.getByRole("button", { name: "Forget this folder" }).click();
  await expect(folderButton(page, "Holiday")).toBeHidden(patience);
  await expect(app.tiles).toHaveCount(0, patience);
  expect(await readdir(folder)).toHaveLength(6);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(app.tiles).toHaveCount(6, patience);
  await expect(folderButton(page, "Holiday")).toBeVisible(patience);
});

test("a forgotten folder can be brought back later", async ({ app, page, directory }) => {
  const folder = await addPhotos(app, directory);
  await cp(folder, join(directory, "Copy"), { recursive: true });
  await folderButton(page, "Holiday").click({ button: "right" });
  await page.getByRole("menuitem", { name: "Forget this folder…" }).click();
  await page.getByRole("button", { name: "Forget this folder" }).click();
  await expect(app.tiles).toHaveCount(0, patience);
  await page.reload();
  await page.getByRole("button", { name: "Forgotten" }).click();
  await page
    .getByRole("list", { name: "Forgotten folders" })
    .getByRole("button", { name: "Holiday" })
    .click();
  await page.getByRole("menuitem", { name: "Bring it back" }).click();
  await expect(app.tiles).toHaveCount(6, patience);
});

test("rules for what is left out are shown, changed and followed", async ({ app, page, directory }) => {
  const folder = await addPhotos(app, directory);
  await mkdir(join(folder, "Screens"));
  const [, , , , , , seventh = ""] = await demoPhotos();
  await copyFile(seventh, join(folder, "Screens", "1.jpg"));
  await expect(app.tiles).toHaveCount(7, patience);
  await page.getByRole("button", { name: "Settings" }).click();
  const rules = page.getByRole("textbox", { name: "Rules for what is left out" });
  await expect(rules).toHaveValue(/Thumbs\.db/);
  await rules.fill(`${await rules.inputValue()}\nScreens/`);
  await page.getByRole("button", { name: "Save rules" }).click();
  await expect(page.getByRole("status").filter({ hasText: "The rules are saved." })).toBeVisible();
  await page.getByRole("button", { name: /^Photos/ }).click();
  await expect(app.tiles).toHaveCount(6, patience);
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("button", { name: "Back to the usual rules" }).click();
  await page.getByRole("button", { name: "Save rules" }).click();
  await page.getByRole("button", { name: /^Photos/ }).click();
  await expect(app.tiles).toHaveCount(7, patience);
});
