import { join } from "node:path";
import type { Locator } from "@playwright/test";
import type { Ledger } from "../../src/contract/index.ts";
import type { App } from "./support/app.ts";
import { expect, test } from "./support/fixtures.ts";
import { writeManyPhotos } from "./support/many-photos.ts";

// What is looked at lasts as long as the job: on a busy machine the engine must not be done before the page was asked.
test.use({ libraryKind: "empty", niceness: 19 });
// Hundreds of large photos are read for real.
test.setTimeout(300_000);

/** Makes the photos, then adds their folder as a person does. */
async function addHoliday(app: App, photoCount: number): Promise<void> {
  const directory = join(app.server.library, "..", "Holiday");
  await writeManyPhotos(directory, photoCount);
  await app.browseTo(directory);
  await expect(app.browser.getByText(`${photoCount} photos in this folder itself`)).toBeVisible();
  await app.browser.getByRole("button", { name: "Add this folder" }).click();
  await expect(app.browser).toBeHidden();
}

/** The job's card in the open panel. */
async function holidayCard(app: App): Promise<Locator> {
  await app.pill.click();
  return app.jobs.getByRole("region", { name: "Job: Holiday" });
}

function accounted({ indexed, unchanged, duplicate, skipped, failed }: Ledger): number {
  return indexed + unchanged + duplicate + skipped + failed;
}

test("photos appear while the job still runs, and its numbers add up at the end", async ({ app, page }) => {
  await addHoliday(app, 300);
  await expect(app.tile(0)).toBeVisible();
  const card = await holidayCard(app);
  await expect(card.getByRole("progressbar")).toBeVisible();
  await expect(card.getByRole("button", { name: "Pause" })).toBeVisible();
  await expect(card).toContainText(/Looking for photos|Indexing/);
  await expect(card).toContainText(/\d+ of 300|found so far/);
  await expect(card).toContainText("photos/s");

  await expect(card).toContainText("300 photos added", { timeout: 240_000 });
  const ledger = await app.ledgerOf(card);
  expect(ledger).toEqual({ found: 300, indexed: 300, unchanged: 0, duplicate: 0, skipped: 0, failed: 0 });
  await expect(card.getByRole("progressbar")).toHaveCount(0);
  await expect(app.pill).toContainText("Up to date");
  await expect(page.getByRole("button", { name: "Photos 300" })).toBeVisible();
});

test("a paused job stands still, also over a reload of the page, until it is resumed", async ({
  app,
  page,
}) => {
  await addHoliday(app, 600);
  const card = await holidayCard(app);
  await card.getByRole("button", { name: "Pause" }).click();
  // What was in hand is finished first.
  await expect(app.pill).toContainText(/Pausing…|Paused/);
  await expect(card).toContainText("Paused");
  await expect(app.pill).toContainText("Paused");
  const paused = accounted(await app.ledgerOf(card));
  expect(paused).toBeLessThan(600);

  await page.reload();
  await expect(app.pill).toContainText("Paused");
  await app.pill.click();
  expect(accounted(await app.ledgerOf(card))).toBe(paused);
  await card.getByRole("button", { name: "Resume" }).click();
  await expect.poll(async () => accounted(await app.ledgerOf(card))).toBeGreaterThan(paused);
});

test("while it is indexed a folder can be said to go first", async ({ app, page }) => {
  await addHoliday(app, 300);
  const card = await holidayCard(app);
  // All are found, and most of them wait.
  await expect(card).toContainText(/of 300/);
  await card.getByRole("button", { name: "Pause" }).click();
  await page.keyboard.press("Escape");
  const folders = page.getByRole("list", { name: "Folders of the library" });
  await folders.getByRole("button", { name: "Holiday" }).click();
  await page.getByRole("menuitem", { name: "Index this folder first" }).click();
  await expect(app.notices.filter({ hasText: /\d+ files of Holiday go first/ })).toBeVisible();
});

test("reloaded in mid-index the page shows the work going on; cancelled, what was indexed stays", async ({
  app,
  page,
}) => {
  await addHoliday(app, 600);
  await expect(app.tile(0)).toBeVisible();
  await page.reload();
  await expect(app.tile(0)).toBeVisible();
  await expect(app.pill).toContainText(/of 600|found so far/);
  const card = await holidayCard(app);
  const before = accounted(await app.ledgerOf(card));
  await expect.poll(async () => accounted(await app.ledgerOf(card))).toBeGreaterThan(before);
  await card.getByRole("button", { name: "Cancel" }).click();
  await expect(card).toContainText("Cancelled: what was indexed stays");

  const ended = await app.ledgerOf(card);
  expect(ended.indexed).toBeGreaterThan(0);
  expect(accounted(ended)).toBeLessThan(600);
  await page.keyboard.press("Escape");
  await expect(app.jobs).toBeHidden();
  await expect(app.tile(0)).toBeVisible();
});

test.describe("when the server dies", () => {
  test.use({ expectedComplaints: [/ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET/] });

  test("indexing goes on by itself once it is started again", async ({ app, page, serve, server }) => {
    await addHoliday(app, 100);
    await expect(app.tile(0)).toBeVisible();
    await server.kill();
    const again = await serve({ library: server.library });
    await page.goto(again.url);
    await expect(app.tile(0)).toBeVisible();
    await expect(page.getByRole("button", { name: "Photos 100" })).toBeVisible({ timeout: 240_000 });
    await expect(app.pill).toContainText("Up to date", { timeout: 240_000 });
  });
});
