import type { Locator, Page } from "@playwright/test";
import type { StageProgress } from "../../src/contract/index.ts";
import { captionerFiles, PlayedCaptioners } from "../helpers/played-captioners.ts";
import { violationsOf } from "./support/axe.ts";
import { test as base, expect } from "./support/fixtures.ts";
import { servePlayedCaptioners } from "./support/played-server.ts";

const stage: StageProgress = {
  name: "captions",
  title: "Writing captions",
  state: "running",
  waitsFor: null,
  isPausing: false,
  done: 3120,
  left: 9280,
  failed: 0,
  unwanted: 0,
  perSecond: 4.2,
  secondsLeft: 2210,
  error: null,
};

/** What takes hours elsewhere stands still here, so that it can be looked at and acted on. */
const test = base.extend<{ played: PlayedCaptioners }>({
  played: async ({ directory, page }, use) => {
    const licence = { name: "CC BY-NC 4.0", url: null, isNonCommercial: true };
    const played = new PlayedCaptioners([
      await captionerFiles({ id: "quick", origin: "shipped" }, { isInstalled: true }),
      await captionerFiles({ id: "large", isRecommended: true }),
      await captionerFiles({ id: "other", licence }, { isInstalled: true }),
    ]);
    played.counts = { photos: 12_400, written: 3108, own: 12, rejected: 3 };
    const server = await servePlayedCaptioners(directory, played);
    await page.goto(server.url);
    await page.getByRole("button", { name: "Models" }).click();
    await expect(cardOf(page, "Quick")).toContainText("In use");
    await use(played);
    await page.close();
    await server.stop();
  },
});

function cardOf(page: Page, name: string): Locator {
  return sectionOf(page).getByRole("article", { name, exact: true });
}

const sectionOf = (page: Page) => page.getByRole("region", { name: "Captions", exact: true });
const mode = (page: Page, name: string) => sectionOf(page).getByRole("radio", { name });

test("says how many photos have a caption, and of which they are written", async ({ page, played }) => {
  await expect(sectionOf(page)).toContainText(
    "3,120 of 12,400 photos have a caption, 12 of them written by you. 3 were not wanted.",
  );
  await expect(mode(page, "All photos")).toBeChecked();
  await mode(page, "What I open, and favourites").click();
  await expect.poll(() => played.calls.at(-1)).toBe("mode opened");
  await expect(mode(page, "What I open, and favourites")).toBeChecked();
  await cardOf(page, "Quick").focus();
  await page.keyboard.press("o");
  await expect(mode(page, "Off")).toBeChecked();
  await page.keyboard.press("e");
  await expect(mode(page, "All photos")).toBeChecked();
  expect(played.calls).toEqual(["mode opened", "mode off", "mode all"]);
});

test("how far the writing is, how fast and how long still, and it is paused and goes on", async ({
  page,
  played,
}) => {
  played.setStage(stage);
  const progress = sectionOf(page).getByRole("region", { name: "Work in the background: Writing captions" });
  await expect(progress).toContainText("3,120 of 12,400, about 37 minutes left");
  await expect(progress.getByRole("button", { name: "Pause" })).toBeVisible();
  played.setStage({ ...stage, state: "paused", secondsLeft: null });
  await expect(progress.getByRole("button", { name: "Resume" })).toBeVisible();
  expect(await violationsOf(page)).toEqual([]);
  const error = { code: "MODEL_CORRUPT", message: "The model’s file decoder.onnx is damaged." } as const;
  played.setStage({ ...stage, state: "failed", error });
  await expect(progress.getByRole("alert")).toContainText("decoder.onnx is damaged");
});

