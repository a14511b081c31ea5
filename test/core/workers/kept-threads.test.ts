import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { startDecodePool } from "../../../src/core/workers/decode-pool.ts";
import { endKeptThreads, keepThreads } from "../../../src/core/workers/kept-threads.ts";
import { jpeg } from "../../helpers/pictures.ts";
import { until } from "../../helpers/until.ts";

/** Reads a picture with a pool of its own, and closes that. @returns the thread that did it, and whether it ended */
async function threadOfOnePool() {
  const pool = startDecodePool({ threads: 1 });
  const bytes = new Uint8Array(await jpeg(1));
  await pool.metadata({ bytes, format: "jpeg", sidecars: [] });
  const [worker] = pool.workers();
  if (!worker) throw new Error("No thread read it.");
  const thread = { id: worker.threadId, hasEnded: false };
  worker.once("exit", () => {
    thread.hasEnded = true;
  });
  await pool.close();
  return thread;
}

describe("the threads of a pool that is closed", () => {
  beforeEach(endKeptThreads);

  it("end", async () => {
    const thread = await threadOfOnePool();
    await until(() => thread.hasEnded);
  });

  it("serve the next one like it where they are kept, and end when they are no longer", async () => {
    keepThreads();
    onTestFinished(endKeptThreads);
    const first = await threadOfOnePool();
    const second = await threadOfOnePool();
    expect(second.id).toBe(first.id);
    expect(first.hasEnded).toBe(false);
    await endKeptThreads();
    await until(() => first.hasEnded);
  });
});
