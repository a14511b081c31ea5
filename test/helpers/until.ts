import { setTimeout } from "node:timers/promises";

/** Waits until this holds, looking often. */
export async function until(holds: () => boolean | Promise<boolean>, withinMillis = 150_000): Promise<void> {
  const end = performance.now() + withinMillis;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error("It did not come to hold in time.");
    await setTimeout(10);
  }
}
