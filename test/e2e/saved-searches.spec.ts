import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { jpeg, put } from "../helpers/pictures.ts";
import { violationsOf } from "./support/axe.ts";
import { expect, test } from "./support/fixtures.ts";
import { Searches } from "./support/searches.ts";

test.use({ libraryKind: "copy" });

test("a search is saved under a name, and found again by a click, a digit and the palette", async ({
  app,
  page,
}) => {
  const searches = new Searches(page);
  await expect(app.tile(0)).toBeVisible();
  await expect(searches.list).toHaveCount(0);
  await app.find("boat");
  const found = await app.firstAssetIds();
  // While it is being typed in the field.
  await page.keyboard.press("Control+s");
  await expect(searches.dialog).toBeVisible();
  await expect(searches.dialog.getByLabel("Name")).toHaveValue("boat");
  await expect(searches.dialog.getByLabel("Name")).toBeFocused();
  await page.keyboard.type("On the water");
  await page.keyboard.press("Enter");
  await expect(searches.row("On the water")).toHaveAttribute("aria-current", "page");
  await expect(searches.row("On the water")).toHaveAccessibleName(/^On the water, [\d,]+ photos?$/);
  await app.find("dog");
  await expect(searches.row("On the water")).not.toHaveAttribute("aria-current", "page");

  await page.getByRole("button", { name: /^Problems/ }).click();
  await searches.row("On the water").click();
  await app.answered("boat");
  expect(await app.firstAssetIds()).toEqual(found);

  await page.getByRole("button", { name: /^Models/ }).click();
  await expect(app.grid).toHaveCount(0);
  await page.keyboard.press("1");
  await app.answered("boat");
  await page.goBack();
  await expect(app.grid).toHaveCount(0);
  await page.keyboard.press("Control+k");
  await page.keyboard.type("on the wat");
  await page.keyboard.press("Enter");
  await app.answered("boat");
});

test("its count follows the library as it grows", async ({ app, page, directory }) => {
  const searches = new Searches(page);
  await app.searchField.fill('name:"zebra crossing"');
  await searches.save("Zebras");
  await expect(searches.row("Zebras")).toHaveAccessibleName("Zebras, 0 photos");
  const folder = join(directory, "streets");
  await put(join(folder, "zebra crossing.jpg"), await jpeg(3));
  await app.addFolder(folder);
  await expect(searches.row("Zebras")).toHaveAccessibleName("Zebras, 1 photo");
});

test("the order in which photos were shown is saved with them", async ({ app, page }) => {
  const searches = new Searches(page);
  await app.find("boat");
  await page.getByRole("combobox", { name: /order|sort/i }).selectOption("oldest");
  await expect(page).toHaveURL(/sort=oldest/);
  await searches.save("Old boats");
  await app.find("dog");
  await searches.row("Old boats").click();
  await expect(page).toHaveURL(/q=boat&sort=oldest/);
  await expect(searches.row("Old boats")).toHaveAttribute("aria-current", "page");
});

