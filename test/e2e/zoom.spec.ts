import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { drawMarked, markedPicture } from "../helpers/marked-picture.ts";
import { App } from "./support/app.ts";
import { mismatchAtOwnPixels, openPhoto, rgbOf, tilesAreThere, zoomLevel } from "./support/closely.ts";
import { expect, test } from "./support/fixtures.ts";
import { shoebox } from "./support/shoebox.ts";
import { slowDown } from "./support/slow-down.ts";

test.use({ libraryKind: "empty" });

/** Indexes one photo and opens the page on it. */
async function indexed(directory: string, name: string, bytes: Uint8Array): Promise<string> {
  const [photos, library] = [join(directory, "Photos"), join(directory, "indexed")];
  await mkdir(photos, { recursive: true });
  await writeFile(join(photos, name), bytes);
  await shoebox("index", photos, "--library", library, "--json");
  return library;
}

const marked = drawMarked(markedPicture(6000, 4500));

const smallPng = () => drawMarked(markedPicture(3000, 2000)).png().toBuffer();

const photos: Record<string, () => Promise<Buffer>> = {
  "large.png": () => marked.clone().png({ compressionLevel: 1 }).toBuffer(),
  "large.tif": () => marked.clone().tiff({ compression: "lzw" }).toBuffer(),
  "large.jpg": () => marked.clone().jpeg({ quality: 100, chromaSubsampling: "4:4:4" }).toBuffer(),
  "turned.jpg": () =>
    marked
      .clone()
      .withMetadata({ orientation: 6 })
      .jpeg({ quality: 100, chromaSubsampling: "4:4:4" })
      .toBuffer(),
  "small.png": smallPng,
};

for (const [name, make] of Object.entries(photos)) {
  test(`${name}: at 100 % the pixels on the screen are the photo's`, async ({ page, serve, directory }) => {
    const bytes = await make();
    const server = await serve({ library: await indexed(directory, name, bytes) });
    const app = new App(page, server);
    await app.open();
    await openPhoto(app);
    await page.keyboard.press("1");
    await expect(zoomLevel(app)).toHaveText("100 %");
    if (name !== "small.png") await tilesAreThere(app, 4);
    const photo = await rgbOf(bytes);
    const middle = await mismatchAtOwnPixels(page, photo);
    expect(middle.compared).toBeGreaterThan(500_000);
    expect(middle.wrong).toBe(0);
    for (let at = 0; at < 12; at++) await page.keyboard.press("Shift+ArrowRight");
    for (let at = 0; at < 9; at++) await page.keyboard.press("Shift+ArrowDown");
    if (name !== "small.png") await tilesAreThere(app, 4);
    expect((await mismatchAtOwnPixels(page, photo)).wrong).toBe(0);
    await page.keyboard.press("0");
    await expect(zoomLevel(app)).toBeHidden();
  });
}

test("a photo whose size is still on its way is enlarged as soon as it is known", async ({
  page,
  serve,
  directory,
}) => {
  const bytes = await smallPng();
  const server = await serve({ library: await indexed(directory, "small.png", bytes) });
  await slowDown(page, 1500);
  const app = new App(page, server);
  await app.open();
  await app.tile(0).dblclick();
  await expect(app.viewer).toBeVisible();
  await page.keyboard.press("1");
  await expect(zoomLevel(app)).toHaveText("100 %");
});

test("a long screenshot is as wide as the window with W, and begins at its top", async ({
  page,
  serve,
  directory,
}) => {
  const bytes = await drawMarked(markedPicture(1080, 30_000)).png().toBuffer();
  const server = await serve({ library: await indexed(directory, "long.png", bytes) });
  const app = new App(page, server);
  await app.open();
  await openPhoto(app);
  await page.keyboard.press("w");
  const stage = await page.getByTestId("zoomed-picture").locator("..").boundingBox();
  await expect
    .poll(async () => (await page.getByTestId("zoomed-picture").boundingBox())?.width)
    .toBeCloseTo(stage?.width ?? 0, 0);
  expect((await page.getByTestId("zoomed-picture").boundingBox())?.y).toBeCloseTo(stage?.y ?? 0, 0);
  await page.keyboard.press("1");
  await tilesAreThere(app, 2);
  for (let at = 0; at < 5; at++) await page.keyboard.press("PageDown");
  await tilesAreThere(app, 2);
  expect((await mismatchAtOwnPixels(page, await rgbOf(bytes))).wrong).toBe(0);
});
