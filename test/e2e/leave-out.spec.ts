import { join } from "node:path";
import { jpeg, put } from "../helpers/pictures.ts";
import { expect, test } from "./support/fixtures.ts";
import { shoebox } from "./support/shoebox.ts";

test.use({ libraryKind: "empty" });
test.setTimeout(120_000);

/** A photo, one in a NAS's folder of thumbnails, and one in a folder that a rule of one's own may name. */
test.beforeEach(async ({ directory }) => {
  const folder = join(directory, "Holiday");
  for (const [number, name] of ["a.jpg", "@eaDir/b.jpg", "Scans/c.jpg"].entries()) {
    await put(join(folder, name), await jpeg(number));
  }
  await shoebox("index", folder, "--library", join(directory, "library"), "--json");
});

test("each kind of what is left out has a name and a switch, and its photos come and go with it", async ({
  app,
  page,
}) => {
  await expect(page.getByRole("button", { name: "Photos 2" })).toBeVisible();
  await app.page.getByRole("button", { name: "Settings" }).click();
  const nas = page.getByRole("switch", { name: "Thumbnails and snapshots of Synology, QNAP and other NAS" });
  await expect(nas).toBeChecked();
  await nas.click();
  await expect(nas).not.toBeChecked();
  await expect(page.getByRole("button", { name: "Photos 3" })).toBeVisible();
  await page.reload();
  await expect(nas).not.toBeChecked();
  await nas.press("Space");
  await expect(page.getByRole("button", { name: "Photos 2" })).toBeVisible();
});

test("rules of one's own stand after them, as text", async ({ app, page }) => {
  await app.page.getByRole("button", { name: "Settings" }).click();
  const rules = page.getByRole("textbox", { name: "Rules for what is left out" });
  await page.getByRole("switch", { name: "Picasa's copies of originals" }).click();
  await expect(rules).not.toHaveValue(/picasaoriginals/);
  await rules.fill(`${await rules.inputValue()}\nScans/`);
  await page.getByRole("button", { name: "Save rules" }).click();
  await expect(page.getByText("The rules are saved.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Photos 1" })).toBeVisible();
  await expect(page.getByRole("switch", { name: "Capture One caches" })).toBeChecked();
});
