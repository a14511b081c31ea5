import type { Browser, Page } from "@playwright/test";
import { millis } from "./table.ts";

const scrollSteps = 240;
export const longTaskAim = "0 over 50 ms";

declare global {
  var longTaskMillis: number[];
}

/** A page that notes from its start on every task that kept its thread for more than 50 ms (Long Tasks API). */
export async function newPage(browser: Browser): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.addInitScript(() => {
    globalThis.longTaskMillis = [];
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) globalThis.longTaskMillis.push(duration);
    }).observe({ type: "longtask", buffered: true });
  });
  return page;
}

/** From the top to the end in even steps, one a frame. Answers the time from frame to frame, in ms. */
export async function scrollThrough(page: Page, list: string): Promise<number[]> {
  return page.evaluate(
    async ({ steps, list }) => {
      const grid = document.querySelector(list);
      if (grid === null) throw new Error(`there is no ${list}`);
      const nextFrame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
      const frames: number[] = [];
      let last = await nextFrame();
      for (let step = 1; step <= steps; step++) {
        grid.scrollTop = ((grid.scrollHeight - grid.clientHeight) * step) / steps;
        const now = await nextFrame();
        frames.push(now - last);
        last = now;
      }
      return frames;
    },
    { steps: scrollSteps, list },
  );
}

export async function takeLongTasks(page: Page): Promise<number[]> {
  return page.evaluate(() => globalThis.longTaskMillis.splice(0));
}

export function words(tasks: readonly number[]): string {
  return tasks.length === 0 ? "none" : `${tasks.length}, longest ${millis(Math.max(...tasks))}`;
}
