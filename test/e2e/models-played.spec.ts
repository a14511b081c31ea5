import type { Locator, Page } from "@playwright/test";
import type { EmbeddingEntry } from "../../src/core/models/manifest/schema.ts";
import type { ModelFiles } from "../../src/core/shelf/model-shelf.ts";
import { modelEntry, PlayedModels } from "../helpers/played-models.ts";
import { violationsOf } from "./support/axe.ts";
import { test as base, expect } from "./support/fixtures.ts";
import { servePlayedModels } from "./support/played-server.ts";

const photos = 12_400;
const filling = {
  state: "running",
  photosDone: 3120,
  photosTotal: photos,
  photosFailed: 0,
  waitsFor: null,
  perSecond: 31.4,
  secondsLeft: 295,
} as const;

function files(
  id: string,
  name: string,
  parts: Partial<ModelFiles<EmbeddingEntry>>,
  isRecommended = false,
): ModelFiles<EmbeddingEntry> {
  return {
    entry: modelEntry(id, { name, isRecommended }),
    isInstalled: false,
    download: null,
    trouble: null,
    ...parts,
  };
}

/** What takes minutes elsewhere stands still here, so that it can be looked at and acted on. */
const test = base.extend<{ played: PlayedModels }>({
  played: async ({ directory, page }, use) => {
    const played = new PlayedModels(
      [
        files("starter", "Starter", { isInstalled: true }),
        files("large", "Large", {}, true),
        files("other", "Other", { isInstalled: true }),
      ],
      { inUse: "starter" },
    );
    played.vectors.set("starter", photos);
    const server = await servePlayedModels(directory, played, photos);
    await page.goto(server.url);
    await page.getByRole("button", { name: "Models" }).click();
    await expect(cardOf(page, "Starter")).toContainText("In use");
    await use(played);
    await page.close();
    await server.stop();
  },
});

function cardOf(page: Page, name: string): Locator {
  return page.getByRole("article", { name, exact: true });
}

test("a download shows how far, how fast and how long still, in the rail too, and is cancelled", async ({
  page,
  played,
}) => {
  const large = cardOf(page, "Large");
  await large.getByRole("button", { name: "Get it: Large" }).click();
  await expect.poll(() => played.calls).toEqual(["install large"]);
  played.set("large", {
    download: { bytesDone: 210e6, bytesTotal: 605e6, bytesPerSecond: 12e6, secondsLeft: 33 },
  });
  await expect(large).toContainText("210 MB of 605 MB · 12 MB a second · under a minute left");
  await expect(page.getByRole("button", { name: "Models 34 %" })).toBeVisible();
  await expect(large.getByRole("progressbar", { name: "Download of Large" })).toHaveAttribute(
    "aria-valuenow",
    /^34\./,
  );
  expect(await violationsOf(page)).toEqual([]);
  await large.getByRole("button", { name: "Cancel" }).click();
  await expect(large.getByRole("button", { name: "Get it: Large" })).toBeVisible();
  // The button that had the keyboard is gone; the card has it.
  await expect(large).toBeFocused();
});

test("a download that failed says which address and why, and is tried again", async ({ page, played }) => {
  const large = cardOf(page, "Large");
  const message = "https://models.example.org/large/vision.onnx answered 503 (Service Unavailable).";
  played.set("large", { trouble: { code: "MODEL_DOWNLOAD_FAILED", message } });
  await expect(large.getByRole("alert")).toContainText(
    `${message} Check the connection, then try again. MODEL_DOWNLOAD_FAILED`,
  );
  expect(await violationsOf(page)).toEqual([]);
  await large.getByRole("button", { name: "Try again: Large" }).click();
  await expect.poll(() => played.calls).toEqual(["install large"]);
});

