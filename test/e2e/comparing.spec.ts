import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { violationsOf } from "./support/axe.ts";
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
  await review.press("2");
  await expect(review.groups).toHaveCount(1);
  await review.press("Enter");
  await expect(review.title).toContainText("1 of 1");
  for (const mode of ["2", "3"]) {
    await review.press(mode);
    // As soon as the facts of both are there, which is when it is laid where it belongs.
    await expect(async () => {
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
    }).toPass();
  }
  await review.press("4");
  const said = review.said(/of what both show differs|No pixel differs/);
  await expect(said).toBeVisible();
  const words = (await said.textContent()) ?? "";
  expect(Number.parseFloat(/([\d.]+) %/.exec(words)?.[1] ?? "0")).toBeLessThan(5);
});

/** A large photo without words, and a small one with a title, a keyword and four stars. */
async function photoAndDescribedCopy(directory: string): Promise<string> {
  const [photos, library] = [join(directory, "Described"), join(directory, "described library")];
  await mkdir(photos);
  const names = await readdir(demoDirectory(), { recursive: true });
  const photo = join(demoDirectory(), names.filter((name) => name.endsWith(".jpg")).sort()[5] ?? "");
  const xmp = (inner: string) => `<x:xmpmeta xmlns:x="adobe:ns:meta/">
    <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description
    xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
    ${inner}</rdf:Description></rdf:RDF></x:xmpmeta>`;
  const title = (text: string) =>
    `<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${text}</rdf:li></rdf:Alt></dc:title>`;
  const whole = await sharp(photo).rotate().toBuffer();
  await sharp(whole)
    .jpeg({ quality: 95 })
    .withXmp(xmp(`>${title("Untitled")}`))
    .toFile(join(photos, "large.jpg"));
  const keywords = "<dc:subject><rdf:Bag><rdf:li>Anna</rdf:li></rdf:Bag></dc:subject>";
  await sharp(whole)
    .resize({ width: 400 })
    .jpeg({ quality: 70 })
    .withXmp(xmp(`xmp:Rating="4">${title("Anna at the sea")}${keywords}`))
    .toFile(join(photos, "small.jpg"));
  await shoebox("index", photos, "--library", library, "--json");
  await shoebox("duplicates", "--library", library, "--json");
  return library;
}

const describedTest = test.extend<{ review: Review }>({
  review: async ({ directory, serve, page }, use) => {
    const library = await photoAndDescribedCopy(directory);
    const { url } = await serve({ library, environment: { XDG_DATA_HOME: join(directory, "share") } });
    const review = new Review(page);
    await review.open(url);
    await use(review);
  },
});

describedTest(
  "what a copy that goes has is offered, taken over where it is ticked, and taken back by undo",
  async ({ page, review }) => {
    // From the list nothing is merged unseen: the group is opened first.
    await review.press("2");
    await expect(review.groups).toHaveCount(1);
    await review.press("b");
    await expect(review.said("Look first:")).toBeVisible();
    await expect(review.title).toContainText("1 of 1");
    const offers = review.compare.getByRole("group", { name: /takes over/ }).first();
    await expect(
      offers.getByRole("checkbox", { name: "The rating 4 of 5 stars of small.jpg" }),
    ).toBeChecked();
    await expect(offers.getByRole("checkbox", { name: "The keywords Anna of small.jpg" })).toBeChecked();
    const title = offers.getByRole("checkbox", { name: /The title Anna at the sea .*instead of Untitled/ });
    await expect(title).not.toBeChecked();
    expect(await violationsOf(page)).toEqual([]);
    // By keyboard: one replaces what is there, one is left.
    await review.pressOn(title, "Space");
    await expect(title).toBeChecked();
    await review.pressOn(offers.getByRole("checkbox", { name: /keywords/ }), "Space", "b");
    await expect(review.said("1 file moved to the trash")).toContainText("2 facts taken over");
    await expect(review.compare).toBeHidden();

    const facts = page.getByRole("complementary", { name: "Details" });
    let kept: string | null = null;
    const openFacts = async () => {
      await page.getByRole("button", { name: /^Photos/ }).click();
      if (kept === null) {
        // The one that went is gone from the photos, too, a moment later.
        await expect(page.getByRole("gridcell")).toHaveCount(1);
        kept = await page.getByRole("gridcell").getAttribute("data-asset-id");
      }
      await page.locator(`[role=gridcell][data-asset-id="${kept}"]`).click();
      await expect(page.getByRole("dialog", { name: "Photo viewer" })).toBeVisible();
      if (!(await facts.isVisible())) await review.press("i");
    };
    await openFacts();
    await expect(facts).toContainText("Anna at the sea");
    await expect(facts.getByRole("img", { name: "4 of 5 stars" })).toBeVisible();
    await expect(facts).toContainText("in the library only, not in the photo’s file");
    await expect(facts).not.toContainText("Keywords");
    await review.press("Escape");
    await page.getByRole("button", { name: /^Duplicates/ }).click();
    await review.press("u");
    await expect(review.said("1 file put back.")).toBeVisible();
    await openFacts();
    await expect(facts).toContainText("Untitled");
    await expect(facts).not.toContainText("in the library only");
  },
);

describedTest(
  "a clean-up by rules offers the same for all: shown with counts, said before, and done",
  async ({ page, review }) => {
    await review.press("c");
    const dialog = page.getByRole("dialog", { name: "Clean up by rules" });
    const offers = dialog.getByRole("group", { name: /takes over/ });
    await dialog.getByLabel("Same picture").check();
    await expect(
      offers.getByRole("checkbox", { name: "The rating, where there is none: 1 photo" }),
    ).toBeChecked();
    const title = offers.getByRole("checkbox", { name: "The title, instead of another: 1 photo" });
    await expect(title).not.toBeChecked();
    expect(await violationsOf(page)).toEqual([]);
    await offers.getByRole("checkbox", { name: /keywords/ }).uncheck();
    await dialog.getByRole("button", { name: "Move 1 file…" }).click();
    await expect(dialog).toContainText(
      "What stays takes over where it has none: rating. This is kept in the library",
    );
    await dialog.getByRole("button", { name: "Move to the trash" }).click();
    await expect(dialog).toContainText("1 fact taken over");
    await dialog.getByRole("button", { name: "History" }).click();
    await expect(page.getByRole("dialog", { name: "History" })).toContainText("1 fact taken over");
  },
);
