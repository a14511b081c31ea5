import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { Review } from "./support/duplicates.ts";
import { expect, test } from "./support/fixtures.ts";
import { demoDirectory } from "./support/run-directory.ts";
import { shoebox } from "./support/shoebox.ts";

test.use({ libraryKind: "empty" });
test.describe.configure({ timeout: 180_000 });

/** Of the original: the middle of its left part. */
const cut = { left: 0.05, top: 0.15, width: 0.7, height: 0.75 };

/** A photo and what was cut out of it; indexed and compared. */
async function photoAndCut(directory: string): Promise<string> {
  const [photos, library] = [join(directory, "Photos"), join(directory, "compared")];
  await mkdir(photos);
  const names = await readdir(demoDirectory(), { recursive: true });
  const photo = join(demoDirectory(), names.filter((name) => name.endsWith(".jpg")).sort()[3] ?? "");
  const { data, info } = await sharp(photo)
    .rotate()
    .jpeg({ quality: 95 })
    .toBuffer({ resolveWithObject: true });
  await sharp(data).toFile(join(photos, "whole.jpg"));
  const box = {
    left: Math.round(cut.left * info.width),
    top: Math.round(cut.top * info.height),
    width: Math.round(cut.width * info.width),
    height: Math.round(cut.height * info.height),
  };
  await sharp(data).extract(box).jpeg({ quality: 88 }).toFile(join(photos, "cut.jpg"));
  await shoebox("index", photos, "--library", library, "--json");
  await shoebox("duplicates", "--library", library, "--json");
  return library;
}

test("a cut lies on the part that it was cut from: under the slider, blinking, and as a difference", async ({
  directory,
  serve,
  page,
}) => {
  const { url } = await serve({ library: await photoAndCut(directory) });
  const review = new Review(page);
  await review.open(url);
  await review.press("2", "Enter");
  await expect(review.title).toContainText("1 of 1");
  for (const mode of ["2", "3"]) {
    await review.press(mode);
    // Over the whole there are two layers: one of them is the cut's.
    const place = await review.compare.getByTestId("zoomed-picture").boundingBox();
    const boxes = await review.compare
      .getByTestId("zoomed-picture")
      .getByTestId("picture-layer")
      .evaluateAll((layers) => layers.map((layer) => layer.getBoundingClientRect().toJSON()));
    expect(boxes).toHaveLength(2);
    const laid = boxes.find(({ width }) => width < 0.9 * (place?.width ?? 0));
    const [width, height] = [place?.width ?? 0, place?.height ?? 0];
    // To two pixels of the screen.
    const misses = [
      laid.x - (place?.x ?? 0) - cut.left * width,
      laid.y - (place?.y ?? 0) - cut.top * height,
      laid.width - cut.width * width,
      laid.height - cut.height * height,
    ];
    for (const miss of misses) expect(Math.abs(miss)).toBeLessThan(2);
  }
  await review.press("4");
  const said = review.said(/of what both show differs|No pixel differs/);
  await expect(said).toBeVisible();
  const words = (await said.textContent()) ?? "";
  expect(Number.parseFloat(/([\d.]+) %/.exec(words)?.[1] ?? "0")).toBeLessThan(5);
});
