import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { expect, it } from "vitest";
import { ended, openCore } from "../../helpers/core.ts";
import { jpeg, put } from "../../helpers/pictures.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";

it("what waits in a folder that a person asks for goes before the rest", async () => {
  const [core, folder] = [await openCore(), await temporaryDirectory()];
  for (let number = 0; number < 200; number++) {
    const bytes = await jpeg(number, { width: 800, height: 600 });
    await put(join(folder, number < 180 ? "first" : "wanted", `${number}.jpg`), bytes);
  }
  const { jobId } = await core.client.jobs.index({ directories: [folder] });
  const { catalog } = core.context.services;
  const [root] = catalog.roots.list();
  const waiting = () => {
    const count = (subtree: string) =>
      catalog.files.countPendingIn(jobId, { rootId: root?.rootId as number, subtree });
    return { first: count("first"), wanted: count("wanted") };
  };
  while (waiting().wanted < 20) await setTimeout(1);
  expect(await core.client.jobs.prioritise({ directory: join(folder, "wanted") })).toEqual({ files: 20 });
  while (waiting().wanted > 0) await setTimeout(5);
  // All that was asked for is done, while most of what was found before it waits.
  expect(waiting().first).toBeGreaterThan(60);
  expect((await ended(core, { jobId })).ledger).toMatchObject({ found: 200, indexed: 200 });
  expect(await core.client.jobs.prioritise({ directory: "/nowhere" })).toEqual({ files: 0 });
});