test("a switch is asked for with what it takes, told of while it goes on, paused and given up, by keyboard", async ({
  page,
  played,
}) => {
  const other = cardOf(page, "Other");
  await page.keyboard.press("End");
  await expect(other).toBeFocused();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Use Other?" });
  await expect(dialog).toContainText(
    "It has to look at your 12,400 photos once, in the background: a few seconds",
  );
  await expect(dialog).toContainText("Search goes on with Starter meanwhile.");
  await expect(dialog.getByRole("checkbox", { name: /Keep the index of Starter \(13 MB\)/ })).toBeChecked();
  expect(await violationsOf(page)).toEqual([]);
  await page.keyboard.press("Enter");
  await expect.poll(() => played.calls).toEqual(["open other", "close other", "use other"]);
  await expect(dialog).toBeHidden();

  played.setUse({ wanted: "other" }, filling);
  await expect(other).toContainText("3,120 of 12,400 photos · 31 photos a second · about 5 minutes left");
  await expect(other).toContainText("Search goes on with Starter meanwhile.");
  await expect(page.getByRole("button", { name: "Models 25 %" })).toBeVisible();
  expect(await violationsOf(page)).toEqual([]);
  await expect(other).toBeFocused();
  await page.keyboard.press(" ");
  await expect.poll(() => played.calls.at(-1)).toBe("pause");
  played.setUse({}, { ...filling, state: "paused" });
  await expect(other).toContainText("3,120 of 12,400 photos · paused");
  await page.keyboard.press(" ");
  await expect.poll(() => played.calls.at(-1)).toBe("resume");
  await page.keyboard.press("x");
  await expect.poll(() => played.calls.at(-1)).toBe("cancelUse");
  await expect(other.getByRole("button", { name: "Use it: Other" })).toBeVisible();
  await expect(cardOf(page, "Starter")).toContainText("In use");
});

test("going back is offered as the instant thing it is while the vectors are kept; they can be dropped", async ({
  page,
  played,
}) => {
  played.setUse({ inUse: "other" });
  const starter = cardOf(page, "Starter");
  await expect(starter).toContainText("It knows all your photos: it takes over at once.");
  await starter.getByRole("button", { name: "Use it: Starter" }).click();
  const dialog = page.getByRole("dialog", { name: "Use Starter?" });
  await expect(dialog).toContainText("It knows all your photos already: it takes over at once.");
  await page.keyboard.press("Escape");
  await expect(starter).toBeFocused();
  await page.keyboard.press("Shift+Delete");
  const question = page.getByRole("dialog", { name: "Delete the index of Starter?" });
  await expect(question).toContainText("13 MB become free.");
  await question.getByRole("button", { name: "Delete it" }).click();
  await expect(page.getByText("The index of Starter is deleted.")).toBeVisible();
  expect(played.calls).toEqual(["dropVectors starter"]);
  await expect(starter).not.toContainText("It knows all your photos");
});

test("removing says what goes and asks, with the index if told so", async ({ page, played }) => {
  played.vectors.set("other", 400);
  const other = cardOf(page, "Other");
  await page.keyboard.press("End");
  await page.keyboard.press("Delete");
  const question = page.getByRole("dialog", { name: "Remove Other?" });
  await expect(question).toContainText(
    "Its files, 605 MB, are deleted. It can be downloaded again at any time.",
  );
  expect(await violationsOf(page)).toEqual([]);
  await expect(question.getByRole("button", { name: "Keep it" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(question).toBeHidden();
  expect(played.calls).toEqual([]);
  await other.getByRole("button", { name: "More for Other" }).click();
  await page.getByRole("menuitem", { name: /^Remove/ }).click();
  await question.getByRole("checkbox", { name: /Delete its index too/ }).check();
  await question.getByRole("button", { name: "Remove it" }).click();
  await expect(page.getByText("Other is removed.")).toBeVisible();
  expect(played.calls).toEqual(["dropVectors other", "remove other"]);
  await expect(other.getByRole("button", { name: "Get it: Other" })).toBeVisible();
});

test("a check says that all is well, or what is wrong and what to do", async ({ page, played }) => {
  const other = cardOf(page, "Other");
  await page.keyboard.press("End");
  await page.keyboard.press("v");
  await expect(page.getByText("Other works.")).toBeVisible();
  await expect(other).toHaveAttribute("aria-busy", "false");
  const message = "Other's file vision.onnx is damaged.";
  const trouble = { code: "MODEL_CORRUPT", message } as const;
  played.verify = async (id) => {
    played.set(id, { trouble });
    return { id, files: [{ path: "vision.onnx", state: "wrong-contents" }], works: false, trouble };
  };
  await page.keyboard.press("v");
  await expect(page.getByRole("alert").filter({ hasText: "vision.onnx: wrong contents." })).toBeVisible();
  await expect(other.getByRole("alert")).toContainText("Install the model again.");
  await other.getByRole("button", { name: "Get it again: Other" }).click();
  await expect.poll(() => played.calls.at(-1)).toBe("install other");
});

test("without any model the page says what that means and which way out there is", async ({
  page,
  played,
}) => {
  played.setUse({ inUse: null });
  await expect(
    page.getByText("No model is in use: photos are found only by what is written about them."),
  ).toBeVisible();
  expect(await violationsOf(page)).toEqual([]);
});
