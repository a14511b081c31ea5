import type { CaptionsStatus } from "../../src/contract/index.ts";
import { captionModelsEnvironment } from "../helpers/test-models.ts";
import { PageApi } from "./support/api.ts";
import { expect, test } from "./support/fixtures.ts";

test("captions are written, read aloud, edited, found, undone and switched off", async ({ launch }) => {
  const shell = await launch({ environment: captionModelsEnvironment });
  const { page } = shell;
  const api = await PageApi.connect(shell);
  await api.call("jobs.demo", { count: 8 });
  const status = () => api.call<CaptionsStatus>("captions.status");
  await expect.poll(async () => (await status()).stage?.done).toBe(8);
  // Those of which it is not sure enough have none.
  expect((await status()).written).toBeGreaterThan(0);
  const tiles = page.getByRole("grid", { name: "Photos" }).getByRole("gridcell");
  const told = tiles.filter({ has: page.getByRole("img", { name: /./ }) });
  await expect(told.first()).toHaveAccessibleName(/^(?!Photo taken ).+, taken /);

  await told.first().click({ modifiers: ["Control"] });
  await page.keyboard.press("i");
  const caption = page.getByRole("region", { name: "Caption", exact: true });
  const before = (await caption.locator("p").first().textContent()) ?? "";
  await page.keyboard.press("Shift+C");
  await caption.getByRole("textbox", { name: "Caption" }).fill("The xylophone of my grandmother");
  await page.keyboard.press("Enter");
  await expect(caption.locator("p").first()).toHaveText("The xylophone of my grandmother");
  await page.getByRole("combobox", { name: "Search photos" }).fill("xylophone");
  const results = page.getByRole("grid", { name: "Search results" }).getByRole("gridcell");
  await expect(results.first()).toHaveAccessibleName(/^Result 1: The xylophone of my grandmother, /);

  await page.keyboard.press("Escape");
  await expect(tiles).toHaveCount(8);
  await page.getByRole("grid", { name: "Photos" }).focus();
  await page.keyboard.press("Control+z");
  await expect(caption.locator("p").first()).toHaveText(before);

  await page.keyboard.press("m");
  const section = page.getByRole("region", { name: "Captions", exact: true });
  await section.getByRole("radio", { name: "Off" }).click();
  await expect.poll(async () => (await status()).mode).toBe("off");
});
