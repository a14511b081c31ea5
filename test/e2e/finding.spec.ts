import type { Locator, Page } from "@playwright/test";
import sharp from "sharp";
import { violationsOf } from "./support/axe.ts";
import { expect, test } from "./support/fixtures.ts";

const chips = (page: Page) => page.locator("[data-chip]");
const understood = (page: Page) => page.getByRole("list", { name: "Understood as" }).getByRole("listitem");
const options = (page: Page) => page.getByRole("listbox", { name: "Suggestions" }).getByRole("option");
const facets = (page: Page) => page.getByRole("complementary", { name: "Narrow down" });
const found = (page: Page) => page.getByRole("status").filter({ hasText: /^(\d|No photo)/ });

/** How many photos stand above the line. */
async function foundCount(page: Page): Promise<number> {
  const words = (await found(page).textContent()) ?? "";
  return Number(/^([\d,]+) photo/.exec(words)?.[1]?.replaceAll(",", "") ?? 0);
}

test.describe("the search field", () => {
  test("shows as chips what it was understood as, and words as words", async ({ app, page }) => {
    await page.keyboard.type("red dog rating:>=1 -snow without people");
    await expect(chips(page)).toHaveText(["rating:>=1", "-snow", "without people"]);
    await expect(understood(page)).toHaveText([/star/, /^not: .*snow/, /^not: .*people/]);
    await expect(app.searchField).toHaveValue("red dog rating:>=1 -snow without people");
  });

  test("loses a chip by its cross, and gets it back by undoing", async ({ app, page }) => {
    await app.searchField.fill("dog rating:>=1 sea");
    await chips(page).first().waitFor();
    const { x = 0, y = 0, width = 0 } = (await chips(page).first().boundingBox()) ?? {};
    await page.mouse.move(x + width / 2, y + 10);
    await page.getByRole("button", { name: "Take off rating:>=1" }).click();
    await expect(app.searchField).toHaveValue("dog sea");
    await expect(app.searchField).toBeFocused();
    await page.keyboard.press("Control+z");
    await expect(app.searchField).toHaveValue("dog rating:>=1 sea");
  });

  test("selects a finished chip with Backspace, and takes it out with the next", async ({ app, page }) => {
    await page.keyboard.type("dog rating:>=1 ");
    await expect(chips(page)).toHaveCount(1);
    await page.keyboard.press("Backspace");
    await expect(app.searchField).toHaveValue("dog rating:>=1 ");
    await page.keyboard.press("Backspace");
    await expect(app.searchField).toHaveValue("dog ");
    await page.keyboard.type("x");
    await page.keyboard.press("Backspace");
    await expect(app.searchField).toHaveValue("dog ");
  });

  test("says what a date in words became, and takes it as a filter or as words", async ({ app, page }) => {
    await app.searchField.fill("dog last summer");
    const dates = page.getByRole("list", { name: "Dates in words" });
    await expect(dates).toContainText(/“last summer” is June to August \d{4}/);
    await dates.getByRole("button", { name: "As a filter" }).click();
    await expect(app.searchField).toHaveValue(/^dog date:\d{4}-06\.\.\d{4}-08$/);
    await app.searchField.fill("dog last summer");
    await dates.getByRole("button", { name: "Only words" }).click();
    await expect(app.searchField).not.toHaveValue("dog last summer");
    await expect(dates).toBeHidden();
  });

  test("underlines a mistake, keeps what was found, and mends it with one key", async ({ app, page }) => {
    await app.find("format:jpeg");
    const before = await app.firstAssetIds();
    await app.searchField.fill("formt:jpeg");
    await expect(page.getByRole("alert")).toContainText("“formt”");
    await expect(app.searchField).toHaveAttribute("aria-invalid", "true");
    await expect(options(page).first()).toContainText("format:");
    expect(await app.firstAssetIds()).toEqual(before);
    await page.keyboard.press("Tab");
    await app.answered("format:jpeg");
    await expect(page.getByRole("alert")).toBeHidden();
  });

  test("completes names and values with counts, all by keyboard", async ({ app, page }) => {
    await page.keyboard.type("cam");
    await expect(options(page).filter({ hasText: "camera:" })).toBeVisible();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(app.searchField).toHaveValue("camera:");
    await expect(options(page).first()).toContainText(/\d+$/);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowUp");
    await expect(app.searchField).not.toHaveAttribute("aria-activedescendant", /./);
    await page.keyboard.press("Tab");
    await expect(app.searchField).toHaveValue(/^camera:\S+/);
    await expect(chips(page)).toHaveCount(1);
    await page.keyboard.press("Enter");
    await expect(app.grid).toBeFocused();
    await expect(options(page)).toHaveCount(0);
  });

  test("never takes Enter from whoever just searches, nor Tab from whoever leaves", async ({ app, page }) => {
    await page.keyboard.type("cam");
    await expect(options(page).first()).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(app.grid).toBeFocused();
    await expect(app.searchField).toHaveValue("cam");
    await page.keyboard.press("/");
    await page.keyboard.type("dat");
    await expect(options(page).first()).toBeVisible();
    await page.keyboard.press("Tab");
    await expect(app.searchField).not.toBeFocused();
    await expect(app.searchField).toHaveValue("dat");
  });

  test("offers what was searched for before, and forgets it", async ({ app, page }) => {
    for (const words of ["red boat", "two apples", "Red boat"]) {
      await app.find(words);
      await page.keyboard.press("Enter");
    }
    await app.searchField.fill("");
    await expect(options(page)).toHaveText(["Red boat", "two apples"]);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Shift+Delete");
    await expect(options(page)).toHaveText(["two apples"]);
    await expect(options(page)).toHaveAttribute("aria-selected", "true");
    await page.keyboard.press("Enter");
    await app.answered("two apples");
  });

  test("takes 1,000 characters, emoji and right-to-left text without a word of complaint", async ({
    app,
    page,
  }) => {
    await app.searchField.fill("x".repeat(1200));
    await expect(app.searchField).toHaveValue("x".repeat(1000));
    for (const text of ["🐕 🏖️ rating:>=1", "כלב על החוף rating:>=1"]) {
      await app.searchField.fill(text);
      await expect(chips(page)).toHaveText(["rating:>=1"]);
    }
  });
});

