import type { LibraryEvent } from "../../contract/index.ts";
import { onLibraryEvent } from "./library-events.ts";

/** How long each kind of news may be kept waiting, in milliseconds; what is left out is no news here. */
export type Patience = Partial<Record<LibraryEvent["type"], number>>;

/** Does `work` after news, and not at each of many events. */
export function afterNews(patience: Patience, work: () => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let dueAt = Number.POSITIVE_INFINITY;
  /** The work was done otherwise: no news is left. */
  const settle = () => {
    dueAt = Number.POSITIVE_INFINITY;
    clearTimeout(timer);
  };
  const stop = onLibraryEvent((type) => {
    const waitMillis = patience[type];
    if (waitMillis === undefined) return;
    const at = performance.now() + waitMillis;
    if (at >= dueAt) return;
    dueAt = at;
    clearTimeout(timer);
    timer = setTimeout(() => {
      settle();
      work();
    }, waitMillis);
  });
  return {
    settle,
    end: () => {
      stop();
      settle();
    },
  };
}
