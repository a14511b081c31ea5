import { expect, test } from "./support/fixtures.ts";

test.use({ libraryKind: "empty" });

test("an empty library says what to do, and the search field has the focus", async ({ app, page }) => {
  await expect(page.getByRole("heading", { name: "Find any photo by describing it" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Choose a folder…" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Try it with demo photos" })).toBeVisible();
  await expect(app.searchField).toBeFocused();
  await expect(app.grid).toHaveCount(0);
});

test("searching an empty library says that there is nothing yet", async ({ app, page }) => {
  await app.searchField.fill("a dog by the sea");
  await expect(page.getByRole("heading", { name: "Nothing to search yet" })).toBeVisible();
  await app.searchField.press("Escape");
  await expect(page.getByRole("heading", { name: "Find any photo by describing it" })).toBeVisible();
});

test("Escape leads out of the empty field, though no photo could have the keyboard: the next key is an action's", async ({
  app,
  page,
}) => {
  await expect(app.searchField).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(app.searchField).not.toBeFocused();
  await page.keyboard.press("?");
  const keys = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(keys).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(keys).toBeHidden();
  await page.keyboard.press("/");
  await expect(app.searchField).toBeFocused();
  await expect(app.searchField).toHaveValue("");
});