test.describe("with three of them", () => {
  test.beforeEach(async ({ app, page }) => {
    const searches = new Searches(page);
    for (const name of ["boat", "dog", "snow"]) {
      await app.find(name);
      await searches.save(name);
    }
  });

  test("they are put in another order by keyboard and by hand, which is kept", async ({ page }) => {
    const searches = new Searches(page);
    await searches.row("snow").focus();
    await page.keyboard.press("Alt+ArrowUp");
    await searches.expectNames("boat", "snow", "dog");
    await page.keyboard.press("Alt+ArrowUp");
    await searches.expectNames("snow", "boat", "dog");
    await expect(searches.row("snow")).toBeFocused();
    await page.keyboard.press("Alt+ArrowUp");
    await page.keyboard.press("ArrowDown");
    await expect(searches.row("boat")).toBeFocused();
    await searches.row("dog").dragTo(searches.row("snow"));
    await searches.expectNames("dog", "snow", "boat");
    await page.reload();
    await searches.expectNames("dog", "snow", "boat");
  });

  test("one is renamed, and deleted with a way back to where it stood", async ({ app, page }) => {
    const searches = new Searches(page);
    await searches.fromMenu("dog", /Rename/);
    await expect(searches.dialog.getByLabel("Name")).toHaveValue("dog");
    await searches.dialog.getByLabel("Name").fill("BOAT");
    await page.keyboard.press("Enter");
    await expect(searches.dialog.getByRole("alert")).toContainText("“boat” already");
    await searches.dialog.getByLabel("Name").fill("Dogs");
    await page.keyboard.press("Enter");
    await searches.expectNames("boat", "Dogs", "snow");

    await searches.row("Dogs").focus();
    await page.keyboard.press("Delete");
    await searches.expectNames("boat", "snow");
    await expect(searches.row("snow")).toBeFocused();
    await app.notices.getByRole("button", { name: "Undo" }).last().click();
    await searches.expectNames("boat", "Dogs", "snow");
    await searches.fromMenu("snow", /Delete/);
    await searches.expectNames("boat", "Dogs");
    await app.grid.focus();
    await page.keyboard.press("Control+z");
    await searches.expectNames("boat", "Dogs", "snow");
  });

  test("a name that is taken gives way when that is said", async ({ app, page }) => {
    const searches = new Searches(page);
    await app.find("lighthouse");
    await page.getByRole("button", { name: "Save this search" }).click();
    await searches.dialog.getByLabel("Name").fill("Boat");
    await expect(searches.dialog).toContainText(
      "There is a search “boat” already. It looks for “boat” so far.",
    );
    await searches.dialog.getByRole("button", { name: "Replace" }).click();
    await searches.expectNames("Boat", "dog", "snow");
    await expect(searches.row("Boat")).toHaveAttribute("aria-current", "page");
    await app.notices.getByRole("button", { name: "Undo" }).last().click();
    await expect(searches.row("boat")).not.toHaveAttribute("aria-current", "page");
    await searches.expectNames("boat", "dog", "snow");
  });

  test("they go into a file and come back from it; what is no such file is said", async ({
    app,
    page,
    directory,
  }) => {
    const searches = new Searches(page);
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "More for saved searches" }).click();
    await page.getByRole("menuitem", { name: "Export…" }).click();
    const file = join(directory, (await download).suggestedFilename());
    await (await download).saveAs(file);
    expect(JSON.parse(await readFile(file, "utf8"))).toMatchObject({
      format: "shoebox-searches",
      version: 1,
    });
    await searches.fromMenu("dog", /Delete/);
    await searches.expectNames("boat", "snow");
    await searches.import(file);
    await expect(app.notices.getByText("1 search imported from shoebox-searches.json.")).toBeVisible();
    await searches.expectNames("boat", "snow", "dog");

    await searches.import({ name: "notes.json", text: "no JSON" });
    await expect(app.notices.getByText("notes.json holds no saved searches.")).toBeVisible();
    await searches.import({ name: "other.json", text: '{"format":"shoebox-verdicts"}' });
    await expect(
      app.notices.getByText(/other.json cannot be imported: .*no file of saved searches/),
    ).toBeVisible();
    await searches.expectNames("boat", "snow", "dog");
  });
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`${colorScheme}, fifty of them`, () => {
    test.use({ colorScheme, viewport: { width: 900, height: 640 } });

    test("scroll, leave room for the folders, and axe finds no violations", async ({ app, page }) => {
      const searches = new Searches(page);
      await expect(app.tile(0)).toBeVisible();
      const fifty = Array.from({ length: 50 }, (_, index) => ({
        name: `Search ${index + 1}`,
        query: `boat ${index}`,
      }));
      fifty[20] = { name: "Gone", query: 'in:"A folder that is gone"' };
      const text = JSON.stringify({ format: "shoebox-searches", version: 1, searches: fifty });
      await searches.import({ name: "fifty.json", text });
      await expect(searches.rows).toHaveCount(50);
      await expect(searches.row("Gone")).toHaveAccessibleName(/There is no .*“A folder that is gone”/);
      for (const width of [900, 1200]) {
        await page.setViewportSize({ width, height: 640 });
        expect(await violationsOf(page)).toEqual([]);
        await expect(page.getByRole("button", { name: "Add folder" })).toBeInViewport();
        await searches.rows.first().focus();
        await page.keyboard.press("End");
        await expect(searches.rows.last()).toBeFocused();
        await expect(searches.rows.last()).toBeInViewport();
        await expect(searches.rows.first()).not.toBeInViewport();
      }
      await searches.row("Gone").click({ button: "right" });
      await expect(page.getByRole("menuitem", { name: /Rename/ })).toBeVisible();
      expect(await violationsOf(page)).toEqual([]);
    });
  });
}

test.describe("in a library without photos", () => {
  test.use({ libraryKind: "empty" });

  test("nothing of them is in the way", async ({ app: _, page }) => {
    await expect(page.getByRole("button", { name: "Try it with demo photos" })).toBeVisible();
    await expect(page.getByText("Searches", { exact: true })).toHaveCount(0);
    await expect(page.getByRole("button", { name: "Save this search" })).toBeHidden();
  });
});
