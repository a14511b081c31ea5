import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { App } from "./support/app.ts";
import { violationsOf } from "./support/axe.ts";
import { Collections } from "./support/collections.ts";
import { expect, test } from "./support/fixtures.ts";
import { demoPhotoCount } from "./support/global-setup.ts";
import { demoDirectory } from "./support/run-directory.ts";

test.use({ libraryKind: "copy" });

/** The first photos of the grid, by keyboard. */
async function chooseFirst({ tiles, grid, page, tile }: AppParts, count: number): Promise<string[]> {
  await expect(tiles.first()).toBeVisible();
  await grid.focus();
  await page.keyboard.press("Home");
  for (let more = 1; more < count; more++) await page.keyboard.press("Shift+ArrowRight");
  const ids = [];
  for (let at = 0; at < count; at++) {
    await expect(tile(at)).toHaveAttribute("aria-selected", "true");
    ids.push((await tile(at).getAttribute("data-asset-id")) ?? "");
  }
  return ids;
}

type AppParts = Pick<App, "tiles" | "grid" | "page"> & { tile(position: number): ReturnType<App["tile"]> };
const partsOf = (app: App): AppParts => ({
  tiles: app.tiles,
  grid: app.grid,
  page: app.page,
  tile: (position) => app.tile(position),
});

test("an empty screen says what to do, and photos that were chosen in a grid become a collection", async ({
  app,
  page,
}) => {
  const collections = new Collections(page);
  await expect(app.tile(0)).toBeVisible();
  await collections.open();
  await expect(page.getByRole("heading", { name: "No collections yet" })).toBeVisible();
  await expect(page.getByText("Choose photos in any grid and press A")).toBeVisible();

  await page.keyboard.press("p");
  const chosen = await chooseFirst(partsOf(app), 3);
  await expect(page.getByText(`3 of ${demoPhotoCount} photos chosen`)).toBeVisible();
  await collections.addTo("Holiday");
  await expect(collections.said("“Holiday” is made: 3 photos.")).toBeVisible();
  await expect(app.grid).toBeFocused();

  await page.keyboard.press("l");
  await expect(collections.rows).toHaveCount(1);
  await expect(collections.row("Holiday")).toContainText("3 photos");
  await collections.goTo("Holiday");
  await page.keyboard.press("Enter");
  await expect(app.grid).toHaveAccessibleName("Holiday");
  await expect(app.grid).toBeFocused();
  expect(await app.assetIds()).toEqual(chosen);
});

test("more photos join it, others are taken out, and each step is undone by its key", async ({
  app,
  page,
}) => {
  const collections = new Collections(page);
  await chooseFirst(partsOf(app), 2);
  await collections.addTo("Holiday");
  await page.keyboard.press("End");
  await collections.addTo("Holiday");
  await expect(collections.said("1 photo added to “Holiday”.")).toBeVisible();
  await collections.addTo("Holiday");
  await expect(collections.said("Nothing new came into “Holiday”.")).toBeVisible();

  await page.keyboard.press("l");
  await collections.goTo("Holiday");
  await page.keyboard.press("Enter");
  await expect(app.tiles).toHaveCount(3);
  const all = await app.assetIds();
  await page.keyboard.press("Home");
  await page.keyboard.press("Delete");
  await expect(app.tiles).toHaveCount(2);
  await page.keyboard.press("Control+z");
  await expect(app.tiles).toHaveCount(3);
  expect(await app.assetIds()).toEqual(all);
  await page.keyboard.press("Control+z");
  await expect(app.tiles).toHaveCount(2);
  await expect(collections.said("Undid: Added 1 photo to “Holiday”.")).toBeVisible();
});

test("the address leads to a collection: back, forward and a reload", async ({ app, page }) => {
  const collections = new Collections(page);
  await chooseFirst(partsOf(app), 2);
  await collections.addTo("Holiday");
  await page.keyboard.press("l");
  await collections.goTo("Holiday");
  await page.keyboard.press("Enter");
  await expect(app.tiles).toHaveCount(2);
  expect(new URL(page.url()).searchParams.get("collection")).toMatch(/^\d+$/);
  await page.reload();
  await expect(app.grid).toHaveAccessibleName("Holiday");
  await expect(app.tiles).toHaveCount(2);
  await page.goBack();
  await expect(collections.rows).toHaveCount(1);
  await page.goBack();
  await expect(app.grid).toHaveAccessibleName("Photos");
  await page.goForward();
  await page.goForward();
  await expect(app.grid).toHaveAccessibleName("Holiday");
});

