import { join } from "node:path";
import { chromium, type Page } from "@playwright/test";
import type { AssetTexts } from "../src/core/catalog/assets.ts";
import { writeManyPhotos } from "../test/e2e/support/many-photos.ts";
import { Server } from "../test/e2e/support/shoebox.ts";
import { systemChromium } from "../test/e2e/support/system-chromium.ts";
import { fillLibrary } from "../test/helpers/fill-library.ts";
import { longTaskAim, newPage, scrollThrough, takeLongTasks, words } from "./page.ts";
import { median, millis, percentile, type Row } from "./table.ts";
import { withTemporaryDirectory } from "./temporary.ts";

const libraries = [10_000, 100_000];
const indexedPhotos = 200;
const readingPixels = 30;

/** As long as a caption, which takes the same way to the page. */
const titled = (row: number): AssetTexts => ({
  title: `a red boat on the sea beside photo ${row} of a long summer`,
  description: null,
  keywords: [],
  rating: null,
  isFavorite: false,
  isRejected: false,
  people: [],
  oddities: [],
});

/** What the page does with a large library: opening, scrolling from end to end, and showing photos as they are indexed. */
export async function gridRows(): Promise<Row[]> {
  const browser = await chromium.launch(systemChromium);
  try {
    const rows: Row[] = [];
    for (const count of libraries) rows.push(...(await largeLibrary(count, () => newPage(browser))));
    return [...rows, ...(await whileIndexing(() => newPage(browser)))];
  } finally {
    await browser.close();
  }
}

async function largeLibrary(count: number, openPage: () => Promise<Page>): Promise<Row[]> {
  return withTemporaryDirectory(async (library) => {
    await fillLibrary({ libraryDirectory: library, count, texts: titled });
    const server = await Server.start({ library });
    const page = await openPage();
    const label = `${count.toLocaleString("en")} photos`;
    await page.goto(server.url);
    await firstTile(page);
    const opening: number[] = [];
    for (let run = 0; run < 5; run++) {
      const started = performance.now();
      await page.reload();
      await firstTile(page);
      opening.push(performance.now() - started);
    }
    const loading = await takeLongTasks(page);
    const frames = await scrollThrough(page, "[role=grid]");
    const scrolling = await takeLongTasks(page);
    // So slowly that what can be seen on each photo is asked for, and said.
    await scrollThrough(page, "[role=grid]", readingPixels);
    const reading = await takeLongTasks(page);
    await page.close();
    await server.stop();
    return [
      { name: `${label}: page opened to the first thumbnail, median`, value: millis(median(opening)) },
      { name: `${label}: long tasks while opening (last of five)`, value: words(loading), aim: longTaskAim },
      { name: `${label}: frame while scrolling, median`, value: millis(median(frames)) },
      { name: `${label}: frame while scrolling, 95 %`, value: millis(percentile(frames, 95)) },
      { name: `${label}: long tasks while scrolling`, value: words(scrolling), aim: longTaskAim },
      { name: `${label}: long tasks while scrolling slowly`, value: words(reading), aim: longTaskAim },
    ];
  });
}

async function whileIndexing(openPage: () => Promise<Page>): Promise<Row[]> {
  return withTemporaryDirectory(async (directory) => {
    const photos = join(directory, "photos");
    await writeManyPhotos(photos, indexedPhotos);
    const server = await Server.start({ library: join(directory, "library") });
    const page = await openPage();
    await page.goto(server.url);
    await page.keyboard.press("Control+o");
    const dialog = page.getByRole("dialog", { name: "Add a folder" });
    await dialog.getByLabel("Path of the folder").fill(photos);
    await dialog.getByLabel("Path of the folder").press("Enter");
    await dialog.getByText(`${indexedPhotos} photos in this folder itself`).waitFor();
    await takeLongTasks(page);
    await dialog.getByRole("button", { name: "Add this folder" }).click();
    await page.getByRole("button", { name: `Photos ${indexedPhotos}` }).waitFor({ timeout: 300_000 });
    const tasks = await takeLongTasks(page);
    await page.close();
    await server.stop();
    return [
      { name: `long tasks while ${indexedPhotos} photos are indexed`, value: words(tasks), aim: longTaskAim },
    ];
  });
}

async function firstTile(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const image = document.querySelector<HTMLImageElement>('[role="gridcell"] img');
    return image?.complete === true && image.naturalWidth > 0;
  });
}
