import type { MenuItemConstructorOptions } from "electron";
import { describe, expect, test } from "vitest";
import { type MenuOptions, menuTemplate } from "../../src/main/menu-template.ts";

function flatItems(template: MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return template.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flatItems(item.submenu) : [])]);
}

function itemsFor(changes: Partial<MenuOptions> = {}): MenuItemConstructorOptions[] {
  return flatItems(menuTemplate({ platform: "linux", isDevelopment: false, choose: () => {}, ...changes }));
}

describe.each(["linux", "win32", "darwin"] as const)("on %s", (platform) => {
  test("the menu offers what people look for in one", () => {
    const roles = itemsFor({ platform }).map(({ role }) => role);
    expect(roles).toEqual(
      expect.arrayContaining(["undo", "copy", "paste", "togglefullscreen", "windowMenu", "help"]),
    );
  });

  test("no two items want the same keys", () => {
    const accelerators = itemsFor({ platform }).flatMap(({ accelerator }) => accelerator ?? []);
    expect(new Set(accelerators).size).toBe(accelerators.length);
  });

  test("reloading and the developer tools are for development only", () => {
    const offered = (isDevelopment: boolean) => itemsFor({ platform, isDevelopment }).map(({ role }) => role);
    expect(offered(false)).not.toContain("reload");
    expect(offered(false)).not.toContain("toggleDevTools");
    expect(offered(true)).toEqual(expect.arrayContaining(["reload", "toggleDevTools"]));
  });
});

test("macOS has the app's own menu first, and closes windows from the File menu", () => {
  const [first] = menuTemplate({ platform: "darwin", isDevelopment: false, choose: () => {} });
  expect(first?.role).toBe("appMenu");
  expect(itemsFor({ platform: "darwin" }).map(({ role }) => role)).toContain("close");
});

test("each command of the page is in the menu and reaches it", () => {
  const chosen: string[] = [];
  const items = itemsFor({ choose: (command) => chosen.push(command) });
  for (const { click } of items)
    click?.call(undefined as never, undefined as never, undefined, undefined as never);
  expect(chosen).toEqual([
    "add-folder",
    "settings",
    "find",
    "palette",
    "back",
    "forward",
    "photos",
    "collections",
    "duplicates",
    "problems",
    "models",
    "shortcuts",
  ]);
});
