import type { Page } from "@playwright/test";
import { violationsOf } from "./support/axe.ts";
import { expect, test } from "./support/fixtures.ts";

const palette = (page: Page) => page.getByRole("dialog", { name: "Command palette" });
const field = (page: Page) => palette(page).getByRole("combobox", { name: "What to do, or where to go" });
const options = (page: Page) => palette(page).getByRole("option");

async function choose(page: Page, typed: string): Promise<void> {
  await page.keyboard.press("Control+k");
  await field(page).fill(typed);
  await page.keyboard.press("Enter");
  await expect(palette(page)).toBeHidden();
}

test("anything is done by its name, and the palette gives the keyboard back", async ({ app, page }) => {
  await expect(app.tile(0)).toBeVisible();
  await app.tile(0).click({ modifiers: ["Control"] });
  await expect(app.grid).toBeFocused();
  await page.keyboard.press("Control+k");
  await expect(field(page)).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(palette(page)).toBeHidden();
  await expect(app.grid).toBeFocused();

  await choose(page, "details");
  await expect(app.details).toBeVisible();
  await choose(page, "square tiles");
  await choose(page, "go nowhere at all");
  await expect(app.searchField).toHaveValue("go nowhere at all");
});

test("each is offered with its key, those that were chosen last first, and none that cannot be done", async ({
  app,
  page,
}) => {
  await expect(app.tile(0)).toBeVisible();
  await page.keyboard.press("Control+k");
  await field(page).fill("similar");
  // No photo is chosen.
  await expect(options(page)).toHaveText(["Search for “similar”"]);
  await page.keyboard.press("Escape");
  await choose(page, "duplic");
  await expect(page.getByRole("region", { name: "Duplicates" })).toBeVisible();
  await page.keyboard.press("Control+k");
  await expect(options(page).first()).toContainText("Duplicates");
  await field(page).fill("undo");
  await expect(options(page).first()).toHaveText("Undo the last stepU");
  await page.keyboard.press("Escape");
  await choose(page, "photos");
  await app.tile(0).click({ modifiers: ["Control"] });
  await page.keyboard.press("Control+k");
  await field(page).fill("similar");
  await expect(options(page).first()).toHaveText("Find similar photosS");
  await options(page).first().click();
  await expect(page.getByRole("grid", { name: "Similar photos" })).toBeVisible();
});

test("arrows go round, and what is chosen is read aloud by the field", async ({ app, page }) => {
  await expect(app.tile(0)).toBeVisible();
  await page.keyboard.press("Control+k");
  const active = async () => {
    const id = await field(page).getAttribute("aria-activedescendant");
    return page.locator(`[id="${id}"]`);
  };
  await expect(await active()).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("ArrowUp");
  await expect(options(page).last()).toHaveAttribute("aria-selected", "true");
  await expect(options(page).last()).toBeInViewport();
  await page.keyboard.press("ArrowDown");
  await expect(options(page).first()).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Control+k");
  await expect(palette(page)).toBeHidden();
});

test("an open photo has it, too, with what can be done there", async ({ app, page }) => {
  await app.tile(0).click();
  await expect(app.viewer).toBeVisible();
  await choose(page, "next photo");
  await expect(app.viewer.getByText("2 of ")).toBeVisible();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
  // Escape closes what lies on top, and nothing below it.
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeHidden();
  await expect(app.viewer).toBeVisible();
  await choose(page, "back to the photos");
  await expect(app.viewer).toBeHidden();
});

test("colours are changed by it, and stay over a reload", async ({ app, page }) => {
  await expect(app.tile(0)).toBeVisible();
  await choose(page, "dark colours");
  await expect(page.locator("html")).toHaveAttribute("data-mantine-color-scheme", "dark");
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-mantine-color-scheme", "dark");
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`${colorScheme}`, () => {
    test.use({ colorScheme });

    test("axe finds no violations in the palette", async ({ app, page }) => {
      await expect(app.tile(0)).toBeVisible();
      await page.keyboard.press("Control+k");
      await expect(field(page)).toBeFocused();
      expect(await violationsOf(page)).toEqual([]);
      await field(page).fill("photo");
      await expect(options(page).last()).toHaveText("Search for “photo”");
      expect(await violationsOf(page)).toEqual([]);
    });
  });
}
