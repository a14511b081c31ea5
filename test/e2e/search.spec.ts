import type { Locator, Page, WebSocket } from "@playwright/test";
import { rankedWords } from "./support/app.ts";
import { expect, test } from "./support/fixtures.ts";

test("the search field has the focus at the start, and typing gives results without Enter", async ({
  app,
  page,
}) => {
  await expect(app.tile(0)).toBeVisible();
  const byDate = await app.firstAssetIds();
  await expect(app.searchField).toBeFocused();
  await page.keyboard.type("a dog by the sea");
  await expect(page.getByText(rankedWords)).toBeVisible();
  await expect(app.grid).toHaveAccessibleName("Search results");
  await expect(app.tile(0)).toHaveAccessibleName(/^Result 1: /);
  await expect.poll(() => app.firstAssetIds()).not.toEqual(byDate);

  await page.keyboard.press("Escape");
  await expect(app.grid).toHaveAccessibleName("Photos");
  await expect(app.searchField).toBeFocused();
  await expect.poll(() => app.firstAssetIds()).toEqual(byDate);
});

test("the best come first, each with its score one hover away", async ({ app }) => {
  await app.typeAndFind("two apples");
  await expect(app.tile(0)).toHaveAttribute("title", /^Match 1, score -?\d\.\d{3}\n.+\.\w+$/);
  const scores = await app.tiles.evaluateAll((tiles) =>
    tiles.map((tile) => Number(/score (-?[\d.]+)/.exec(tile.getAttribute("title") ?? "")?.[1])),
  );
  expect(scores.length).toBeGreaterThan(5);
  expect(scores).toEqual(scores.toSorted((left, right) => right - left));
});

interface WatchedQueries {
  /** The texts that were asked for over the page's connection. */
  queries: string[];
  /** How many of them have their answer, or were given up. */
  settled: () => number;
}

function watchQueries(page: Page): WatchedQueries {
  const queries: string[] = [];
  const asked = new Set<string>();
  const settled = new Set<string>();
  const idOf = (payload: string | Buffer) => /"i":"?(\w+)"?/.exec(String(payload))?.[1] ?? "";
  // What is read and completed while it is typed is another question.
  const queryIn = (payload: string) =>
    payload.includes("search/text") ? /"query":"([^"]*)"/.exec(payload)?.[1] : undefined;
  const isAbort = (payload: string | Buffer) => /"t":4\b/.test(String(payload));
  page.on("websocket", (socket: WebSocket) => {
    socket.on("framesent", ({ payload }) => {
      const query = queryIn(String(payload));
      if (query !== undefined) asked.add(idOf(payload));
      if (query !== undefined) queries.push(query);
      if (isAbort(payload) && asked.has(idOf(payload))) settled.add(idOf(payload));
    });
    socket.on("framereceived", ({ payload }) => {
      if (asked.has(idOf(payload))) settled.add(idOf(payload));
    });
  });
  return { queries, settled: () => settled.size };
}

/** Letter by letter, as fast as a page can take them, however slow the machine is. */
async function typeAtOnce(field: Locator, text: string): Promise<void> {
  await field.evaluate((element, whole) => {
    const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set;
    for (let length = 1; length <= whole.length; length++) {
      setValue?.call(element, whole.slice(0, length));
      element.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }, text);
}

test("typing fast asks seldom, and the last words win", async ({ app, page }) => {
  const { queries, settled } = watchQueries(page);
  await page.reload();
  await expect(app.tile(0)).toBeVisible();
  await typeAtOnce(app.searchField, "a red boat at sunset");
  await typeAtOnce(app.searchField, "snow");
  await app.answered("snow");
  expect(queries.at(-1)).toBe("snow");
  // Nothing that was asked before comes in afterwards.
  await expect.poll(() => settled() - queries.length).toBe(0);
  const shown = await app.firstAssetIds();
  expect(queries.length).toBeLessThan(4);

  await page.reload();
  await app.answered("snow");
  await expect.poll(() => app.firstAssetIds()).toEqual(shown);
});

test("the model that ships is named once, with queries it answers well, until the note is closed", async ({
  app,
  page,
}) => {
  const notice = page.getByText("Starter model: everyday things.");
  await page.keyboard.type("a flurgle by the sea");
  await expect(notice).toBeVisible();
  await expect(page.getByRole("link", { name: "Get a larger one" })).toHaveAttribute("href", "#models");
  const suggestion = notice.getByRole("button").filter({ hasNotText: "Hide" }).first();
  const words = (await suggestion.textContent()) ?? "";
  await suggestion.click();
  await app.answered(words);
  await notice.getByRole("button", { name: "Hide" }).click();
  await expect(notice).toBeHidden();
  await page.reload();
  await app.answered(words);
  await expect(notice).toBeHidden();
});

test("down or Enter leads from the field into the results, / leads back", async ({ app, page }) => {
  await app.typeAndFind("a dog");
  await page.keyboard.press("ArrowDown");
  await expect(app.grid).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(app.tile(0)).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("/");
  await expect(app.searchField).toBeFocused();
  await page.keyboard.type("cat");
  await expect(app.searchField).toHaveValue("cat");
});

test("other words show their best matches first, however far down one was", async ({ app, page }) => {
  await app.typeAndFind("two apples");
  const scrollTop = () => app.grid.evaluate((grid) => grid.scrollTop);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("End");
  await expect.poll(scrollTop).toBeGreaterThan(500);
  await page.keyboard.press("Shift+ArrowLeft");
  await expect(page.getByText(/^2 of .* chosen$/)).toBeVisible();
  await page.keyboard.press("/");
  await app.typeAndFind("a dog");
  await expect.poll(scrollTop).toBe(0);
  await expect(app.tile(0)).toBeInViewport();
  // Nothing is chosen where nobody sees it.
  await expect(page.getByText(/ chosen$/)).toHaveCount(0);
});

test("the last search is there again after a reload", async ({ app, page }) => {
  await app.typeAndFind("two apples");
  const found = await app.firstAssetIds();
  await page.reload();
  await app.answered("two apples");
  await expect.poll(() => app.firstAssetIds()).toEqual(found);
});

test("what is written about photos comes first, and each says where the words stand", async ({
  app,
  page,
}) => {
  // One whose name no copy of it has.
  const name = "IMG_5048.jpg";
  await app.find(name);
  await expect(app.tile(0)).toContainText(`name: ${name}`);
  await expect(app.tile(0)).toHaveAccessibleName(new RegExp(`, name: ${name}$`));
  await expect(
    page.getByRole("status").filter({ hasText: /1 (photo|of them) with these words, then/ }),
  ).toBeVisible();
  // A look-alike has nothing to tell.
  await expect(app.tile(20)).toHaveText("");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Home");
  await page.keyboard.press("i");
  await expect(app.details).toContainText(`name: ${name}`);
});