test.describe("narrowing down", () => {
  test("adds values to the query and takes them off, several at once, with live counts", async ({
    app,
    page,
  }) => {
    await expect(app.searchField).toBeFocused();
    await page.keyboard.press("Escape");
    await page.keyboard.press("n");
    const folders = facets(page).getByRole("region", { name: "Cameras" });
    const [first, second] = [folders.getByRole("checkbox").nth(0), folders.getByRole("checkbox").nth(1)];
    const counts = [await countOf(first), await countOf(second)];
    const [one, other] = [await nameOf(first), await nameOf(second)];
    await page.getByRole("checkbox", { name: one }).check();
    await page.getByRole("checkbox", { name: other }).check();
    await expect(app.searchField).toHaveValue(/^camera:.+\|.+$/);
    await expect.poll(() => foundCount(page)).toBe((counts[0] ?? 0) + (counts[1] ?? 0));
    await page.getByRole("checkbox", { name: one }).uncheck();
    await expect.poll(() => foundCount(page)).toBe(counts[1]);
    await facets(page)
      .getByRole("button", { name: `Without ${other}` })
      .click();
    await expect(app.searchField).toHaveValue(/^-camera:/);
    await facets(page).getByRole("button", { name: "Clear", exact: true }).click();
    await expect(app.searchField).toHaveValue("");
    await page.reload();
    await expect(facets(page)).toBeVisible();
    await page.keyboard.press("Escape");
  });

  test("chooses a range of dates by keyboard and by dragging", async ({ app, page }) => {
    await page.getByRole("button", { name: "Narrow down" }).click();
    const histogram = facets(page).getByRole("slider", { name: "Photos by date" });
    await histogram.focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("Shift+ArrowRight");
    await expect(histogram).toHaveAttribute("aria-valuetext", / to .*\d+ photos?$/);
    await page.keyboard.press("Enter");
    await expect(app.searchField).toHaveValue(/^date:\d{4}(-\d\d)?\.\.\d{4}(-\d\d)?$/);
    const { x = 0, y = 0, width = 0 } = (await histogram.boundingBox()) ?? {};
    await page.mouse.move(x + width - 2, y + 20);
    await page.mouse.down();
    await page.mouse.move(x + width / 2, y + 20);
    await page.mouse.up();
    await expect(app.searchField).toHaveValue(/^date:\d{4}/);
    await facets(page).getByRole("button", { name: "All", exact: true }).click();
    await expect(app.searchField).toHaveValue("");
  });
});

