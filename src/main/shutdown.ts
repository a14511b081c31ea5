import { app } from "electron";
import type { CoreSupervisor } from "./core-supervisor.ts";

/** Holds the app's end back until the core has closed the library (or its time for that is over). */
export function stopBeforeQuit(core: CoreSupervisor): void {
  let hasStopped = false;
  app.on("will-quit", (event) => {
    if (hasStopped) return;
    event.preventDefault();
    void core.stop().then(() => {
      hasStopped = true;
      app.quit();
    });
  });
}
