import { violationsOf } from "./support/axe.ts";
import { expect, test } from "./support/fixtures.ts";

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`${colorScheme}, axe finds no violations`, () => {
    test.use({ colorScheme });

    test("among the photos, with the menu and the details open", async ({ app, page }) => {
      await expect(app.tile(0)).toBeVisible();
      expect(await violationsOf(page)).toEqual([]);
      await app.tile(0).click({ modifiers: ["Control"] });
      await page.keyboard.press("i");
      await expect(app.details).toContainText("Show in folder");
      expect(await violationsOf(page)).toEqual([]);
      await app.tile(1).click({ button: "right" });
      await expect(app.menu).toBeVisible();
      expect(await violationsOf(page)).toEqual([]);
    });

    test("among results, with the note about the model that ships", async ({ app, page }) => {
      await app.typeAndFind("a flurgle by the sea");
      await expect(page.getByText("Starter model: everyday things.")).toBeVisible();
      expect(await violationsOf(page)).toEqual([]);
    });

    test("in an open photo", async ({ app, page }) => {
      await app.tile(0).dblclick();
      await expect(app.viewer).toBeVisible();
      await page.keyboard.press("i");
      await expect(app.details.last()).toContainText("Find similar");
      expect(await violationsOf(page)).toEqual([]);
    });

    test("in the directory browser, the jobs, the keys and the problems", async ({ app, page }) => {
      await page.keyboard.press("Control+o");
      await expect(app.browser.getByLabel("Path of the folder")).toBeVisible();
      expect(await violationsOf(page)).toEqual([]);
      await page.keyboard.press("Escape");
      await expect(app.browser).toBeHidden();
      await app.pill.click();
      await expect(app.jobs).toBeVisible();
      expect(await violationsOf(page)).toEqual([]);
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Keyboard shortcuts" }).click();
      await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
      expect(await violationsOf(page)).toEqual([]);
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: /^Problems/ }).click();
      await expect(page.getByRole("heading", { name: /Problems|Every file was read/ })).toBeVisible();
      expect(await violationsOf(page)).toEqual([]);
    });
  });
}

test.describe("on the first run", () => {
  test.use({ libraryKind: "empty" });

  test("axe finds no violations", async ({ app: _, page }) => {
    await expect(page.getByRole("button", { name: "Try it with demo photos" })).toBeVisible();
    expect(await violationsOf(page)).toEqual([]);
  });
});