async function nameOf(box: Locator): Promise<string> {
  await box.waitFor();
  return ((await box.getAttribute("aria-label")) ?? "").replace(/, [\d,]+ photos?$/, "");
}

async function countOf(box: Locator): Promise<number> {
  await box.waitFor();
  return Number(
    /([\d,]+) photos?$/.exec((await box.getAttribute("aria-label")) ?? "")?.[1]?.replaceAll(",", ""),
  );
}

test.describe("what was found", () => {
  test("is sorted, and the address keeps it over back, forward and reload", async ({ app, page }) => {
    await app.find("format:jpeg");
    await page.getByRole("combobox", { name: "Sort by" }).selectOption("name");
    await expect(page).toHaveURL(/[?&]sort=name/);
    await expect(app.grid).toHaveAttribute("aria-busy", "false");
    const numbers = () =>
      app.tiles.evaluateAll((tiles) =>
        tiles.map((tile) => Number(/\d+/.exec(tile.getAttribute("title")?.split("\n").at(-1) ?? ""))),
      );
    await expect
      .poll(async () => {
        const shown = await numbers();
        return shown.length > 5 && shown.join() === shown.toSorted((left, right) => left - right).join();
      })
      .toBe(true);
    const sorted = await app.firstAssetIds();
    await page.reload();
    await app.answered("format:jpeg");
    await expect.poll(() => app.firstAssetIds()).toEqual(sorted);
    await page.goBack();
    await expect(page.getByRole("combobox", { name: "Sort by" })).toHaveValue("relevance");
    await page.goForward();
    await expect(page.getByRole("combobox", { name: "Sort by" })).toHaveValue("name");
  });

  test("ends with a line, behind which the less likely follow", async ({ app, page }) => {
    await app.find("two apples");
    const line = app.grid.getByRole("rowheader", { name: "Less likely" });
    await expect(line).toBeVisible();
    const above = await foundCount(page);
    const tiles = app.grid.getByRole("gridcell");
    await expect(tiles.nth(above)).toHaveAccessibleName(/, less likely$/);
    if (above > 0) await expect(tiles.nth(above - 1)).not.toHaveAccessibleName(/less likely/);
    await page.keyboard.press("Enter");
    await page.keyboard.press("End");
    await expect(app.selectedTile).toHaveAccessibleName(/, less likely$/);
    await page.keyboard.press("Home");
    await expect(app.selectedTile).toHaveAccessibleName(/^Result 1: /);
  });

  test("is all chosen at once, whatever is in view", async ({ app, page }) => {
    await app.find("format:jpeg");
    const total = await foundCount(page);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Control+a");
    await expect(page.getByRole("contentinfo")).toContainText(`${total} of ${total} photos chosen`);
    await page.keyboard.press("a");
    await expect(page.getByRole("dialog")).toContainText(`${total} photos`);
  });

  test("is nothing where filters exclude each other, and it is said why and what helps", async ({
    app,
    page,
  }) => {
    await app.searchField.fill("rating:5 rating:<3");
    await expect(page.getByRole("heading", { name: /Nothing can match this/ })).toBeVisible();
    await page.getByRole("button", { name: /^Without “rating:5”/ }).click();
    await expect(app.searchField).toHaveValue("rating:<3");
  });
});