test("what a search finds becomes a collection, and is searched by itself", async ({ app, page }) => {
  const collections = new Collections(page);
  await expect(app.tile(0)).toBeVisible();
  await collections.open();
  await page.keyboard.press("n");
  await page.getByText("What a search finds").click();
  await page.getByRole("textbox", { name: "Search" }).fill("a red boat");
  await page.getByLabel("No more than").fill("7");
  await collections.nameIt("Boats");
  // What is above the line, and of that no more than was said.
  await expect(collections.row("Boats")).toContainText(/(?<!\d)[1-7] photos?/);
  await expect(collections.row("Boats")).toHaveAttribute("aria-selected", "true");

  await page.keyboard.press("Enter");
  await expect(app.grid).toHaveAccessibleName("Boats");
  const members = (await app.assetIds()).toSorted();
  expect(members.length).toBeGreaterThan(0);
  await app.find("a dog");
  await expect(page.getByText("In the collection “Boats”.")).toBeVisible();
  await expect(app.tiles).toHaveCount(members.length);
  expect((await app.assetIds()).toSorted()).toEqual(members);
  await page.getByRole("button", { name: "Search all photos" }).click();
  await app.answered("a dog");
  await expect.poll(() => app.rankedCount()).toBe(demoPhotoCount);
  await page.goBack();
  await expect(page.getByText("In the collection “Boats”.")).toBeVisible();
});

test("a name that is taken is refused where it is typed, and another one is taken", async ({ app, page }) => {
  const collections = new Collections(page);
  await chooseFirst(partsOf(app), 2);
  await collections.addTo("Rome");
  await collections.addTo("Naples");
  await page.keyboard.press("l");
  await collections.goTo("Naples");
  await page.keyboard.press("r");
  await collections.name.fill("rome");
  await collections.name.press("Enter");
  await expect(collections.dialog.getByRole("alert")).toContainText("Choose another name");
  await collections.nameIt("Amalfi");
  await expect(collections.row("Amalfi")).toBeVisible();
  await expect(collections.list).toBeFocused();
  await page.keyboard.press("Control+z");
  await expect(collections.row("Naples")).toBeVisible();
});

test("collections are merged, split and deleted, no photo is touched, and the way back leads through all", async ({
  app,
  page,
}) => {
  const collections = new Collections(page);
  await chooseFirst(partsOf(app), 3);
  await collections.addTo("Rome");
  await page.keyboard.press("End");
  await collections.addTo("Naples");

  await page.keyboard.press("l");
  await collections.goTo("Naples");
  await page.keyboard.press("x");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("x");
  await page.keyboard.press("c");
  await expect(collections.dialog).toContainText("“Naples” and “Rome”");
  await collections.nameIt("Italy");
  await expect(collections.rows).toHaveCount(1);
  await expect(collections.row("Italy")).toContainText("4 photos");

  await page.keyboard.press("Enter");
  await expect(app.tiles).toHaveCount(4);
  await chooseFirst(partsOf(app), 2);
  await page.keyboard.press("Shift+S");
  await expect(collections.dialog).toContainText("The 2 photos chosen leave “Italy”");
  await collections.nameIt("Best of it");
  await expect(app.tiles).toHaveCount(2);

  await page.keyboard.press("l");
  await expect(collections.rows).toHaveCount(2);
  await collections.goTo("Italy");
  await page.keyboard.press("Delete");
  await expect(collections.rows).toHaveCount(1);
  await expect(collections.said("Its photos stay where they are.")).toBeVisible();
  await expect(page.getByRole("button", { name: `Photos ${demoPhotoCount}` })).toBeVisible();

  await page.keyboard.press("Control+z");
  await expect(collections.rows).toHaveCount(2);
  await page.keyboard.press("Control+z");
  await expect(collections.rows).toHaveCount(1);
  await expect(collections.row("Italy")).toContainText("4 photos");
  await page.keyboard.press("Control+z");
  await expect(collections.row("Naples")).toContainText("1 photo");
  await expect(collections.row("Rome")).toContainText("3 photos");
});

