import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { Core } from "../../src/core/index.ts";
import { withComment } from "../e2e/support/many-photos.ts";
import { ended, openCore } from "../helpers/core.ts";
import { jpeg, put } from "../helpers/pictures.ts";
import { seededRandom } from "../helpers/random.ts";
import { temporaryDirectory } from "../helpers/temporary.ts";

interface KillWorkersOptions {
  photos: number;
  kills: number;
  seed: number;
}

/**
 * Indexes photos in this process and ends its decoding threads meanwhile, one at a random moment after the other. A
 * photo that was in the hands of two of them is listed with its reason, and tried again at the end as a person would.
 * The inference thread cannot be ended alone: ONNX Runtime takes the whole process with it, which is what
 * kill-anywhere.ts does.
 */
export async function killWorkers({ photos, kills, seed }: KillWorkersOptions) {
  const [folder, random] = [await temporaryDirectory(), seededRandom(seed)];
  const look = await jpeg(5, { width: 640, height: 480 });
  for (let number = 0; number < photos; number++) {
    await put(join(folder, `${number}.jpg`), withComment(look, `photo ${number}`));
  }
  const core = await openCore();
  const job = await core.client.jobs.index({ directories: [folder] });
  const end = ended(core, job);
  let isOver = false;
  void end.finally(() => {
    isOver = true;
  });
  let killed = 0;
  while (killed < kills && !isOver) {
    await setTimeout(50 + random() * 450);
    const workers = core.context.services.decodePool.workers();
    const victim = workers[Math.floor(random() * workers.length)];
    if (!victim || isOver) continue;
    await victim.terminate();
    killed++;
  }
  const { ledger, state } = await end;
  const { found, ...parts } = ledger;
  const addsUp = state === "done" && found === Object.values(parts).reduce((sum, part) => sum + part, 0);
  const crashed = await retryAll(core);
  const { vectors, thumbnails, problems, photos: shown } = await core.client.library.stats();
  return { kills: killed, crashed, addsUp, photos: shown, vectors, thumbnails, problems };
}

/** @returns how many files were listed because a worker died */
async function retryAll(core: Core): Promise<number> {
  const { total } = await core.client.problems.list({ code: "WORKER_CRASHED" });
  const { job } = await core.client.problems.retry({});
  if (job) await ended(core, job);
  return total;
}
