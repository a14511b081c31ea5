import { namesOf, test } from "./support/captions.ts";
import { Collections } from "./support/collections.ts";
import { expect } from "./support/fixtures.ts";

test("the grid is read aloud by what can be seen, with the date; titles that a person gave go before", async ({
  app,
  page,
  captioned,
}) => {
  await expect(app.tile(0)).toHaveAccessibleName(/^(?!Photo taken ).+, taken /);
  const names = await namesOf(page);
  const told = [...names].filter(([id, name]) => name.startsWith(`${captioned.captions.get(id)}, taken `));
  // Others have a title or a description from their files.
  expect(told.length).toBeGreaterThan(names.size / 2);
  const [[id = "", name = ""] = []] = told;
  const cell = page.locator(`[data-asset-id="${id}"]`);
  await expect(cell).toMatchAriaSnapshot(`- gridcell "${name}":\n  - img "${captioned.captions.get(id)}"`);
  // Under the mouse the same sentence, and nowhere else: it would be read twice.
  await expect(cell).not.toHaveAttribute("title");
  await cell.hover();
  await expect(cell).toHaveAttribute("title", captioned.captions.get(id) ?? "");
});

test("a machine's caption says who wrote it and how sure it is; one's own says nothing", async ({
  page,
  captions,
}) => {
  await captions.choose();
  await expect(captions.writer).toBeVisible();
  await captions.writer.hover();
  await expect(page.getByRole("tooltip")).toHaveText(/^(Quite|Fairly|Not very) sure, \d+ %$/);
  await page.keyboard.press("Shift+C");
  await captions.editor.fill("Our boat, at last");
  await captions.editor.press("Enter");
  await expect(captions.text).toHaveText("Our boat, at last");
  await expect(captions.writer).toBeHidden();
});

test("by keyboard: a caption is edited, found at once, and undone", async ({ app, page, captions }) => {
  const position = await captions.choose();
  const before = await captions.text.textContent();
  await page.keyboard.press("Shift+C");
  await expect(captions.editor).toBeFocused();
  await expect(captions.editor).toHaveValue(before ?? "");
  // Escape leaves it as it was, and gives the grid its keys back.
  await page.keyboard.type(" and more");
  await page.keyboard.press("Escape");
  await expect(captions.text).toHaveText(before ?? "");
  await expect(app.grid).toBeFocused();

  await page.keyboard.press("Shift+C");
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText("Grandmother’s xylophone\non the veranda");
  await page.keyboard.press("Enter");
  // In one line, and said of the picture wherever it is.
  await expect(captions.text).toHaveText("Grandmother’s xylophone on the veranda");
  await expect(app.grid).toBeFocused();
  await expect(app.selectedTile).toHaveAccessibleName(/^Grandmother’s xylophone on the veranda, taken /);
  const id = await app.selectedAssetId();

  await page.keyboard.press("/");
  await app.typeAndFind("xylophone");
  await expect(app.tile(0)).toHaveAttribute("data-asset-id", id ?? "");
  await expect(app.tile(0)).toHaveAccessibleName(/^Result 1: Grandmother’s xylophone .*found in its caption/);
  await expect(app.tile(0)).toContainText("caption: Grandmother’s xylophone on the veranda");

  await page.keyboard.press("Escape");
  await expect(app.grid).toHaveAccessibleName("Photos");
  await captions.goTo(position);
  await expect(captions.text).toHaveText("Grandmother’s xylophone on the veranda");
  await page.keyboard.press("Control+z");
  await expect(captions.text).toHaveText(before ?? "");
  await expect(captions.writer).toBeVisible();
});

test("what is empty takes one's own away, and the machine's is there again", async ({ page, captions }) => {
  await captions.choose();
  const before = await captions.text.textContent();
  await page.keyboard.press("Shift+C");
  await captions.editor.fill("Mine");
  // Whoever goes elsewhere keeps it, too.
  await captions.editor.blur();
  await expect(captions.text).toHaveText("Mine");
  await captions.part.getByRole("button", { name: "Edit the caption" }).click();
  await captions.editor.fill("");
  await captions.editor.press("Enter");
  await expect(captions.said("Your caption is taken away.")).toBeVisible();
  await expect(captions.text).toHaveText(before ?? "");
  await expect(captions.writer).toBeVisible();
});