test("a larger one is had with a click, shows how far it is, and is given up", async ({ page, played }) => {
  const large = cardOf(page, "Large");
  await expect(large).toContainText("990 MB");
  await large.getByRole("button", { name: "Get it: Large" }).click();
  await expect.poll(() => played.calls).toEqual(["install large"]);
  played.set("large", {
    download: { bytesDone: 330e6, bytesTotal: 990e6, bytesPerSecond: 11e6, secondsLeft: 60 },
  });
  await expect(large).toContainText("330 MB of 990 MB · 11 MB a second · about a minute left");
  await expect(large.getByRole("progressbar", { name: "Download of Large" })).toBeVisible();
  expect(await violationsOf(page)).toEqual([]);
  await large.getByRole("button", { name: "Cancel" }).click();
  await expect(large.getByRole("button", { name: "Get it: Large" })).toBeVisible();
  await expect(large).toBeFocused();
});

test("another one is used once it was said what that means, by keyboard", async ({ page, played }) => {
  const other = cardOf(page, "Other");
  await page.keyboard.press("End");
  await expect(other).toBeFocused();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Use Other?" });
  await expect(dialog).toContainText("3,108 photos get another caption, one by one");
  await expect(dialog).toContainText("What you wrote yourself stays.");
  await expect(dialog).toContainText("for non-commercial use only");
  expect(await violationsOf(page)).toEqual([]);
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(other).toContainText("In use");
  expect(played.calls).toEqual(["choose other"]);
  await expect(cardOf(page, "Quick").getByRole("button", { name: "Use it: Quick" })).toBeVisible();
});

test("its files are checked, or removed once that was asked", async ({ page, played }) => {
  const other = cardOf(page, "Other");
  await page.keyboard.press("End");
  await page.keyboard.press("v");
  await expect(page.getByText("Other works.")).toBeVisible();
  await expect(other).toHaveAttribute("aria-busy", "false");
  await page.keyboard.press("Delete");
  const question = page.getByRole("dialog", { name: "Remove Other?" });
  await expect(question).toContainText("The captions that it wrote stay.");
  await expect(question.getByRole("button", { name: "Keep it" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(question).toBeHidden();
  await expect(other).toBeFocused();
  await other.getByRole("button", { name: "More for Other" }).click();
  await page.getByRole("menuitem", { name: /^Remove/ }).click();
  await question.getByRole("button", { name: "Remove it" }).click();
  await expect(page.getByText("Other is removed.")).toBeVisible();
  expect(played.calls).toEqual(["verify other", "remove other"]);
  await expect(other.getByRole("button", { name: "Get it: Other" })).toBeVisible();
});

test("all written captions are removed once that was asked, and no more are written", async ({
  page,
  played,
}) => {
  await cardOf(page, "Quick").focus();
  await page.keyboard.press("Shift+X");
  const question = page.getByRole("dialog", { name: "Remove all written captions?" });
  await expect(question).toContainText("The captions of 3,108 photos are removed");
  expect(await violationsOf(page)).toEqual([]);
  await page.keyboard.press("Escape");
  expect(played.calls).toEqual([]);
  await sectionOf(page).getByRole("button", { name: "Remove all written captions…" }).click();
  await question.getByRole("button", { name: "Remove them" }).click();
  await expect(page.getByText("The written captions of 3,108 photos are removed.")).toBeVisible();
  await expect(mode(page, "Off")).toBeChecked();
  await expect(sectionOf(page)).toContainText("12 of 12,400 photos have a caption");
  await expect(sectionOf(page).getByRole("button", { name: "Remove all written captions…" })).toBeHidden();
});

test("the settings lead to it", async ({ page, played: _ }) => {
  await page.getByRole("button", { name: "Settings" }).click();
  await expect(page.getByText("Now: all photos.")).toBeVisible();
  await page.getByRole("button", { name: "Choose which photos get one…" }).click();
  await expect(sectionOf(page).getByRole("heading", { name: "Captions" })).toBeInViewport();
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`${colorScheme}, at 900 pixels`, () => {
    test.use({ colorScheme, viewport: { width: 900, height: 700 } });

    test("axe finds no violations", async ({ page, played }) => {
      played.setStage(stage);
      await expect(sectionOf(page)).toContainText("Writing captions");
      expect(await violationsOf(page)).toEqual([]);
      await page.getByRole("button", { name: "More for Other" }).click();
      await expect(page.getByRole("menu")).toBeVisible();
      expect(await violationsOf(page)).toEqual([]);
    });
  });
}
