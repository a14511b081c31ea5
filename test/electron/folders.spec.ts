import { dirname } from "node:path";
import type { Stats } from "../../src/contract/index.ts";
import { PageApi } from "./support/api.ts";
import { expect, test } from "./support/fixtures.ts";
import type { ShellUnderTest } from "./support/shell-under-test.ts";

async function expectPhotos(shell: ShellUnderTest, count: number): Promise<void> {
  const api = await PageApi.connect(shell);
  await expect.poll(async () => (await api.call<Stats>("library.stats")).photos).toBe(count);
}

test("what is dropped has its real path, folder or file; what a script makes has none", async ({
  shell,
  photos,
}) => {
  // What is dropped before there is a page falls on nothing.
  await expect(shell.page.getByRole("button", { name: "Choose a folder…" })).toBeVisible();
  await shell.page.evaluate(() => {
    const seen = globalThis as typeof globalThis & { paths: string[] };
    addEventListener("dragover", (event) => event.preventDefault());
    addEventListener("drop", (event) => {
      event.preventDefault();
      seen.paths = [...(event.dataTransfer?.files ?? [])].map((file) => shoeboxDesktop.pathForFile(file));
    });
  });
  const dropped = [photos, `${photos}/photo-001.jpg`];
  await shell.drop(dropped);
  await expect
    .poll(() => shell.page.evaluate(() => (globalThis as typeof globalThis & { paths: string[] }).paths))
    .toEqual(dropped);
  expect(await shell.page.evaluate(() => shoeboxDesktop.pathForFile(new File(["x"], "made.jpg")))).toBe("");
});

test("the native dialog gives folders, and starts where the last ones lay", async ({ launch, photos }) => {
  const choose = (shell: ShellUnderTest) => shell.page.evaluate(() => shoeboxDesktop.chooseDirectories());
  const first = await launch();
  await first.chooseInOpenDialog([photos]);
  expect(await choose(first)).toEqual([photos]);
  await first.chooseInOpenDialog([]);
  expect(await choose(first)).toEqual([]);
  const [firstTime, secondTime] = await first.shownDialogs();
  expect(firstTime).toMatchObject({
    hasParent: true,
    options: { properties: ["openDirectory", "multiSelections"] },
  });
  expect(firstTime?.options).not.toHaveProperty("defaultPath");
  expect(secondTime?.options.defaultPath).toBe(dirname(photos));
  await first.quit();

  const second = await launch();
  await second.chooseInOpenDialog([]);
  await choose(second);
  expect((await second.shownDialogs())[0]?.options.defaultPath).toBe(dirname(photos));
});

test("folders on the command line are added; one that is missing is named", async ({
  launch,
  photos,
  directory,
}) => {
  const missing = `${directory}/no such folder`;
  const shell = await launch({ directories: [missing, photos] });
  await expectPhotos(shell, 6);
  const [dialog] = await shell.shownDialogs();
  expect(dialog?.options).toMatchObject({ type: "warning", message: "The folder could not be added." });
  expect(dialog?.options.detail).toContain(missing);
});

test("a second start hands its folders to the first and ends", async ({ launch, photos }) => {
  const first = await launch();
  await first.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
  expect(await launch.untilItEnds({ directories: [photos] })).toBe(0);
  await expectPhotos(first, 6);
  const isMinimized = await first.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.isMinimized(),
  );
  expect(isMinimized).toBe(false);
});