test("the history tells of collections after a reload, and takes a step back there", async ({
  app,
  page,
}) => {
  const collections = new Collections(page);
  await chooseFirst(partsOf(app), 2);
  await collections.addTo("Holiday");
  await page.keyboard.press("l");
  await collections.goTo("Holiday");
  await page.keyboard.press("Delete");
  await expect(page.getByRole("heading", { name: "No collections yet" })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { name: "No collections yet" })).toBeVisible();
  await page.getByRole("button", { name: "History" }).click();
  const history = page.getByRole("dialog", { name: "History" });
  await expect(history.getByText("Created “Holiday” with 2 photos")).toBeVisible();
  await history.getByRole("button", { name: /^Undo: Deleted “Holiday”/ }).click();
  await expect(history.getByText("Undid: Deleted “Holiday” with 2 photos")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(collections.row("Holiday")).toContainText("2 photos");
});

test("what is in a collection is told, written to a file, and read from it again", async ({
  app,
  page,
  directory,
}) => {
  const collections = new Collections(page);
  await expect(app.tile(0)).toBeVisible();
  await collections.open();
  await page.keyboard.press("n");
  await page.getByText("A folder", { exact: true }).click();
  await page.getByRole("textbox", { name: "Folder" }).fill(demoDirectory());
  await collections.nameIt("All of it");
  await page.keyboard.press("t");
  await expect(collections.panel).toContainText(`Photos${demoPhotoCount}`);
  for (const fact of ["Taken", "Cameras", "Formats", "Vectors by model", "Duplicates in it"]) {
    await expect(collections.panel.getByText(fact, { exact: true })).toBeVisible();
  }

  const path = join(directory, "all.jsonl");
  await page.keyboard.press("e");
  const file = collections.dialog.getByLabel("File", { exact: true });
  await file.fill(path);
  await file.press("Enter");
  await expect(collections.dialog.getByRole("status")).toContainText(
    `${demoPhotoCount} photos with ${demoPhotoCount} vectors written to ${path}`,
  );
  expect((await stat(path)).size).toBeGreaterThan(1000);
  // Once more: it is not written over unasked.
  await file.press("Enter");
  await expect(collections.dialog.getByRole("alert")).toBeVisible();
  await collections.dialog.getByLabel("Replace the file that lies there").check();
  await collections.dialog.getByRole("button", { name: "Export" }).click();
  await expect(collections.dialog.getByRole("status")).toContainText("written to");
  await page.keyboard.press("Escape");
  const lines = (await readFile(path, "utf8")).trim().split("\n");
  expect(lines.length).toBeGreaterThanOrEqual(demoPhotoCount);

  await page.keyboard.press("o");
  await collections.dialog.getByLabel("File", { exact: true }).fill(path);
  await collections.nameIt("Read again");
  await expect(collections.row("Read again")).toContainText(`${demoPhotoCount} photos`);
});

test("from an open photo and from its menu, too", async ({ app, page }) => {
  const collections = new Collections(page);
  await app.tile(2).click();
  await expect(app.viewer).toBeVisible();
  await collections.addTo("Holiday");
  await expect(app.viewer).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(app.grid).toBeFocused();
  await app.tile(1).click({ button: "right" });
  await app.menu.getByRole("menuitem", { name: "Add to collection" }).click();
  await page.getByRole("option", { name: /^Holiday/ }).click();
  await expect(collections.said("1 photo added to “Holiday”.")).toBeVisible();
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds no violations in ${colorScheme}, as narrow as a window gets`, async ({ app, page }) => {
    const collections = new Collections(page);
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 900, height: 700 });
    await chooseFirst(partsOf(app), 3);
    expect(await violationsOf(page)).toEqual([]);
    await page.keyboard.press("a");
    await page.getByRole("combobox", { name: "Collection" }).fill("Holiday");
    await expect(page.getByRole("option")).toHaveCount(1);
    expect(await violationsOf(page)).toEqual([]);
    await page.keyboard.press("Enter");
    await expect(collections.dialog).toBeHidden();
    await page.keyboard.press("l");
    await collections.goTo("Holiday");
    await page.keyboard.press("t");
    await expect(collections.panel).toContainText("Duplicates in it");
    expect(await violationsOf(page)).toEqual([]);
    await page.keyboard.press("n");
    await page.getByText("What a search finds").click();
    await expect(page.getByLabel("No more than")).toBeVisible();
    expect(await violationsOf(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.keyboard.press("e");
    await expect(collections.dialog).toContainText("Qdrant snapshot");
    expect(await violationsOf(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await expect(collections.dialog).toBeHidden();
    await page.keyboard.press("Enter");
    await expect(app.tiles).toHaveCount(3);
    expect(await violationsOf(page)).toEqual([]);
  });
}
