import { join } from "node:path";
import { violationsOf } from "./support/axe.ts";
import { expect, test } from "./support/fixtures.ts";
import { demoPhotoCount } from "./support/global-setup.ts";
import { testOnQdrant, Vectors } from "./support/qdrant.ts";
import { shoebox } from "./support/shoebox.ts";

test.use({ libraryKind: "copy" });

const othersCount = 12;
const own = demoPhotoCount;

/** Another library, whose photos lie in this collection. A library is called what its folder is. */
async function shareStudio(directory: string, url: string, collection: string) {
  const [photos, library] = [join(directory, "others"), join(directory, "Studio")];
  const vectors = (...words: string[]) => shoebox("vectors", ...words, "--library", library);
  await shoebox("demo", photos, "--count", String(othersCount), "--seed", "99");
  await shoebox("index", photos, "--library", library, "--json");
  await vectors("use", "qdrant", "--url", url, "--collection", collection);
  return { photos, vectors };
}

testOnQdrant(
  "photos that only another library has are found, looked at, and never taken for one's own",
  async ({ app, page, directory, qdrant }) => {
    const { url } = qdrant.gate;
    const { photos } = await shareStudio(directory, url, qdrant.collection);
    const vectors = new Vectors(page);
    await vectors.open();
    await vectors.use(url, qdrant.collection);
    await expect(vectors.section).toContainText(`${own} photos of this library, ${own + othersCount} in the`);

    await page.getByRole("button", { name: /^Photos/ }).click();
    await app.find("two apples");
    await expect.poll(() => app.rankedCount()).toBe(own + othersCount);
    const shared = app.grid.locator('[role=gridcell][data-asset-id^="-"]').first();
    await expect(shared).toHaveAccessibleName(/, of Studio on /);
    await expect(shared).toContainText(/^Studio on /);
    await expect(shared.locator("img")).toHaveAttribute("data-loaded", "true");
    expect(await violationsOf(page)).toEqual([]);

    await shared.click();
    await expect(app.viewer).toContainText("A photo of the library Studio. Its file lies on");
    await expect(app.viewer).toContainText(photos);
    await expect(app.viewer.getByRole("img", { name: /, of Studio on / })).toBeVisible();
    // There is no more than the thumbnail: nothing else is asked for, or offered.
    await expect(app.viewer.getByTestId("preview")).toHaveCount(0);
    await expect(app.viewer.getByRole("button", { name: "Find similar" })).toHaveCount(0);
    await page.keyboard.press("i");
    await expect(app.details).toContainText("Machine that has the file");
    await expect(app.details).toContainText(photos);
    expect(await violationsOf(page)).toEqual([]);
    for (const key of ["s", "f", "a", "1", "+"]) await page.keyboard.press(key);
    await expect(app.viewer).toContainText("A photo of the library Studio.");
    await expect(page.getByRole("dialog")).toHaveCount(1);

    // The address leads to it as long as the app runs.
    await page.reload();
    await expect(app.viewer).toContainText("A photo of the library Studio.");
    await page.keyboard.press("Escape");
    await expect(app.grid).toBeFocused();
    await expect(app.selectedTile).toHaveAttribute("data-asset-id", /^-/);
    await page.keyboard.press("a");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    // Above the line stand one's own photo of it and Studio's.
    await app.find("a satellite in space");
    await app.grid.focus();
    await page.keyboard.press("Control+a");
    await expect(page.getByText("1 of 2 photos chosen")).toBeVisible();
  },
);

testOnQdrant(
  "arrows lead from one's own photos to those of others and on, in the grid and in the viewer",
  async ({ app, page, directory, qdrant }) => {
    await shareStudio(directory, qdrant.gate.url, qdrant.collection);
    const vectors = new Vectors(page);
    await vectors.open();
    await vectors.use(qdrant.gate.url, qdrant.collection);
    await page.getByRole("button", { name: /^Photos/ }).click();
    await app.find("two apples");
    const ids = await app.assetIds();
    const at = ids.findIndex((id) => id.startsWith("-"));
    expect(at).toBeGreaterThanOrEqual(0);
    await app.grid.focus();
    await page.keyboard.press("Home");
    for (let step = 0; step < at; step++) await page.keyboard.press("ArrowRight");
    await expect(app.selectedTile).toHaveAttribute("data-asset-id", ids[at] ?? "");
    await page.keyboard.press("Enter");
    await expect(app.viewer.getByTestId("shared-photo")).toBeVisible();
    const next = ids.findIndex((id, position) => position > at && !id.startsWith("-"));
    for (let step = at; step < next; step++) await page.keyboard.press("ArrowRight");
    await expect(app.viewer.getByTestId("shared-photo")).toHaveCount(0);
    await expect(app.viewer.getByTestId("preview")).toHaveAttribute("data-loaded", "true");
    await page.keyboard.press("ArrowLeft");
    await expect(app.viewer.getByTestId("shared-photo")).toBeVisible();
  },
);

testOnQdrant(
  "what another library takes out of the server is found no longer, and one's own stays",
  async ({ app, page, directory, qdrant }) => {
    const studio = await shareStudio(directory, qdrant.gate.url, qdrant.collection);
    const vectors = new Vectors(page);
    await vectors.open();
    await vectors.use(qdrant.gate.url, qdrant.collection);
    await page.getByRole("button", { name: /^Photos/ }).click();
    await app.find("a dog");
    await expect.poll(() => app.rankedCount()).toBe(own + othersCount);

    await studio.vectors("use", "embedded");
    await studio.vectors("drop", "--yes");
    await app.find("two apples");
    await expect.poll(() => app.rankedCount()).toBe(own);
    await expect(app.grid.locator('[data-asset-id^="-"]')).toHaveCount(0);
  },
);
