import { expect, test } from "./support/fixtures.ts";

test("back and forward move between screens, searches and the open photo, and never out of the app", async ({
  app,
  page,
}) => {
  await expect(app.tile(0)).toBeVisible();
  const first = () => app.firstAssetIds();
  const byDate = await first();
  await app.find("two apples");
  const apples = await first();
  await app.find("snow");
  expect(await first()).not.toEqual(apples);
  const snow = await first();
  await page.getByRole("button", { name: /^Duplicates/ }).click();
  await expect(page.getByRole("region", { name: "Duplicates" })).toBeVisible();
  await page.getByRole("button", { name: /^Photos/ }).click();
  await app.tile(1).click();
  await expect(app.viewer).toBeVisible();
  await page.keyboard.press("ArrowRight");
  await expect(page).toHaveURL(new RegExp(`photo=${snow[2]}$`));

  // One step for the open photo, whichever it was turned to.
  await page.goBack();
  await expect(app.viewer).toBeHidden();
  await expect(app.selectedTile).toHaveAttribute("data-asset-id", snow[2] ?? "");
  await page.goForward();
  await expect(app.viewer).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(app.viewer).toBeHidden();
  await page.keyboard.press("Alt+ArrowLeft");
  await expect(page.getByRole("region", { name: "Duplicates" })).toBeVisible();
  await page.keyboard.press("Alt+ArrowLeft");
  await expect(app.searchField).toHaveValue("snow");
  await expect.poll(first).toEqual(snow);
  await page.goBack();
  await expect(app.searchField).toHaveValue("two apples");
  await expect.poll(first).toEqual(apples);
  await page.goBack();
  await expect(app.searchField).toHaveValue("");
  await expect.poll(first).toEqual(byDate);

  // There is nothing before that but the app, and all that came after is still there.
  for (let step = 0; step < 3; step++) await page.goBack();
  await expect(app.searchField).toHaveValue("");
  await expect(app.tile(0)).toBeVisible();
  await page.keyboard.press("Alt+ArrowRight");
  await expect(app.searchField).toHaveValue("two apples");
  await page.goForward();
  await expect(app.searchField).toHaveValue("snow");
});

test("a reload keeps what was open, and a copied address leads to the same", async ({
  app,
  page,
  context,
}) => {
  await app.find("snow");
  await app.tile(2).click();
  await expect(app.viewer).toBeVisible();
  await app.openName();
  const name = await app.viewer.locator("p").first().textContent();
  await page.reload();
  await expect(app.viewer).toBeVisible();
  await expect(app.viewer.locator("p").first()).toHaveText(name ?? "");
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(other.getByRole("dialog", { name: "Photo viewer" }).locator("p").first()).toHaveText(
    name ?? "",
  );
  // Where nothing was before it, closing it leads to its photos all the same.
  await other.keyboard.press("Escape");
  await expect(other.getByRole("combobox", { name: "Search photos" })).toHaveValue("snow");
  await other.close();

  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Settings" }).click();
  await page.reload();
  await expect(page.getByRole("heading", { name: "Settings" })).toBeVisible();
});

test("the place in the photos is there again when one comes back", async ({ app, page }) => {
  await expect(app.tile(0)).toBeVisible();
  const scrollTop = () => app.grid.evaluate((grid) => Math.round(grid.scrollTop));
  await app.grid.evaluate((grid) => grid.scrollTo(0, 700));
  await expect.poll(() => page.evaluate(() => window.history.state?.scrollTop)).toBe(700);
  await app.find("snow");
  await expect.poll(scrollTop).toBe(0);
  await page.goBack();
  await expect(app.grid).toHaveAccessibleName("Photos");
  await expect.poll(scrollTop).toBe(700);
});

test("what is typed on is one step, and escaping from it another", async ({ app, page }) => {
  await expect(app.tile(0)).toBeVisible();
  await app.typeAndFind("snowman");
  await page.keyboard.press("Escape");
  await expect(app.grid).toHaveAccessibleName("Photos");
  await page.goBack();
  await expect(app.searchField).toHaveValue("snowman");
  await page.goBack();
  await expect(app.searchField).toHaveValue("");
});

test("a group that is compared has an address: back, forward, a reload and a copy of it lead there", async ({
  app,
  page,
  context,
}) => {
  await expect(app.tile(0)).toBeVisible();
  await page.getByRole("button", { name: /^Duplicates/ }).click();
  const groups = page.getByRole("listbox", { name: "Groups" });
  await page.getByRole("tab", { name: /Same picture/ }).click();
  await expect(groups.getByRole("option").first()).toBeVisible();
  await expect(groups).toBeFocused();
  await page.keyboard.press("Enter");
  const compare = page.getByRole("dialog", { name: "Compare copies" });
  const title = compare.getByRole("heading", { level: 2 });
  await expect(title).toContainText("1 of ");
  await page.keyboard.press("ArrowDown");
  await expect(title).toContainText("2 of ");
  await expect(page).toHaveURL(/tier=same-picture&group=/);
  const address = page.url();

  // One step, whichever group one has gone on to.
  await page.goBack();
  await expect(compare).toBeHidden();
  await expect(groups).toBeFocused();
  await page.goForward();
  await expect(title).toContainText("2 of ");
  await page.reload();
  await expect(title).toContainText("2 of ");
  const other = await context.newPage();
  await other.goto(address);
  await expect(
    other.getByRole("dialog", { name: "Compare copies" }).getByRole("heading", { level: 2 }),
  ).toContainText("2 of ");
  await other.keyboard.press("Escape");
  await expect(other.getByRole("dialog", { name: "Compare copies" })).toBeHidden();
  await expect(other.getByRole("tab", { name: /Same picture/ })).toHaveAttribute("aria-selected", "true");
  await other.goto(address.replace(/group=[^&]*/, "group=none-such"));
  await expect(other.getByText("That group is not in the list any more.")).toBeVisible();
  await expect(other.getByRole("dialog", { name: "Compare copies" })).toBeHidden();
  await other.close();

  await page.keyboard.press("Escape");
  await page.keyboard.press("h");
  const history = page.getByRole("dialog", { name: /History|What was done/ });
  await expect(history).toBeVisible();
  await page.reload();
  await expect(history).toBeVisible();
  await page.keyboard.press("Alt+ArrowLeft");
  await expect(history).toBeHidden();
});
