import type { Stats } from "../../src/contract/index.ts";
import { PageApi } from "./support/api.ts";
import { expect, test } from "./support/fixtures.ts";
import type { ShellUnderTest } from "./support/shell-under-test.ts";

const photoCount = 6;

function tilesOf({ page }: ShellUnderTest, name = "Photos") {
  return page.getByRole("grid", { name, exact: true }).getByRole("gridcell");
}

async function untilSearchable(shell: ShellUnderTest): Promise<void> {
  const api = await PageApi.connect(shell);
  await expect.poll(async () => (await api.call<Stats>("library.stats")).vectors).toBe(photoCount);
}

test("a first start says what to do, and the search field has the focus", async ({ shell }) => {
  await expect(shell.page.getByRole("heading", { name: "Find any photo by describing it" })).toBeVisible();
  await expect(shell.page.getByRole("combobox")).toBeFocused();
});

test("a folder that is dropped on the window is indexed, and its photos appear", async ({
  shell,
  photos,
}) => {
  await expect(shell.page.getByRole("button", { name: "Choose a folder…" })).toBeVisible();
  await shell.drop([photos]);
  await expect(tilesOf(shell)).toHaveCount(photoCount);
  const loaded = shell.page.locator("[role=gridcell] img");
  await expect
    .poll(() =>
      loaded.evaluateAll((all) => all.every((image) => (image as HTMLImageElement).naturalWidth > 0)),
    )
    .toBe(true);
});

test("a folder can be added with the button and with the menu, through the system's dialog", async ({
  shell,
  photos,
}) => {
  await shell.chooseInOpenDialog([]);
  await shell.page.getByRole("button", { name: "Add folder" }).click();
  await expect.poll(async () => (await shell.shownDialogs()).length).toBe(1);
  await expect(shell.page.getByRole("button", { name: "Choose a folder…" })).toBeVisible();

  await shell.chooseInOpenDialog([photos]);
  await shell.evaluate(({ Menu }) => {
    const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []);
    items?.find(({ label }) => label === "Add Folder…")?.click();
  });
  await expect(tilesOf(shell)).toHaveCount(photoCount);
  expect(await shell.shownDialogs()).toHaveLength(2);
});

test("photos are found by words, opened, turned, and shown in their folder", async ({ launch, photos }) => {
  const shell = await launch({ directories: [photos] });
  const { page } = shell;
  await untilSearchable(shell);
  await page.getByRole("combobox").fill("a red boat at sunset");
  const results = tilesOf(shell, "Search results");
  await expect(results).toHaveCount(photoCount);

  await results.first().dblclick();
  const viewer = page.getByRole("dialog", { name: "Photo viewer" });
  await expect(viewer).toBeVisible();
  const preview = viewer.getByTestId("preview");
  await expect.poll(() => preview.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(480);
  const first = await preview.getAttribute("src");
  await page.keyboard.press("ArrowRight");
  await expect(preview).not.toHaveAttribute("src", first ?? "");

  await viewer.getByRole("button", { name: "Show in folder" }).click();
  await expect.poll(() => shell.shellCalls()).toHaveLength(1);
  const [call] = await shell.shellCalls();
  expect(call?.method).toBe("showItemInFolder");
  expect(call?.target).toMatch(/photo-00\d\.jpg$/);
  expect(call?.target.startsWith(photos)).toBe(true);

  await page.keyboard.press("Escape");
  await expect(viewer).toBeHidden();
});

test("a photo's path can be copied", async ({ launch, photos }) => {
  const shell = await launch({ directories: [photos] });
  await tilesOf(shell).first().click({ button: "right" });
  await shell.page.getByRole("menuitem", { name: "Copy path" }).click();
  await expect(shell.page.getByText("The path is on the clipboard.")).toBeVisible();
});

test("where one was is remembered over a restart", async ({ launch, photos }) => {
  const first = await launch({ directories: [photos] });
  await expect(tilesOf(first)).toHaveCount(photoCount);
  await first.page.getByRole("button", { name: /^Problems/ }).click();
  expect(await first.quit()).toBe(0);
  const second = await launch();
  await expect(second.page.getByRole("button", { name: /^Problems/ })).toHaveAttribute(
    "aria-current",
    "page",
  );
  await second.page.getByRole("button", { name: /^Photos/ }).click();
  await expect(tilesOf(second)).toHaveCount(photoCount);
});

test("the page goes on by itself when the engine was killed", async ({ launch, photos }) => {
  const shell = await launch({ directories: [photos] });
  await untilSearchable(shell);
  process.kill(await shell.coreProcessId(), "SIGKILL");
  await shell.page.getByRole("combobox").fill("snow");
  await expect(tilesOf(shell, "Search results")).toHaveCount(photoCount);
  expect(await shell.shownDialogs()).toEqual([]);
});
