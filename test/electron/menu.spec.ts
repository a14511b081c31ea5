import type { MenuItem } from "electron";
import { desktopMenu, type MenuAction } from "../../src/contract/desktop-menu.ts";
import { acceleratorOf } from "../../src/main/accelerator.ts";
import { expect, test } from "./support/fixtures.ts";
import type { ShellUnderTest } from "./support/shell-under-test.ts";

type Seen = typeof globalThis & { commands: string[]; later: string[]; stop: () => void };

function chooseInMenu(shell: ShellUnderTest, label: string): Promise<void> {
  return shell.evaluate(({ Menu }, wanted) => {
    const find = (items: MenuItem[]): MenuItem | undefined => {
      for (const item of items) {
        if (item.label === wanted) return item;
        const found = item.submenu && find(item.submenu.items);
        if (found) return found;
      }
      return undefined;
    };
    const item = find(Menu.getApplicationMenu()?.items ?? []);
    if (!item) throw new Error(`The menu has no item "${wanted}".`);
    item.click();
  }, label);
}

test("what only the page can do is in the menu and reaches the page", async ({ shared: shell }) => {
  await shell.page.evaluate(() => {
    const seen = globalThis as Seen;
    seen.commands = [];
    seen.stop = shoeboxDesktop.onMenuCommand((command) => seen.commands.push(command));
  });
  for (const label of ["Add Folder…", "Find", "Keyboard Shortcuts"]) await chooseInMenu(shell, label);
  const commands = () => shell.page.evaluate(() => (globalThis as Seen).commands);
  await expect.poll(commands).toEqual(["add-folder", "find", "shortcuts"]);

  // Another one still hears what the first no longer does.
  await shell.page.evaluate(() => {
    const seen = globalThis as Seen;
    seen.stop();
    seen.later = [];
    shoeboxDesktop.onMenuCommand((command) => seen.later.push(command));
  });
  await chooseInMenu(shell, "Find");
  await expect.poll(() => shell.page.evaluate(() => (globalThis as Seen).later)).toEqual(["find"]);
  expect(await commands()).toHaveLength(3);

  // It comes when its code has, and would then lie over what the next test does.
  await expect(shell.page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
  await shell.page.keyboard.press("Escape");
  await expect(shell.page.locator("[aria-modal=true]")).toHaveCount(0);
});

test("the menu goes to screens, back and forward, and has the keys of the page", async ({
  shared: shell,
}) => {
  const region = shell.page.getByRole("region", { name: "Models" });
  await chooseInMenu(shell, "Models");
  await expect(region).toBeVisible();
  await chooseInMenu(shell, "Back");
  await expect(region).toBeHidden();
  await chooseInMenu(shell, "Forward");
  await expect(region).toBeVisible();
  await chooseInMenu(shell, "Command Palette…");
  const palette = shell.page.getByRole("dialog", { name: "Command palette" });
  await expect(palette.getByRole("combobox")).toBeFocused();
  // What lies over the page has to be dealt with first, but for going back.
  await chooseInMenu(shell, "Photos");
  await expect(palette).toBeVisible();
  await chooseInMenu(shell, "Back");
  await expect(palette).toBeHidden();

  const accelerators = await shell.evaluate(({ Menu }) =>
    (Menu.getApplicationMenu()?.items ?? [])
      .flatMap((item: MenuItem) => item.submenu?.items ?? [])
      .flatMap((item: MenuItem) => item.accelerator ?? []),
  );
  expect(accelerators).toEqual(
    Object.values<readonly MenuAction[]>({ ...desktopMenu(false) })
      .flat()
      .flatMap(({ keys }) => (keys === undefined ? [] : acceleratorOf(keys))),
  );
});
