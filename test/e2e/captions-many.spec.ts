import type { Page } from "@playwright/test";
import { violationsOf } from "./support/axe.ts";
import { namesOf, test } from "./support/captions.ts";
import { expect } from "./support/fixtures.ts";
import { demoPhotoCount } from "./support/global-setup.ts";

const section = (page: Page) => page.getByRole("region", { name: "Captions", exact: true });
const mode = (page: Page, name: string) => section(page).getByRole("radio", { name });

test("of several photos at once they are refused, written again and undone, by keyboard and by menu", async ({
  app,
  page,
  captions,
  captioned,
}) => {
  const first = await captions.choose(3);
  const ids = [...(await namesOf(page)).keys()].slice(first, first + 3);
  const isSaid = async () => {
    const names = await namesOf(page);
    return ids.map((id) => names.get(id)?.startsWith(`${captioned.captions.get(id)}, taken `));
  };
  const before = await isSaid();
  await page.keyboard.press("Shift+X");
  await expect(captions.said("The captions of 3 photos are gone.")).toBeVisible();
  await expect.poll(isSaid).toEqual([false, false, false]);
  await page.keyboard.press("Control+z");
  await expect.poll(isSaid).toEqual(before);
  await page.keyboard.press("Shift+F10");
  await app.menu.getByRole("menuitem", { name: /^Write 3 captions again/ }).click();
  await expect(captions.said("Captions of 3 photos are written again.")).toBeVisible();
  await expect.poll(isSaid).toEqual([false, false, false]);
  await page.keyboard.press("Control+z");
  await expect.poll(isSaid).toEqual(before);
});

test("switched off and removed, there are none; switched on they come back by themselves", async ({
  app,
  page,
  captions,
  captioned,
}) => {
  // Those of which the captioner is not sure enough have none.
  const all = `${captioned.captions.size} of ${demoPhotoCount} photos have a caption.`;
  await captions.choose();
  const before = await captions.text.textContent();
  await page.keyboard.press("m");
  await expect(section(page)).toContainText(all);
  await expect(mode(page, "All photos")).toBeChecked();
  await section(page).getByRole("article").first().focus();
  await page.keyboard.press("Shift+X");
  await page.getByRole("button", { name: "Remove them" }).click();
  await expect(mode(page, "Off")).toBeChecked();
  await expect(section(page)).toContainText(`0 of ${demoPhotoCount} photos have a caption.`);
  await page.keyboard.press("p");
  await expect(captions.text).toHaveText("No caption.");
  await expect(app.selectedTile).not.toHaveAccessibleName(new RegExp(`^${before}`));

  await page.keyboard.press("m");
  await section(page).getByRole("article").first().focus();
  await page.keyboard.press("e");
  await expect(section(page)).toContainText(all);
  await page.keyboard.press("p");
  await expect(captions.text).toHaveText(before ?? "");
});

test("only what one opens gets a caption, where that is wished", async ({ app, page, captions }) => {
  const position = await captions.choose();
  const before = (await captions.text.textContent()) ?? "";
  await page.keyboard.press("m");
  await section(page).getByRole("button", { name: "Remove all written captions…" }).click();
  await page.getByRole("button", { name: "Remove them" }).click();
  await expect(mode(page, "Off")).toBeChecked();
  await mode(page, "What I open, and favourites").click();
  await expect(mode(page, "What I open, and favourites")).toBeChecked();
  await page.keyboard.press("p");
  await expect(captions.text).toHaveText("No caption.");
  await app.tile(position).click();
  await expect(app.viewer).toBeVisible();
  await expect(captions.text).toHaveText(before);
  await page.keyboard.press("Escape");
  await expect(app.selectedTile).toHaveAccessibleName(new RegExp(`^${before}, taken `));
  await expect(app.tile(position + 1)).not.toHaveAccessibleName(/^(?!Photo taken)/);
});

test("“?” lists their keys, and the palette does what they do", async ({ page, captions }) => {
  await captions.choose();
  await page.keyboard.press("?");
  const list = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  for (const name of ["Edit the caption", "Write the caption again", "Not this caption"]) {
    await expect(list.getByText(name, { exact: true }).first()).toBeVisible();
  }
  await page.keyboard.press("Escape");
  await expect(list).toBeHidden();
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "What to do, or where to go" }).fill("not this caption");
  await page.keyboard.press("Enter");
  await expect(captions.text).toHaveText("No caption.");
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`${colorScheme}, at 900 pixels`, () => {
    test.use({ colorScheme, viewport: { width: 900, height: 700 } });

    test("axe finds no violations", async ({ app, page, captions }) => {
      await captions.choose();
      expect(await violationsOf(page)).toEqual([]);
      await page.keyboard.press("Shift+C");
      await expect(captions.editor).toBeFocused();
      expect(await violationsOf(page)).toEqual([]);
      await page.keyboard.press("Escape");
      await page.keyboard.press("Enter");
      await expect(app.viewer).toBeVisible();
      await expect(captions.text).toBeVisible();
      expect(await violationsOf(page)).toEqual([]);
      await page.keyboard.press("i");
      await expect(captions.part).toBeHidden();
      await expect(app.viewer.getByRole("img", { name: /^Written by / })).toBeVisible();
      expect(await violationsOf(page)).toEqual([]);
      await page.keyboard.press("Escape");
      await page.keyboard.press("m");
      await expect(section(page).getByRole("article").first()).toBeVisible();
      expect(await violationsOf(page)).toEqual([]);
    });
  });
}
