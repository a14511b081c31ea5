import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { jpeg } from "../helpers/pictures.ts";
import type { App } from "./support/app.ts";
import { expect, test } from "./support/fixtures.ts";
import { shoebox } from "./support/shoebox.ts";

test.use({ libraryKind: "empty" });
// Each test indexes a folder of its own first.
test.setTimeout(120_000);

const rowsOf = (page: Page) => page.getByRole("grid", { name: "Files with problems" }).getByRole("row");

/** A folder with two photos and four files that are none, indexed before the server starts. */
test.beforeEach(async ({ directory }) => {
  const folder = join(directory, "Holiday");
  await mkdir(join(folder, "old"), { recursive: true });
  await writeFile(join(folder, "IMG_0000.jpg"), await jpeg(0));
  await writeFile(join(folder, "IMG_0001.jpg"), await jpeg(1));
  await writeFile(join(folder, "broken.jpg"), "no picture");
  await writeFile(join(folder, "empty.png"), "");
  await writeFile(join(folder, "notes.txt"), "Dear diary");
  await writeFile(join(folder, "old", "=cmd|calc.txt"), "=1+1");
  await shoebox("index", folder, "--library", join(directory, "library"), "--json");
});

async function openProblems(app: App): Promise<void> {
  await app.page.getByRole("button", { name: "Problems 4" }).click();
  await expect(rowsOf(app.page)).toHaveCount(4);
}

test("every file that was left out is listed with its reason in plain words", async ({ app, page }) => {
  await openProblems(app);
  await expect(page.getByText("4 files were left out")).toBeVisible();
  const empty = rowsOf(page).filter({ hasText: "empty.png" });
  await expect(empty).toContainText("The file holds no bytes.");
  await expect(empty).toContainText("Failed");
  await expect(empty).toContainText("Tried once");
  await expect(rowsOf(page).filter({ hasText: "notes.txt" })).toContainText("Skipped");

  await page.getByRole("combobox", { name: "Reason" }).click();
  await page.getByRole("option", { name: "The file holds no bytes. (1)" }).click();
  await expect(rowsOf(page)).toHaveCount(1);
});

test("a file is tried again, and found once it can be read", async ({ app, page, directory }) => {
  await openProblems(app);
  await writeFile(join(directory, "Holiday", "broken.jpg"), await jpeg(2));
  const row = rowsOf(page).filter({ hasText: "broken.jpg" });
  await row.getByRole("button", { name: "Try again" }).click();
  await expect(row).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Photos 3" })).toBeVisible();
  await page.getByRole("button", { name: "Try all again" }).click();
  await expect(rowsOf(page).filter({ hasText: "empty.png" })).toContainText("Tried 2 times");
  await app.pill.click();
  await expect(app.jobs.getByRole("region", { name: "Job: Files tried again" }).first()).toBeVisible();
});

test("by keyboard a file is ignored, that is undone, and the ignored ones are listed", async ({
  app,
  page,
}) => {
  await openProblems(app);
  const list = page.getByRole("grid", { name: "Files with problems" });
  await list.focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(rowsOf(page).nth(1)).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("x");
  await expect(rowsOf(page)).toHaveCount(3);
  await expect(app.notices.filter({ hasText: "1 file ignored until it changes." })).toBeVisible();
  await page.keyboard.press("z");
  await expect(rowsOf(page)).toHaveCount(4);

  await page.getByRole("button", { name: "Ignore all" }).click();
  await expect(page.getByText("Nothing is left here but what is ignored.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Problems", exact: true })).toBeVisible();
  await page.getByText("Ignored (4)").click();
  await expect(rowsOf(page)).toHaveCount(4);
  await rowsOf(page).first().getByRole("button", { name: "List again" }).click();
  await expect(rowsOf(page)).toHaveCount(3);
});

test("the list is saved as CSV that no spreadsheet takes for formulas", async ({ app, page }) => {
  await openProblems(app);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export CSV" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe("shoebox-problems.csv");
  const csv = await readFile(await file.path(), "utf8");
  expect(csv.split("\r\n")[0]).toBe("Path,Code,What is wrong,Outcome,First seen,Last seen,Tries");
  expect(csv.trimEnd().split("\r\n")).toHaveLength(5);
});

test("the speed of indexing is chosen in the settings and kept", async ({ app, page }) => {
  await app.page.getByRole("button", { name: "Settings" }).click();
  await expect(page.getByRole("radio", { name: "Full speed" })).toBeChecked();
  await page.getByRole("radio", { name: "Polite" }).click();
  await expect(page.getByRole("radio", { name: "Polite" })).toBeChecked();
  await page.reload();
  await expect(page.getByRole("radio", { name: "Polite" })).toBeChecked();
  await expect(
    page.getByText("Only the desktop app can tell; here this is the same as polite."),
  ).toBeVisible();
});
