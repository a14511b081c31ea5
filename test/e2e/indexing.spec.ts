import { join } from "node:path";
import type { Ledger } from "../../src/contract/index.ts";
import type { App } from "./support/app.ts";
import { expect, test } from "./support/fixtures.ts";
import { writeManyPhotos } from "./support/many-photos.ts";

test.use({ libraryKind: "empty" });
// Hundreds of large photos are read for real.
test.setTimeout(120_000);

const photoCount = 150;

test.beforeEach(async ({ directory }) => {
  await writeManyPhotos(join(directory, "Holiday"), photoCount);
});

async function addHoliday(app: App): Promise<void> {
  await app.page.keyboard.press("Control+o");
  const field = app.browser.getByLabel("Path of the folder");
  await field.fill(join(app.server.library, "..", "Holiday"));
  await field.press("Enter");
  await expect(app.browser.getByText(`${photoCount} photos in this folder itself`)).toBeVisible();
  await app.browser.getByRole("button", { name: "Add this folder" }).click();
  await expect(app.browser).toBeHidden();
}

function accounted({ indexed, unchanged, duplicate, skipped, failed }: Ledger): number {
  return indexed + unchanged + duplicate + skipped + failed;
}

test("photos appear while the job still runs, and its numbers add up at the end", async ({ app, page }) => {
  await addHoliday(app);
  await expect(app.tile(0)).toBeVisible();
  await app.pill.click();
  const card = app.jobs.getByRole("region", { name: "Job: Holiday" });
  await expect(card.getByRole("progressbar")).toBeVisible();
  await expect(card.getByRole("button", { name: "Pause" })).toBeVisible();
  await expect(card).toContainText(/Looking for photos|Indexing/);
  await expect(card).toContainText(/\d+ of 150|found so far/);
  await expect(card).toContainText("photos/s");

  await expect(card).toContainText("150 photos added", { timeout: 90_000 });
  const ledger = await app.ledgerOf(card);
  expect(ledger).toEqual({ found: 150, indexed: 150, unchanged: 0, duplicate: 0, skipped: 0, failed: 0 });
  await expect(card.getByRole("progressbar")).toHaveCount(0);
  await expect(app.pill).toContainText("Up to date");
  await expect(page.getByRole("button", { name: "Photos, 150" })).toBeVisible();
});

test("a job is paused, goes on, survives a reload of the page and is cancelled", async ({ app, page }) => {
  await addHoliday(app);
  await app.pill.click();
  const card = app.jobs.getByRole("region", { name: "Job: Holiday" });
  await card.getByRole("button", { name: "Pause" }).click();
  await expect(card).toContainText("Paused");
  await expect(app.pill).toContainText("Paused");
  // What was in hand is finished first.
  await page.waitForTimeout(1500);
  const paused = accounted(await app.ledgerOf(card));
  await page.waitForTimeout(1000);
  expect(accounted(await app.ledgerOf(card))).toBe(paused);
  expect(paused).toBeLessThan(photoCount);

  await card.getByRole("button", { name: "Resume" }).click();
  await expect.poll(async () => accounted(await app.ledgerOf(card))).toBeGreaterThan(paused);
  await card.getByRole("button", { name: "Pause" }).click();
  await expect(card).toContainText("Paused");

  await page.reload();
  await expect(app.pill).toContainText("Paused");
  await expect(app.tile(0)).toBeVisible();
  await app.pill.click();
  const before = accounted(await app.ledgerOf(card));
  expect(before).toBeGreaterThan(paused);
  await card.getByRole("button", { name: "Resume" }).click();
  await expect(card).toContainText("Indexing");

  // Reloaded while it works, the page shows it at work.
  await page.reload();
  await expect(app.pill).toContainText(/of 150/);
  await app.pill.click();
  await expect.poll(async () => accounted(await app.ledgerOf(card))).toBeGreaterThan(before);
  await card.getByRole("button", { name: "Cancel" }).click();
  await expect(card).toContainText("Cancelled: what was indexed stays");
  const ended = await app.ledgerOf(card);
  expect(accounted(ended)).toBeGreaterThanOrEqual(before);
  expect(accounted(ended)).toBeLessThan(photoCount);
  await page.keyboard.press("Escape");
  await expect(app.tile(0)).toBeVisible();
});

test("a library whose server died in mid-index goes on by itself when it is started again", async ({
  app,
  page,
  serve,
  server,
}) => {
  await addHoliday(app);
  await expect(app.tile(0)).toBeVisible();
  await server.kill();
  const again = await serve({ library: server.library });
  await page.goto(again.url);
  await expect(app.tile(0)).toBeVisible();
  await expect(page.getByRole("button", { name: "Photos, 150" })).toBeVisible({ timeout: 90_000 });
  await expect(app.pill).toContainText("Up to date", { timeout: 60_000 });
});
