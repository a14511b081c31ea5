import { chromium, type Page } from "@playwright/test";
import { openCatalog } from "../../src/core/catalog/index.ts";
import { Server } from "../../test/e2e/support/shoebox.ts";
import { systemChromium } from "../../test/e2e/support/system-chromium.ts";
import { fillLibrary } from "../../test/helpers/fill-library.ts";
import { longTaskAim, newPage, scrollThrough, takeLongTasks, words } from "../page.ts";
import { median, millis, percentile, type Row } from "../table.ts";
import { withTemporaryDirectory } from "../temporary.ts";

const groups = 10_000;
const steps = 60;

/** The Duplicates screen with 10,000 groups: opened, scrolled from end to end, gone through by keyboard. */
export async function pageRows(): Promise<Row[]> {
  const browser = await chromium.launch(systemChromium);
  try {
    return await withTemporaryDirectory(async (library) => {
      await fillLibrary({ libraryDirectory: library, count: groups });
      addCopies(library);
      const server = await Server.start({ library, niceness: 10 });
      const page = await newPage(browser);
      await page.goto(server.url);
      await page.getByRole("button", { name: /^Duplicates [\d,]+/ }).waitFor();
      await takeLongTasks(page);
      const started = performance.now();
      await page.getByRole("button", { name: /^Duplicates/ }).click();
      await page.getByRole("listbox", { name: "Groups" }).getByRole("option").first().waitFor();
      const openedMillis = performance.now() - started;
      const opening = await takeLongTasks(page);
      const frames = await scrollThrough(page, "[role=listbox]");
      const scrolling = await takeLongTasks(page);
      const turns = await goThrough(page);
      const turning = await takeLongTasks(page);
      await server.stop();
      return [
        { name: "10,000 groups: screen opened", value: millis(openedMillis) },
        { name: "10,000 groups: long tasks while opening", value: words(opening), aim: longTaskAim },
        { name: "10,000 groups: frame while scrolling, median", value: millis(median(frames)) },
        { name: "10,000 groups: frame while scrolling, 95 %", value: millis(percentile(frames, 95)) },
        { name: "10,000 groups: long tasks while scrolling", value: words(scrolling), aim: longTaskAim },
        {
          name: "10,000 groups: from group to group in the comparison, median",
          value: millis(median(turns)),
        },
        { name: "10,000 groups: long tasks meanwhile", value: words(turning), aim: longTaskAim },
      ];
    });
  } finally {
    await browser.close();
  }
}

/** Of each photo a second file with the same bytes: as many groups as photos. */
function addCopies(library: string): void {
  const catalog = openCatalog(library);
  catalog.transaction(() => {
    for (const { assetId } of catalog.duplicateFiles.keys()) {
      const [file] = catalog.duplicateFiles.filesOf(assetId);
      if (!file) continue;
      const [directoryId, name] = [catalog.directories.idOf(1, "copies"), `copy ${assetId}.jpg`];
      const { sizeBytes, modifiedAt } = file;
      catalog.files.queue({ sizeBytes, modifiedAt, inode: 1e6 + assetId, directoryId, name, jobId: 0 });
      const fileId = catalog.files.idOf(directoryId, name);
      catalog.files.finish({ fileId, jobId: 0, outcome: "duplicate", assetId, code: null, message: null });
      catalog.assets.touch(assetId, groups + assetId);
    }
  });
  catalog.close();
}

/** From the key to the next group's title, in ms. */
async function goThrough(page: Page): Promise<number[]> {
  await page.keyboard.press("Home");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "1 of 10,000" }).waitFor();
  return page.evaluate(async (count) => {
    const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const title = () => document.querySelector("[aria-modal=true] h2")?.textContent;
    const taken: number[] = [];
    for (let step = 0; step < count; step++) {
      const [before, started] = [title(), performance.now()];
      const key = new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true });
      document.activeElement?.dispatchEvent(key);
      while (title() === before) await nextFrame();
      taken.push(performance.now() - started);
    }
    return taken;
  }, steps);
}