test.describe("a picture in the search field", () => {
  test("that is dropped finds photos like it, with words beside it", async ({ app, page }) => {
    await app.searchField.fill("at night");
    await drop(page, [{ name: "given.png", bytes: await picture("#c33") }]);
    await expect(app.searchField).toHaveValue(/^at night like:[@#]\w+$/);
    await expect(chips(page)).toHaveCount(1);
    await expect(app.grid).toHaveAttribute("aria-busy", "false");
    await expect(page.locator("search img")).toBeVisible();
  });

  test("may be one of several, pasted, or a photo of the grid", async ({ app, page }) => {
    await drop(page, [
      { name: "one.png", bytes: await picture("#c33") },
      { name: "two.png", bytes: await picture("#36c") },
    ]);
    await expect(chips(page)).toHaveCount(2);
    await app.searchField.fill("");
    await paste(page, { name: "clip.png", bytes: await picture("#3a5") });
    await expect(chips(page)).toHaveCount(1);
    await app.searchField.fill("");
    await expect(app.grid).toHaveAccessibleName("Photos");
    const assetId = await app.tile(1).getAttribute("data-asset-id");
    await app.tile(1).dragTo(app.searchField);
    await expect(app.searchField).toHaveValue(`like:#${assetId}`);
    await expect(app.grid).toHaveAccessibleName("Similar photos");
  });

  test("that is broken is named, and nothing is looked for", async ({ app, page }) => {
    await drop(page, [{ name: "broken.jpg", bytes: [0xff, 0xd8, 0xff, 0xe0, 1, 2, 3] }]);
    await expect(app.notices.filter({ hasText: "broken.jpg" })).toBeVisible();
    await expect(app.searchField).toHaveValue("");
  });
});

interface Given {
  name: string;
  bytes: number[];
}

/** No two pictures are one: each has a noise of its own. */
async function picture(background: string): Promise<number[]> {
  const noise = { type: "gaussian" as const, mean: 128, sigma: 40 };
  return [
    ...(await sharp({ create: { width: 160, height: 120, channels: 3, background, noise } })
      .png()
      .toBuffer()),
  ];
}

async function drop(page: Page, files: Given[]): Promise<void> {
  await page.evaluate((given) => {
    const data = new DataTransfer();
    for (const { name, bytes } of given) data.items.add(new File([new Uint8Array(bytes)], name));
    const field = document.querySelector("[data-takes-pictures] input");
    for (const type of ["dragenter", "dragover", "drop"]) {
      field?.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: data }));
    }
  }, files);
}

async function paste(page: Page, file: Given): Promise<void> {
  await page.evaluate(({ name, bytes }) => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array(bytes)], name, { type: "image/png" }));
    const field = document.querySelector("[data-takes-pictures] input");
    field?.dispatchEvent(
      new ClipboardEvent("paste", { bubbles: true, cancelable: true, clipboardData: data }),
    );
  }, file);
}

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in ${colorScheme} colours axe finds no violations`, () => {
    test.use({ colorScheme });

    test("with chips, completion, a mistake and facets", async ({ app, page }) => {
      await app.searchField.fill("dog last summer rating:>=1 -snow camera:");
      await expect(options(page).first()).toBeVisible();
      await page.keyboard.press("ArrowDown");
      expect(await violationsOf(page)).toEqual([]);
      await app.searchField.fill("dog camra:x");
      await expect(page.getByRole("alert")).toBeVisible();
      expect(await violationsOf(page)).toEqual([]);
      await app.find("two apples");
      await page.keyboard.press("Enter");
      await page.keyboard.press("n");
      await expect(facets(page).getByRole("checkbox").first()).toBeVisible();
      await facets(page).getByRole("checkbox").first().check();
      await expect(found(page)).toBeVisible();
      expect(await violationsOf(page)).toEqual([]);
    });
  });
}

test.describe("in a narrow window", () => {
  test.use({ viewport: { width: 900, height: 700 } });

  test("facets lie over the photos, and Escape puts them away", async ({ app, page }) => {
    await expect(app.tile(0)).toBeVisible();
    const before = await app.grid.boundingBox();
    await page.getByRole("button", { name: "Narrow down" }).click();
    await expect(facets(page).getByRole("checkbox").first()).toBeVisible();
    expect(await app.grid.boundingBox()).toEqual(before);
    await facets(page).getByRole("checkbox").first().focus();
    await page.keyboard.press("Escape");
    await expect(facets(page)).toBeHidden();
    await expect(app.grid).toBeFocused();
  });
});