test("“not this one” takes it from the page, until it is undone", async ({ app, captions }) => {
  await captions.choose();
  const before = await captions.text.textContent();
  await captions.part.getByRole("button", { name: "Not this caption" }).click();
  await expect(captions.text).toHaveText("No caption.");
  await expect(app.selectedTile).not.toHaveAccessibleName(new RegExp(`^${before}`));
  await captions.said("The caption is gone.").getByRole("button", { name: "Undo" }).click();
  await expect(captions.text).toHaveText(before ?? "");
  await expect(app.selectedTile).toHaveAccessibleName(new RegExp(`^${before}, taken `));
});

test("“write it again” writes another one, or none, and never the same; the first comes back by undo", async ({
  app,
  page,
  captions,
}) => {
  await captions.choose();
  const before = (await captions.text.textContent()) ?? "";
  await app.grid.focus();
  await page.keyboard.press("Shift+W");
  await expect(captions.said("The caption is written again.")).toBeVisible();
  await expect(captions.text).not.toHaveText(before);
  await page.keyboard.press("Control+z");
  await expect(captions.text).toHaveText(before);
});

test("an open photo has its caption under its name and is edited there; arrows in it turn no page", async ({
  app,
  page,
  captions,
}) => {
  const position = await captions.choose();
  const caption = (await captions.text.textContent()) ?? "";
  await page.keyboard.press("i");
  await page.keyboard.press("Enter");
  await expect(app.viewer).toContainText(caption);
  await expect(app.viewer.getByRole("img", { name: caption })).toBeVisible();
  await expect(app.viewer.getByRole("img", { name: /^Written by / })).toBeVisible();
  await page.keyboard.press("Shift+C");
  await expect(captions.editor).toBeFocused();
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("Oh: ");
  await page.keyboard.press("ArrowRight");
  await expect(app.viewer.getByText(`${position + 1} of `)).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(captions.text).toHaveText(`Oh: ${caption}`);
  await expect(app.viewer.getByRole("img", { name: `Oh: ${caption}` })).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(captions.text).toHaveText(caption);
  await page.keyboard.press("ArrowRight");
  await expect(app.viewer.getByText(`${position + 2} of `)).toBeVisible();
});

test("a photo that is left while its caption is written keeps what was written", async ({
  app,
  page,
  captions,
}) => {
  const position = await captions.choose();
  await page.keyboard.press("Shift+C");
  await captions.editor.fill("Half a sentence");
  await app.tile(position + 1).click({ modifiers: ["Control"] });
  await expect(captions.said("Your caption is kept.")).toBeVisible();
  await expect(app.tile(position)).toHaveAccessibleName(/^Half a sentence, taken /);
});

test("what was done to captions is in the history, and taken back there, after a restart too", async ({
  app,
  page,
  captions,
}) => {
  await captions.choose();
  const before = await captions.text.textContent();
  await page.keyboard.press("Shift+X");
  await expect(captions.text).toHaveText("No caption.");
  await page.reload();
  await expect(app.tile(0)).toBeVisible();
  const collections = new Collections(page);
  await collections.open();
  await page.keyboard.press("h");
  const history = page.getByRole("dialog", { name: "History" });
  await history
    .getByRole("button", { name: /^Undo: .*caption/ })
    .first()
    .click();
  await expect(history.getByText("undone")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("p");
  await captions.choose();
  await expect(captions.text).toHaveText(before ?? "");
});

test("a collection's covers and groups of copies are read aloud by them, too", async ({
  app,
  page,
  captions,
}) => {
  await captions.choose();
  const caption = (await captions.text.textContent()) ?? "";
  const collections = new Collections(page);
  await app.grid.focus();
  await collections.addTo("One");
  await page.keyboard.press("l");
  await expect(collections.row("One").getByRole("img", { name: caption })).toBeVisible();
  await page.keyboard.press("d");
  await page.getByRole("tab", { name: /^Same picture/ }).click();
  const group = page.getByRole("option").first();
  await expect(group).toHaveAccessibleName(/^(?!2 |3 ).+ (2|3) /);
  await page.keyboard.press("Enter");
  await expect(
    page.getByRole("listbox", { name: "Copies" }).getByRole("option").first(),
  ).toHaveAccessibleName(/, (stays|goes), ./);
});
