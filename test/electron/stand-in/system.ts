import { displays } from "./environment.ts";
import { StrictEmitter, strict } from "./strict.ts";

/** What was asked of the system's file manager and browser. */
export const shellCalls: { method: string; target: string }[] = [];

function recorded(method: string): (target: string) => void {
  return (target) => {
    if (typeof target !== "string") throw new TypeError(`shell.${method} takes a string`);
    shellCalls.push({ method, target });
  };
}

export const shell = strict("shell", {
  showItemInFolder: recorded("showItemInFolder"),
  openExternal: async (address: string) => recorded("openExternal")(address),
  trashItem: async (path: string) => recorded("trashItem")(path),
});

export const screen = strict("screen", {
  getAllDisplays: () => displays,
  getPrimaryDisplay: () => displays[0],
});

class NativeTheme extends StrictEmitter {
  themeSource: "system" | "light" | "dark" = "system";
  #isSystemDark = false;

  constructor() {
    super("nativeTheme", ["updated"]);
  }

  get shouldUseDarkColors(): boolean {
    return this.themeSource === "system" ? this.#isSystemDark : this.themeSource === "dark";
  }

  /** The person changes the system's theme. */
  setSystemDark(isDark: boolean): void {
    this.#isSystemDark = isDark;
    this.emit("updated");
  }
}

export const realNativeTheme = new NativeTheme();
export const nativeTheme = strict("nativeTheme", realNativeTheme);
