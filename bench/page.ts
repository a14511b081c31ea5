import type { Browser, CDPSession, Page } from "@playwright/test";
import { millis } from "./table.ts";

const scrollSteps = 240;
export const longTaskAim = "none over 50 ms of processor time";

/** A task that kept the page's thread for long. */
export interface LongTask {
  wallMillis: number;
  /** What it cost: on a machine that is busy with other things the clock tells of those. */
  processorMillis: number;
}

const longTaskMillis = 50;

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  dur?: number;
  tdur?: number;
  args?: { name?: string };
}

const traces = new WeakMap<Page, { session: CDPSession; events: TraceEvent[] }>();

/** A page whose tasks are traced from its start. */
export async function newPage(browser: Browser): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const session = await page.context().newCDPSession(page);
  const trace = { session, events: [] as TraceEvent[] };
  session.on("Tracing.dataCollected", ({ value }) =>
    trace.events.push(...(value as unknown as TraceEvent[])),
  );
  traces.set(page, trace);
  await startTrace(session);
  return page;
}

function startTrace(session: CDPSession): Promise<unknown> {
  const traceConfig = { includedCategories: ["toplevel", "__metadata"] };
  return session.send("Tracing.start", { transferMode: "ReportEvents", traceConfig });
}

/**
 * From the top in even steps, one a frame. Answers the time from frame to frame, in ms.
 * @param stepPixels as one reads; to the end where left out
 */
export async function scrollThrough(page: Page, list: string, stepPixels?: number): Promise<number[]> {
  return page.evaluate(
    async ({ steps, list, stepPixels }) => {
      const grid = document.querySelector(list);
      if (grid === null) throw new Error(`there is no ${list}`);
      const nextFrame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
      const frames: number[] = [];
      let last = await nextFrame();
      for (let step = 1; step <= steps; step++) {
        const end = grid.scrollHeight - grid.clientHeight;
        grid.scrollTop = stepPixels === undefined ? (end * step) / steps : stepPixels * step;
        const now = await nextFrame();
        frames.push(now - last);
        last = now;
      }
      return frames;
    },
    { steps: scrollSteps, list, stepPixels },
  );
}

/** The long tasks of the page's thread since the last call. */
export async function takeLongTasks(page: Page): Promise<LongTask[]> {
  const trace = traces.get(page);
  if (!trace) throw new Error("Expected a page made by newPage.");
  const complete = new Promise((resolve) => trace.session.once("Tracing.tracingComplete", resolve));
  await trace.session.send("Tracing.end");
  await complete;
  const events = trace.events.splice(0);
  await startTrace(trace.session);
  const isMain = ({ name, args }: TraceEvent) => name === "thread_name" && args?.name === "CrRendererMain";
  const threads = new Set(events.filter(isMain).map(({ pid, tid }) => `${pid} ${tid}`));
  return events
    .filter(({ name, ph, pid, tid }) => ph === "X" && /RunTask$/.test(name) && threads.has(`${pid} ${tid}`))
    .map(({ dur = 0, tdur = 0 }) => ({ wallMillis: dur / 1000, processorMillis: tdur / 1000 }))
    .filter(({ wallMillis }) => wallMillis > longTaskMillis);
}

export function words(tasks: readonly LongTask[]): string {
  const costs = tasks.map(({ processorMillis }) => processorMillis).filter((cost) => cost > longTaskMillis);
  const cost = costs.length === 0 ? "none" : `${costs.length}, longest ${millis(Math.max(...costs))}`;
  return tasks.length === costs.length ? cost : `${cost} (by the clock ${tasks.length})`;
}
