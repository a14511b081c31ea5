import { cp } from "node:fs/promises";
import { join } from "node:path";
import type { Locator, Page } from "@playwright/test";
import { ModelHub, modelsWithPublished, published } from "../helpers/model-hub.ts";
import type { App } from "./support/app.ts";
import { test as base, expect } from "./support/fixtures.ts";
import { demoLibrary } from "./support/run-directory.ts";

const { name } = published;

/** The demo photos, indexed with the model that ships, and a hub that has another. */
const test = base.extend<{ hub: ModelHub }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs
  hub: async ({}, use) => {
    const hub = await ModelHub.start();
    await use(hub);
    await hub.stop();
  },
  server: async ({ directory, serve, hub }, use) => {
    const library = join(directory, "library");
    await cp(demoLibrary(), library, { recursive: true });
    const environment = await modelsWithPublished(join(directory, "models"), hub);
    await use(await serve({ library, environment }));
  },
});

const card = (page: Page): Locator => page.getByRole("article", { name, exact: true });
const shippedCard = (page: Page): Locator => page.getByRole("article").first();

async function openModels(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Models/ }).click();
  await expect(card(page)).toBeVisible();
}

async function getModel(page: Page): Promise<void> {
  await openModels(page);
  await page.getByRole("button", { name: `Get it: ${name}` }).click();
  await expect(buttonToUse(page)).toBeVisible();
}

const buttonToUse = (page: Page): Locator => page.getByRole("button", { name: `Use it: ${name}` });

/** @returns once the model of the card has taken over */
async function switchTo(page: Page, of: Locator): Promise<void> {
  await of.getByRole("button", { name: /^Use it/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Use it" }).click();
  await expect(of).toContainText("In use");
}

async function expectSearchWorks(app: App): Promise<void> {
  // The same words again change nothing, and do not leave the screen.
  await app.searchField.clear();
  await app.find("a dog by the sea at dusk");
}

test("a model comes over a network that fails now and then, going on where it was", async ({
  app: _,
  page,
  hub,
}) => {
  hub.faults.push("drop", 503);
  await getModel(page);
  expect(hub.requests.filter(({ range }) => range !== undefined)).not.toEqual([]);
});

test("a file that the hub does not have is said with its address; the next try fetches only what is missing", async ({
  app,
  page,
  hub,
}) => {
  // Asked for last, when another file is whole.
  hub.faultsOf.set("tokenizer_config.json", 404);
  await openModels(page);
  await page.getByRole("button", { name: `Get it: ${name}` }).click();
  const alert = card(page).getByRole("alert");
  await expect(alert).toContainText(`${hub.address}/tests/drawings-again/resolve/main/tokenizer_config.json`);
  await expect(alert).toContainText("404");
  await expectSearchWorks(app);
  hub.faultsOf.clear();
  await openModels(page);
  await page.getByRole("button", { name: `Try again: ${name}` }).click();
  await expect(buttonToUse(page)).toBeVisible();
  const timesOf = (asked: string) => hub.requests.filter(({ path }) => path === asked).length;
  const askedOnce = hub.requests.filter(({ path }) => timesOf(path) === 1);
  expect(askedOnce).not.toEqual([]);
});

test("bytes that are not the model's are not taken for it", async ({ app, page, hub }) => {
  hub.faultsOf.set("tokenizer.json", "wrong-bytes");
  await openModels(page);
  await page.getByRole("button", { name: `Get it: ${name}` }).click();
  await expect(card(page).getByRole("alert")).toContainText("tokenizer.json");
  await expect(buttonToUse(page)).toHaveCount(0);
  await expectSearchWorks(app);
});

test("a download is cancelled and keeps what came", async ({ app: _, page, hub }) => {
  hub.faultsOf.set("onnx/vision_model.onnx", "stall");
  await openModels(page);
  await page.getByRole("button", { name: `Get it: ${name}` }).click();
  await expect(card(page)).toContainText(/[\d.]+ MB of 13 MB/);
  await card(page).getByRole("button", { name: "Cancel" }).click();
  hub.faultsOf.clear();
  await page.getByRole("button", { name: `Get it: ${name}` }).click();
  await expect(buttonToUse(page)).toBeVisible();
  const asked = hub.requests.filter(({ path }) => path.endsWith("onnx/vision_model.onnx"));
  expect(asked.at(-1)?.range).toMatch(/^bytes=[1-9]\d*-$/);
});

test("a model that was got takes over, and going back takes no time", async ({ app, page }) => {
  await getModel(page);
  await switchTo(page, card(page));
  await expectSearchWorks(app);
  await openModels(page);
  await expect(shippedCard(page)).toContainText("It knows all your photos: it takes over at once.");
  await switchTo(page, shippedCard(page));
  await expectSearchWorks(app);
  await page.reload();
  await openModels(page);
  await expect(shippedCard(page)).toContainText("In use");
  await expect(card(page)).toContainText("It knows all your photos: it takes over at once.");
});

test("the vectors of the model before go where that was told", async ({ app, page }) => {
  await getModel(page);
  await buttonToUse(page).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("checkbox", { name: /^Keep the index/ }).uncheck();
  await dialog.getByRole("button", { name: "Use it" }).click();
  await expect(card(page)).toContainText("In use");
  await expect(shippedCard(page)).not.toContainText("It knows all your photos");
  await expectSearchWorks(app);
  await openModels(page);
  await switchTo(page, shippedCard(page));
  await expectSearchWorks(app);
});

test("a model that is not in use is checked and removed, and can be got again", async ({ app: _, page }) => {
  await getModel(page);
  await card(page)
    .getByRole("button", { name: `More for ${name}` })
    .click();
  await page.getByRole("menuitem", { name: "Check its files" }).click();
  await expect(page.getByText(`${name} works.`)).toBeVisible();
  await card(page)
    .getByRole("button", { name: `More for ${name}` })
    .click();
  await page.getByRole("menuitem", { name: /^Remove/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove it" }).click();
  await expect(page.getByRole("button", { name: `Get it: ${name}` })).toBeVisible();
});

test("a model is added from a folder, used, and removed again", async ({ app, page, directory }) => {
  const folder = join(directory, "My model");
  await cp(join(directory, "models", "drawings"), folder, { recursive: true });
  await openModels(page);
  await page.getByRole("button", { name: "Add a model from a folder…" }).click();
  const chooser = page.getByRole("dialog", { name: "Add a model from a folder" });
  await chooser.getByLabel("Path of the folder").fill(folder);
  await chooser.getByRole("button", { name: "Add this model" }).click();
  const own = page.getByRole("article").filter({ hasText: "Your own" });
  await expect(own).toBeVisible();
  await switchTo(page, own);
  await expectSearchWorks(app);
  await openModels(page);
  await switchTo(page, shippedCard(page));
  await own.getByRole("button", { name: /^More for/ }).click();
  await page.getByRole("menuitem", { name: /^Remove/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove it" }).click();
  await expect(own).toHaveCount(0);
});

test("a folder without a model is refused in words, and nothing is added", async ({
  app: _,
  page,
  directory,
}) => {
  await openModels(page);
  const before = await page.getByRole("article").count();
  await page.getByRole("button", { name: "Add a model from a folder…" }).click();
  const chooser = page.getByRole("dialog", { name: "Add a model from a folder" });
  await chooser.getByLabel("Path of the folder").fill(join(directory, "models"));
  await chooser.getByRole("button", { name: "Add this model" }).click();
  await expect(page.getByRole("alert").filter({ hasText: join(directory, "models") })).toBeVisible();
  await expect(page.getByRole("article")).toHaveCount(before);
});
