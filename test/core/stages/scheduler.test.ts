import { describe, expect, it, onTestFinished } from "vitest";
import { openCatalog } from "../../../src/core/catalog/index.ts";
import { ShoeboxError } from "../../../src/core/errors.ts";
import { enterAll } from "../../../src/core/stages/enter-all.ts";
import { StageScheduler } from "../../../src/core/stages/scheduler.ts";
import type { Stage, Turn } from "../../../src/core/stages/stage.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";
import { until } from "../../helpers/until.ts";

/** Has so many batches to do, and notes each in a list that it shares with others. */
class CountedStage implements Stage {
  readonly version = 1;
  readonly name: string;
  readonly importance: number;
  readonly log: string[];
  left: number;
  failure: Error | undefined;
  isApart = false;
  /** A batch ends with it. */
  lasting: Promise<void> | undefined;
  onBatch: (turn: Turn) => void = () => {};

  constructor(name: string, importance: number, left: number, log: string[]) {
    this.name = name;
    this.importance = importance;
    this.left = left;
    this.log = log;
  }

  get title(): string {
    return `The work of ${this.name}`;
  }

  counts() {
    return { done: 0, left: this.left, failed: 0, unwanted: 0 };
  }

  async work(turn: Turn): Promise<boolean> {
    if (this.failure) throw this.failure;
    if (this.left === 0) return false;
    this.left--;
    this.log.push(this.name);
    this.onBatch(turn);
    await this.lasting;
    return true;
  }
}

async function scheduled() {
  const catalog = openCatalog(await temporaryDirectory());
  const log: string[] = [];
  let heldBy: "indexing" | "power" | undefined;
  const scheduler = new StageScheduler({ catalog, heldBy: () => heldBy, onProgress: () => {} });
  onTestFinished(async () => {
    await scheduler.close();
    catalog.close();
  });
  return {
    catalog,
    scheduler,
    log,
    hold(by: typeof heldBy) {
      heldBy = by;
      scheduler.poke();
    },
    async add(name: string, importance: number, left: number): Promise<CountedStage> {
      const stage = new CountedStage(name, importance, left, log);
      await enterAll(catalog, { name, version: 1, hasQueue: false });
      scheduler.add(stage);
      return stage;
    },
  };
}

