import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { jpeg } from "../helpers/pictures.ts";
import { App } from "./support/app.ts";
import { expect, test } from "./support/fixtures.ts";
import { withReadOnly } from "./support/less-rights.ts";
import { shoebox } from "./support/shoebox.ts";

test.use({ libraryKind: "empty" });

test("a library that can only be read is shown and searched, and the page says what is not kept", async ({
  page,
  directory,
  serve,
}, testInfo) => {
  const [folder, library] = [join(directory, "Holiday"), join(directory, "read-only")];
  await mkdir(folder);
  for (const number of [0, 1]) await writeFile(join(folder, `${number}.jpg`), await jpeg(number));
  await shoebox("index", folder, "--library", library, "--json");
  const through = await withReadOnly(library);
  test.skip(through === undefined, "nothing may be mounted here");

  const app = new App(page, await serve({ library, ...(through && { through }) }));
  await app.open();
  const strip = page.getByRole("status").filter({ hasText: "This library can only be read" });
  await expect(strip).toBeVisible();
  await expect(app.tiles).toHaveCount(2);
  await app.find("anything");
  await page.screenshot({ path: testInfo.outputPath("read-only.png") });

  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByText("Polite", { exact: true }).click();
  await expect(page.getByRole("alert")).toContainText("The library can only be read");
  await page.screenshot({ path: testInfo.outputPath("read-only-settings.png") });
});
