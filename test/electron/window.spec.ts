import { mkdir, readFile, writeFile } from "node:fs/promises";
import { expect, test } from "./support/fixtures.ts";
import type { ShellUnderTest } from "./support/shell-under-test.ts";

interface Place {
  bounds: { x: number; y: number; width: number; height: number };
  isMaximized: boolean;
  isVisible: boolean;
}

function placeOf(shell: ShellUnderTest): Promise<Place> {
  return shell.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    if (!window) throw new Error("There is no window.");
    const [isMaximized, isVisible] = [window.isMaximized(), window.isVisible()];
    return { bounds: window.getNormalBounds(), isMaximized, isVisible };
  });
}

async function untilVisible(shell: ShellUnderTest): Promise<void> {
  await expect.poll(async () => (await placeOf(shell)).isVisible).toBe(true);
}

const place = { x: 210, y: 130, width: 1010, height: 720 };

test("the first window has a sensible size and shows itself once it has painted", async ({ shell }) => {
  await untilVisible(shell);
  const { bounds } = await placeOf(shell);
  expect([bounds.width, bounds.height]).toEqual([1280, 860]);
});

test("size and place are remembered over a restart", async ({ launch }) => {
  const first = await launch();
  await untilVisible(first);
  await first.evaluate(
    ({ BrowserWindow }, bounds) => BrowserWindow.getAllWindows()[0]?.setBounds(bounds),
    place,
  );
  await first.quit();
  const second = await launch();
  await untilVisible(second);
  expect((await placeOf(second)).bounds).toEqual(place);
  expect(await second.page.evaluate(() => outerWidth)).toBe(place.width);
});

test("so is that it was maximised, and its size before that", async ({ launch }) => {
  const first = await launch();
  await untilVisible(first);
  await first.evaluate(({ BrowserWindow }, bounds) => {
    const [window] = BrowserWindow.getAllWindows();
    window?.setBounds(bounds);
    window?.maximize();
  }, place);
  await first.quit();
  const second = await launch();
  await untilVisible(second);
  expect(await placeOf(second)).toMatchObject({ bounds: place, isMaximized: true });
});

test("a place that is on no screen any more is not gone back to", async ({ launch, directory }) => {
  await mkdir(`${directory}/user`, { recursive: true });
  const gone = { bounds: { ...place, x: 90_000 }, isMaximized: false };
  await writeFile(`${directory}/user/shell-state.json`, JSON.stringify({ window: gone }));
  const shell = await launch();
  await untilVisible(shell);
  const { bounds } = await placeOf(shell);
  expect(bounds.x).toBeLessThan(10_000);
  expect([bounds.width, bounds.height]).toEqual([place.width, place.height]);
});

test("a damaged memory is no reason not to start", async ({ launch, directory }) => {
  await mkdir(`${directory}/user`, { recursive: true });
  await writeFile(`${directory}/user/shell-state.json`, '{"window": {"bounds"');
  const shell = await launch();
  await untilVisible(shell);
  await shell.quit();
  expect(JSON.parse(await readFile(`${directory}/user/shell-state.json`, "utf8"))).toHaveProperty(
    "window.bounds",
  );
});

test("the window cannot be made too small to use", async ({ shared: shell }) => {
  await untilVisible(shell);
  await shell.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setBounds({ width: 100, height: 100 }),
  );
  await expect.poll(async () => (await placeOf(shell)).bounds).toMatchObject({ width: 640, height: 480 });
});

test("window and page follow the system's theme", async ({ shared: shell }) => {
  const look = async () => ({
    background: await shell.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.getBackgroundColor(),
    ),
    isPageDark: await shell.page.evaluate(() => matchMedia("(prefers-color-scheme: dark)").matches),
  });
  await shell.setSystemDark(true);
  await expect.poll(async () => (await look()).isPageDark).toBe(true);
  const dark = await look();
  await shell.setSystemDark(false);
  await expect.poll(async () => (await look()).isPageDark).toBe(false);
  expect((await look()).background).not.toBe(dark.background);
});
