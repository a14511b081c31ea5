import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { seededRandom } from "../helpers/random.ts";

interface KilledWork<Life> {
  /** A script of this folder that tells its parent how many photos are done, and its answer at the end. */
  script: string;
  arguments: string[];
  photos: number;
  kills: number;
  seed: number;
  /** What is there, while nothing runs. */
  inspect(): Life;
}

/** Kills work again and again, each time a little later, then lets it come to its end. */
export async function killManyTimes<Life>(work: KilledWork<Life>) {
  const { photos, kills, inspect } = work;
  const random = seededRandom(work.seed);
  const lives: Life[] = [];
  const run = () => fork(join(import.meta.dirname, work.script), work.arguments);
  for (let kill = 0; kill < kills; kill++) {
    const child = run();
    const ended = once(child, "exit");
    // Each gets a little further than the one before, and none to the end.
    await Promise.race([isDone(child, Math.floor((photos * (kill + random())) / (kills + 1))), ended]);
    await Promise.race([wait(random() * 300), ended]);
    child.kill("SIGKILL");
    await ended;
    lives.push(inspect());
  }
  const last = run();
  let answer: unknown;
  last.on("message", (message) => {
    answer = message;
  });
  const [exitCode] = await once(last, "exit");
  return { lives, exitCode, answer, end: inspect() };
}

function isDone(child: ChildProcess, enough: number): Promise<void> {
  return new Promise((resolve) => {
    child.on("message", (done) => typeof done === "number" && done >= enough && resolve());
  });
}
