import type { Locator, Page } from "@playwright/test";
import { violationsOf } from "./support/axe.ts";
import { expect, test } from "./support/fixtures.ts";

const cards = (page: Page): Locator => page.getByRole("region", { name: "Models" }).getByRole("article");

async function openModels(page: Page): Promise<Locator> {
  await page.getByRole("button", { name: "Models" }).click();
  await expect(page.getByRole("heading", { name: "Models", exact: true })).toBeVisible();
  return cards(page).filter({ hasText: "In use" });
}

test("the model that ships is listed with what it is good for and takes, and is in use", async ({
  app: _,
  page,
}) => {
  const inUse = await openModels(page);
  await expect(inUse).toHaveCount(1);
  for (const fact of ["Size", "Languages", "Licence", "Speed here"]) {
    await expect(inUse.getByRole("term").filter({ hasText: fact })).toBeVisible();
  }
  await expect(inUse.getByRole("button", { name: /^Use it|^Get it/ })).toHaveCount(0);
});

test("its speed is measured, and says how long the photos that are here take", async ({ app: _, page }) => {
  const inUse = await openModels(page);
  await inUse.getByRole("button", { name: /^More for/ }).click();
  await page.getByRole("menuitem", { name: "Measure its speed" }).click();
  await expect(inUse).toContainText(/[\d.,]+ photos a (second|minute)/);
  await expect(inUse).toContainText("for your 60 photos");
  await page.reload();
  await expect(cards(page).filter({ hasText: "In use" })).toContainText("for your 60 photos");
});

test("by keyboard: M goes there, arrows move, T measures, A adds one from a folder, ? lists the keys", async ({
  app,
  page,
}) => {
  await expect(app.grid).toBeVisible();
  await app.searchField.press("Escape");
  await expect(app.searchField).not.toBeFocused();
  await page.keyboard.press("m");
  const first = cards(page).first();
  await expect(first).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await expect(first).toBeFocused();
  await page.keyboard.press("t");
  await expect(first).toContainText("Measuring…");
  await expect(first).toContainText("photos a second");
  await page.keyboard.press("a");
  const chooser = page.getByRole("dialog", { name: "Add a model from a folder" });
  await expect(chooser.getByRole("button", { name: "Add this model" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(chooser).toBeHidden();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toContainText(
    "Get the model, or use it",
  );
  await page.keyboard.press("Escape");
  await page.keyboard.press("p");
  await expect(app.grid).toBeVisible();
});

test("a link to #models leads there, again and again", async ({ app, page }) => {
  await expect(app.grid).toBeVisible();
  for (const _ of ["first", "second"]) {
    await page.evaluate(() => window.location.assign("#models"));
    await expect(cards(page).first()).toBeVisible();
    expect(new URL(page.url()).hash).toBe("");
    await page.getByRole("button", { name: /^Photos/ }).click();
    await expect(app.grid).toBeVisible();
  }
});

test.describe("the address that models come from", () => {
  test.use({ libraryKind: "empty" });

  test("is set, kept and taken back; what is no address is not saved", async ({ app: _, page }) => {
    await page.getByRole("button", { name: "Settings" }).click();
    const field = page.getByRole("textbox", { name: "Address of a mirror for models" });
    const save = page.getByRole("button", { name: "Save address" });
    await field.fill("models.example.org");
    await expect(page.getByText("An address begins with https:// or http://.")).toBeVisible();
    await expect(save).toBeDisabled();
    await field.fill("https://models.example.org/hub");
    await field.press("Enter");
    await expect(page.getByText("Models come from https://models.example.org/hub.")).toBeVisible();
    await page.reload();
    await expect(field).toHaveValue("https://models.example.org/hub");
    await field.fill("");
    await save.click();
    await expect(page.getByText("Models come from the public hub.")).toBeVisible();
  });
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`${colorScheme}, at 900 pixels`, () => {
    test.use({ colorScheme, viewport: { width: 900, height: 700 } });

    test("axe finds no violations, in the settings neither", async ({ app: _, page }) => {
      await openModels(page);
      expect(await violationsOf(page)).toEqual([]);
      await page
        .getByRole("button", { name: /^More for/ })
        .first()
        .click();
      await expect(page.getByRole("menu")).toBeVisible();
      expect(await violationsOf(page)).toEqual([]);
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Settings" }).click();
      await expect(page.getByRole("heading", { name: "Where models come from" })).toBeVisible();
      expect(await violationsOf(page)).toEqual([]);
    });
  });
}
