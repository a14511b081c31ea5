import { powerMonitor } from "electron";

export interface PowerState {
  isOnBattery: boolean;
  /** Nobody has touched the machine for a while. */
  isIdle: boolean;
}

/** So long without keyboard or mouse, and nobody minds the fan. */
const idleSeconds = 120;

/** Electron tells of mains and battery as it happens; idleness has to be asked for. */
const askEveryMillis = 15_000;

/** Tells the machine's power now, and whenever it is otherwise. Call after the app is ready. */
export function watchPower(tell: (state: PowerState) => void): void {
  let last = "";
  const look = () => {
    const state = {
      isOnBattery: powerMonitor.isOnBatteryPower(),
      isIdle: powerMonitor.getSystemIdleTime() >= idleSeconds,
    };
    if (JSON.stringify(state) === last) return;
    last = JSON.stringify(state);
    tell(state);
  };
  powerMonitor.on("on-ac", look);
  powerMonitor.on("on-battery", look);
  setInterval(look, askEveryMillis).unref();
  look();
}