describe("the scheduler of stages", () => {
  it("does the more important first, and one that comes in meanwhile before what is left of the others", async () => {
    const { scheduler, add, log } = await scheduled();
    const minor = await add("minor", 1, 3);
    const major = await add("major", 2, 2);
    minor.onBatch = () => {
      if (minor.left !== 2) return;
      major.left = 1;
      scheduler.wake("major");
    };
    scheduler.wake();
    await until(() => minor.left === 0);
    expect(log).toEqual(["major", "major", "minor", "major", "minor", "minor"]);
  });

  it("lets others go on while a batch lasts that is worked on elsewhere, and begins none before they are done", async () => {
    const { scheduler, add, log } = await scheduled();
    const [captions, words] = [await add("captions", 1, 2), await add("words", 2, 1)];
    captions.isApart = true;
    const first = Promise.withResolvers<void>();
    captions.lasting = first.promise;
    scheduler.wake();
    await until(() => log.length === 2);
    expect(log).toEqual(["words", "captions"]);
    words.left = 2;
    await scheduler.settled("words");
    expect(log).toEqual(["words", "captions", "words", "words"]);
    captions.lasting = undefined;
    first.resolve();
    await scheduler.settled("captions");
    expect(log.at(-1)).toBe("captions");
  });

  it("gives up such a batch when its stage is taken off, and when it closes", async () => {
    const { scheduler, add, log } = await scheduled();
    for (const end of [() => scheduler.remove("captions"), () => scheduler.close()]) {
      const captions = await add("captions", 1, 1);
      captions.isApart = true;
      captions.onBatch = ({ signal }) => {
        const given = Promise.withResolvers<void>();
        signal.addEventListener("abort", () => given.resolve());
        captions.lasting = given.promise;
      };
      log.length = 0;
      scheduler.wake("captions");
      await until(() => log.length === 1);
      await end();
    }
  });

  it("does nothing while it sleeps, and nothing beside indexing", async () => {
    const { scheduler, add, log, hold } = await scheduled();
    const stage = await add("copies", 1, 2);
    scheduler.poke();
    expect(log).toEqual([]);
    hold("indexing");
    scheduler.wake();
    expect(log).toEqual([]);
    expect(scheduler.progressOf("copies")).toMatchObject({ state: "waiting", waitsFor: "indexing", left: 2 });
    stage.onBatch = () => hold("power");
    hold(undefined);
    await until(() => stage.left === 1);
    expect(scheduler.progressOf("copies")).toMatchObject({ state: "waiting", waitsFor: "power", left: 1 });
    hold(undefined);
    await until(() => stage.left === 0);
  });

  it("puts what somebody waits for before everything, held or paused", async () => {
    const { scheduler, add, log, hold } = await scheduled();
    await add("major", 2, 2);
    const copies = await add("copies", 1, 2);
    const turns: boolean[] = [];
    copies.onBatch = ({ isAwaited }) => turns.push(isAwaited);
    hold("indexing");
    scheduler.wake();
    scheduler.pause("copies");
    await scheduler.settled("copies");
    expect(log).toEqual(["copies", "copies"]);
    expect(turns).toEqual([true, true]);
    expect(scheduler.progressOf("major")).toMatchObject({ left: 2 });
  });

  it("goes on beside indexing with what somebody looks at", async () => {
    const { scheduler, add, hold, log } = await scheduled();
    const copies = await add("copies", 1, 2);
    await add("major", 2, 1);
    hold("indexing");
    scheduler.wake();
    scheduler.lookedAt("copies");
    await until(() => copies.left === 0);
    expect(log).toEqual(["copies", "copies"]);
  });

  it("pauses after the batch in hand, remembers it, and resumes", async () => {
    const { scheduler, add, catalog } = await scheduled();
    const stage = await add("copies", 1, 3);
    stage.onBatch = () => scheduler.pause("copies");
    scheduler.wake();
    await until(() => stage.left === 2);
    expect(scheduler.progressOf("copies")).toMatchObject({ state: "paused", left: 2 });
    expect(catalog.stages.get("copies")?.isPaused).toBe(true);
    stage.onBatch = () => {};
    expect(scheduler.resume("copies").state).toBe("running");
    await until(() => stage.left === 0);
    expect(() => scheduler.pause("nothing")).toThrow(expect.objectContaining({ code: "JOB_NOT_FOUND" }));
  });

  it("is pausing until the batch in hand is done, then paused", async () => {
    const { scheduler, add } = await scheduled();
    const stage = await add("copies", 1, 3);
    const work = stage.work.bind(stage);
    const batch = Promise.withResolvers<void>();
    let hasBegun = false;
    stage.work = async (turn) => {
      hasBegun = true;
      await batch.promise;
      return work(turn);
    };
    scheduler.wake();
    await until(() => hasBegun);
    expect(scheduler.pause("copies")).toMatchObject({ state: "paused", isPausing: true, left: 3 });
    batch.resolve();
    await until(() => scheduler.progressOf("copies")?.isPausing === false);
    expect(scheduler.progressOf("copies")).toMatchObject({ state: "paused", left: 2 });
  });

  it("says why a stage cannot work at all, lets the others go on, and tries again when asked to", async () => {
    const { scheduler, add, log } = await scheduled();
    const broken = await add("broken", 2, 1);
    const other = await add("other", 1, 1);
    broken.failure = new ShoeboxError("MODEL_CORRUPT");
    scheduler.wake();
    await until(() => other.left === 0);
    expect(scheduler.progressOf("broken")).toMatchObject({
      state: "failed",
      error: { code: "MODEL_CORRUPT" },
    });
    await expect(scheduler.settled("broken")).rejects.toMatchObject({ code: "MODEL_CORRUPT" });
    // Photos that come in do not mend it.
    broken.failure = undefined;
    scheduler.wake();
    expect(scheduler.progressOf("broken")?.state).toBe("failed");
    scheduler.resume("broken");
    await until(() => broken.left === 0);
    expect(log).toEqual(["other", "broken"]);
    expect(scheduler.progressOf("broken")).toMatchObject({ state: "idle", error: null });
  });

  it("does not miss what comes in while a stage finds nothing to do", async () => {
    const { scheduler, add } = await scheduled();
    const stage = await add("copies", 1, 0);
    const work = stage.work.bind(stage);
    let looks = 0;
    stage.work = async (turn) => {
      const hasWorked = await work(turn);
      if (looks++ === 0) {
        stage.left = 1;
        scheduler.wake("copies");
      }
      return hasWorked;
    };
    scheduler.wake();
    await until(() => looks > 0 && stage.left === 0);
  });
});
