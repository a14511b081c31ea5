import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { jpeg } from "../helpers/pictures.ts";
import { bag, withXmp, xmpDocument } from "../helpers/written-metadata.ts";
import { expect, test } from "./support/fixtures.ts";

test.use({ libraryKind: "empty" });

const patience = { timeout: 60_000 };

const takeout = JSON.stringify({
  title: "IMG_3.jpg",
  description: "By the weir",
  photoTakenTime: { timestamp: "1258375918" },
  people: [{ name: "Anna Example" }, { name: "Bert Example" }],
  favorited: true,
});

test("a photo's details say who is in it, where its date is from, and no more of it than is known", async ({
  app,
  page,
  directory,
}) => {
  const folder = join(directory, "Summer");
  await mkdir(folder);
  await writeFile(join(folder, "IMG-20190714-WA0003.jpg"), await jpeg(1));
  const print = xmpDocument(
    bag("lr:hierarchicalSubject", "Family|Grandmother"),
    'photoshop:DateCreated="1985"',
  );
  await writeFile(join(folder, "print.jpg"), withXmp(await jpeg(2), print));
  await writeFile(join(folder, "IMG_3.jpg"), await jpeg(3));
  await writeFile(join(folder, "IMG_3.jpg.supplemental-met.json"), takeout);
  await writeFile(join(folder, "metadata.json"), JSON.stringify({ title: "Summer by the river" }));
  await app.addFolder(folder);
  await expect(app.tiles).toHaveCount(3, patience);
  await expect(page.getByRole("grid")).toContainText("1985");
  await expect(page.getByRole("grid")).not.toContainText("January 1985");
  if (process.env.SHOTS) await page.screenshot({ path: join(process.env.SHOTS, "grid.png") });
  await page.keyboard.press("i");
  await app.tile(0).click();
  await expect(app.details).toContainText(/14 July 2019\s*from the file’s name/);
  await page.keyboard.press("ArrowRight");
  await expect(app.details).toContainText("Anna Example, Bert Example");
  await expect(app.details).toContainText("By the weir");
  await expect(app.details).toContainText("A favourite");
  await expect(app.details).toContainText("AlbumSummer by the river");
  if (process.env.SHOTS) await page.screenshot({ path: join(process.env.SHOTS, "people.png") });
  await page.keyboard.press("ArrowRight");
  await expect(app.details).toContainText("Taken1985");
  await expect(app.details).not.toContainText("1985,");
  await expect(app.details).toContainText("Family, Grandmother");
  if (process.env.SHOTS) await page.screenshot({ path: join(process.env.SHOTS, "year.png") });
});
