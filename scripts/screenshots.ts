import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "@playwright/test";
import { withTemporaryDirectory } from "../bench/temporary.ts";
import { Server, shoebox } from "../test/e2e/support/shoebox.ts";
import { systemChromium } from "../test/e2e/support/system-chromium.ts";

/**
 * `npm run screenshots`: the main screens, of the built app on demo photos, for docs/.
 * The same seed gives the same photos; thumbnails and fonts may differ between machines.
 */
const docs = join(import.meta.dirname, "../docs");
const demo = { count: "240", seed: "58" };

interface Look {
  colorScheme: "light" | "dark";
  viewport: { width: number; height: number };
}

const wide: Look = { colorScheme: "light", viewport: { width: 1440, height: 900 } };
const dark: Look = { ...wide, colorScheme: "dark" };
const narrow: Look = { ...dark, viewport: { width: 900, height: 700 } };

async function open(browser: Browser, server: Server, look: Look): Promise<Page> {
  const page = await browser.newPage({ ...look, locale: "en-GB", reducedMotion: "reduce" });
  await page.goto(server.url);
  await page.getByRole("searchbox", { name: "Search photos" }).waitFor();
  return page;
}

async function shoot(page: Page, name: string): Promise<void> {
  await page.waitForLoadState("networkidle");
  await page.waitForTimeout(500);
  await page.screenshot({ path: join(docs, `screenshot-${name}.png`) });
  console.log(`docs/screenshot-${name}.png`);
}

async function search(page: Page, words: string): Promise<void> {
  // The first words of a library also load the model.
  await page.getByRole("searchbox", { name: "Search photos" }).fill("warm");
  await page.getByText("photos by relevance").waitFor();
  await page.getByRole("searchbox", { name: "Search photos" }).fill(words);
  await page.getByText("photos by relevance").waitFor();
}

async function shootLibrary(browser: Browser, server: Server): Promise<void> {
  const photos = await open(browser, server, dark);
  await photos.getByRole("gridcell").first().waitFor();
  await shoot(photos, "photos");
  const results = await open(browser, server, wide);
  await search(results, "penguins by the sea");
  await shoot(results, "search");
  await results.getByRole("gridcell").first().dblclick();
  await results.getByRole("dialog", { name: "Photo viewer" }).waitFor();
  await shoot(results, "viewer");
  const review = await open(browser, server, dark);
  await review.getByRole("button", { name: /^Duplicates/ }).click();
  await review.getByRole("tab", { name: /Same picture/ }).click();
  await review.waitForTimeout(2000);
  await shoot(review, "duplicates");
  await review.keyboard.press("ArrowDown");
  await review.keyboard.press("Enter");
  await review.getByRole("dialog", { name: "Compare copies" }).waitFor();
  await shoot(review, "compare");
  const models = await open(browser, server, wide);
  await models.getByRole("button", { name: /^Models/ }).click();
  await models.getByRole("article").first().waitFor();
  await models.keyboard.press("ArrowDown");
  await models.keyboard.press("t");
  await models.getByText(/for your [\d,]+ photos/).waitFor();
  await models.getByRole("heading", { name: "Models" }).click();
  await shoot(models, "models");
  const small = await open(browser, server, narrow);
  await search(small, "three mangoes in the kitchen");
  await shoot(small, "narrow");
}

async function shootFirstRun(browser: Browser, directory: string): Promise<void> {
  const server = await Server.start({ library: join(directory, "empty") });
  const page = await open(browser, server, wide);
  await page.getByRole("button", { name: /demo photos/ }).waitFor();
  await shoot(page, "first-run");
  await page.getByRole("button", { name: /demo photos/ }).click();
  await page.getByRole("gridcell").nth(12).waitFor({ timeout: 120_000 });
  await page.getByRole("button", { name: "Jobs" }).click();
  await shoot(page, "indexing");
  await server.stop();
}

await withTemporaryDirectory(async (directory) => {
  await mkdir(docs, { recursive: true });
  const [photos, library] = [join(directory, "Photos"), join(directory, "library")];
  await shoebox("demo", photos, "--count", demo.count, "--seed", demo.seed);
  await shoebox("index", photos, "--library", library);
  const browser = await chromium.launch(systemChromium);
  const server = await Server.start({ library });
  await shootLibrary(browser, server);
  await shootFirstRun(browser, directory);
  await server.stop();
  await browser.close();
});
