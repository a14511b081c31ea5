import { isShoeboxError, troubleOf } from "../errors.ts";
import type { Captioner } from "../models/captioners/captioner.ts";
import { openCaptioner } from "../models/captioners/open-captioner.ts";
import type { CaptionerAnswer, CaptionerTask } from "./captioner-messages.ts";
import { endWithParent } from "./end-with-parent.ts";
import { lowerProcessPriority } from "./priority.ts";

/**
 * Entry of the process that runs a captioner. A process of its own, since native code that hangs or crashes can be ended
 * in no other way, and not without what else its process does.
 */
endWithParent();
// Before the first thread: they inherit it.
lowerProcessPriority();

let captioner: Captioner | undefined;

process.on("message", (task: CaptionerTask) => {
  void answerTo(task).then((answer) => process.send?.(answer));
});

async function answerTo(task: CaptionerTask): Promise<CaptionerAnswer> {
  try {
    if ("pixels" in task) return { sentences: (await captioner?.caption(task.pixels)) ?? [] };
    captioner = await openCaptioner(task.model, task.threads);
    return { isLoaded: true };
  } catch (error) {
    return { trouble: { ...troubleOf(error), path: isShoeboxError(error) ? error.path : undefined } };
  }
}
