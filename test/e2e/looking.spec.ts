import { expect, test } from "./support/fixtures.ts";

test("Enter opens the photo that is chosen, arrows turn, Escape leads back to the one last seen", async ({
  app,
  page,
}) => {
  await expect(app.tile(0)).toBeVisible();
  const order = await app.assetIds();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await expect(app.viewer).toBeVisible();
  await expect(app.viewer.getByText("1 of ")).toBeVisible();
  await expect(app.viewer.getByRole("img").first()).toBeVisible();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowLeft");
  await expect(app.viewer.getByText("2 of ")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(app.viewer).toBeHidden();
  expect(await app.selectedAssetId()).toBe(order[1]);
  await expect(app.grid).toBeFocused();
});

test("an open photo is shown sharp: its own pixels, not the thumbnail's", async ({ app }) => {
  await app.tile(0).dblclick();
  await expect(app.viewer).toBeVisible();
  await expect
    .poll(() =>
      app.viewer
        .locator("img")
        .evaluateAll((images) =>
          Math.max(
            ...images.map((image) =>
              image instanceof HTMLImageElement && image.complete ? image.naturalWidth : 0,
            ),
          ),
        ),
    )
    .toBeGreaterThan(320);
});

test("the facts of a photo: path, size, date and camera, with its match where it was searched for", async ({
  app,
  page,
}) => {
  await app.typeAndFind("a dog");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("i");
  await expect(app.details).toContainText(/\d+ × \d+/);
  await expect(app.details).toContainText(/\d (kB|MB)/);
  await expect(app.details).toContainText(/Demo photos\/.+\.\w+/);
  await expect(app.details).toContainText(/score -?\d\.\d{3}/);
  await page.keyboard.press("i");
  await expect(app.details).toBeHidden();
});

test("similar photos begin with the photo itself, and leave the words behind", async ({ app, page }) => {
  await expect(app.tile(3)).toBeVisible();
  await app.tile(3).click({ modifiers: ["Control"] });
  const chosen = await app.selectedAssetId();
  await page.keyboard.press("s");
  await expect(app.grid).toHaveAccessibleName("Similar photos");
  await expect.poll(async () => (await app.assetIds()).length).toBeGreaterThan(5);
  const scores = await app.tiles.evaluateAll((tiles) =>
    tiles.map((tile) => Number(/score (-?[\d.]+)/.exec(tile.getAttribute("title") ?? "")?.[1])),
  );
  expect(scores).toEqual(scores.toSorted((left, right) => right - left));
  expect(chosen).not.toBeNull();
  await page.keyboard.press("Escape");
  await expect(app.grid).toHaveAccessibleName("Photos");
});

test("a right click offers what the keys do, each with its key", async ({ app }) => {
  await app.tile(2).click({ button: "right" });
  await expect(app.menu.getByRole("menuitem")).toHaveText([
    /^OpenEnter$/,
    /^Find similarS$/,
    /^Add to collection…A$/,
    /^Edit caption…Shift C$/,
    /^Show in folderF$/,
    /^Copy pathC$/,
    /^DetailsI$/,
  ]);
  await app.menu.getByRole("menuitem", { name: "Open" }).click();
  await expect(app.viewer.getByText("3 of ")).toBeVisible();
});

test("? lists the keys, and Escape closes the list", async ({ app, page }) => {
  await expect(app.tile(0)).toBeVisible();
  await expect(app.searchField).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(app.grid).toBeFocused();
  await page.keyboard.press("?");
  const list = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(list).toContainText("Find similar photos");
  await page.keyboard.press("Escape");
  await expect(list).toBeHidden();
});
