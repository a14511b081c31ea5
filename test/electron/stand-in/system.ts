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

class PowerMonitor extends StrictEmitter {
  #isOnBattery = false;
  #idleSeconds = 0;

  constructor() {
    super("powerMonitor", ["on-ac", "on-battery"]);
  }

  isOnBatteryPower(): boolean {
    return this.#isOnBattery;
  }

  getSystemIdleTime(): number {
    return this.#idleSeconds;
  }

  /** The person pulls the plug, or puts it in. */
  setOnBattery(isOnBattery: boolean): void {
    this.#isOnBattery = isOnBattery;
    this.emit(isOnBattery ? "on-battery" : "on-ac");
  }
}

export const realPowerMonitor = new PowerMonitor();
export const powerMonitor = strict("powerMonitor", realPowerMonitor);
