import { homes } from "../../src/renderer/actions/registry.ts";
import { shortcutGroups } from "../../src/renderer/keys/shortcut-groups.ts";
import { expect, test } from "./support/fixtures.ts";

test("the list behind ? has every key there is, each in the group of its action", async ({ app, page }) => {
  await app.tile(0).click({ modifiers: ["Control"] });
  await page.keyboard.press("?");
  const list = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(list).toBeVisible();
  for (const { title, rows } of shortcutGroups(homes)) {
    const group = list
      .locator("section")
      .filter({ has: page.getByRole("heading", { name: title, exact: true }) });
    await expect(group.locator("dt")).toHaveText(rows.map(({ keys }) => keys));
    await expect(group.locator("dd")).toHaveText(rows.map(({ what }) => what));
  }
});

test("the keys of the screens lead there, wherever the focus is but in a field", async ({ app, page }) => {
  await app.tile(0).click({ modifiers: ["Control"] });
  const screens = [
    ["d", page.getByRole("region", { name: "Duplicates" })],
    ["l", page.getByRole("region", { name: "Collections" })],
    ["m", page.getByRole("region", { name: "Models" })],
    ["w", page.getByRole("region", { name: "Problems" })],
    ["Control+,", page.getByRole("heading", { name: "Settings" })],
    ["p", app.grid],
  ] as const;
  for (const [key, screen] of screens) {
    await page.keyboard.press(key);
    await expect(screen).toBeVisible();
  }
  await app.searchField.fill("pdm");
  await app.searchField.press("d");
  await expect(app.searchField).toHaveValue("pdmd");
});

test("a button that has the focus is pressed by Enter and Space, and nothing else happens", async ({
  app,
  page,
}) => {
  await app.tile(0).click({ modifiers: ["Control"] });
  await page.getByRole("button", { name: "Square tiles" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Whole photos" })).toBeVisible();
  await page.keyboard.press("Space");
  await expect(page.getByRole("button", { name: "Square tiles" })).toBeVisible();
  await expect(app.viewer).toBeHidden();
});

test("each tooltip shows the key of its action", async ({ app, page }) => {
  await expect(app.tile(0)).toBeVisible();
  for (const [name, key] of [
    ["Smaller photos", "−"],
    ["Larger photos", "+"],
    ["Details", "I"],
    ["Keyboard shortcuts", "?"],
  ] as const) {
    await page.getByRole("toolbar", { name: "View" }).getByRole("button", { name }).hover();
    await expect(page.getByRole("tooltip")).toHaveText(`${name} (${key})`);
  }
});
