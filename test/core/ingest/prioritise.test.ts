import { join, sep } from "node:path";
import { expect, it } from "vitest";
import { ended, openCore } from "../../helpers/core.ts";
import { jpeg, put } from "../../helpers/pictures.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";
import { until } from "../../helpers/until.ts";

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
  await until(() => waiting().wanted >= 20);
  expect(await core.client.jobs.prioritise({ directory: join(folder, "wanted") })).toMatchObject({
    files: 20,
  });
  await until(() => waiting().wanted === 0);
  // All that was asked for is done, while most of what was found before it waits.
  expect(waiting().first).toBeGreaterThan(60);
  expect((await ended(core, { jobId })).ledger).toMatchObject({ found: 200, indexed: 200 });
  expect(await core.client.jobs.prioritise({ directory: "/nowhere" })).toEqual({
    files: 0,
    isLooking: false,
  });
});

it("what waits beside the photos that a person looks at goes before the rest", async () => {
  const [core, folder] = [await openCore(), await temporaryDirectory()];
  // Looked at before, so that it is in the timeline when the rest comes.
  await put(join(folder, "seen", "0.jpg"), await jpeg(0));
  await ended(core, await core.client.jobs.index({ directories: [folder] }));
  const [photo] = core.context.services.catalog.photos.timeline().assetIds;
  for (let number = 1; number < 160; number++) {
    const bytes = await jpeg(number, { width: 800, height: 600 });
    await put(join(folder, number < 140 ? "first" : "seen", `${number}.jpg`), bytes);
  }
  const { catalog } = core.context.services;
  const [root] = catalog.roots.list();
  const { jobId } = await core.client.jobs.index({ directories: [folder] });
  const waiting = (subtree: string) =>
    catalog.files.countPendingIn(jobId, { rootId: root?.rootId as number, subtree });
  await until(() => waiting("seen") >= 20);
  expect(await core.client.jobs.prioritise({ assetIds: [photo as number, 987_654] })).toMatchObject({
    files: 20,
  });
  await until(() => waiting("seen") === 0);
  expect(waiting("first")).toBeGreaterThan(40);
  await ended(core, { jobId });
  // Nothing waits anywhere now.
  expect(await core.client.jobs.prioritise({ assetIds: [photo as number] })).toEqual({
    files: 0,
    isLooking: false,
  });
});

// On a busy machine a person paused before the scan had found anything: the wish was answered with "no file waits", and
// lost.
it("what is asked for before anything was found goes first once it is", async () => {
  const [core, folder, before] = [await openCore(), await temporaryDirectory(), await temporaryDirectory()];
  await put(join(before, "0.jpg"), await jpeg(0));
  for (let number = 1; number <= 120; number++) {
    const bytes = await jpeg(number, { width: 800, height: 600 });
    await put(join(folder, number <= 100 ? "first" : "wanted", `${number}.jpg`), bytes);
  }
  const { jobId: jobBefore } = await core.client.jobs.index({ directories: [before] });
  await core.client.jobs.pause({ jobId: jobBefore });
  const { jobId } = await core.client.jobs.index({ directories: [folder] });
  const preferred = await core.client.jobs.prioritise({ directory: join(folder, "wanted") });
  expect(preferred).toEqual({ files: 0, isLooking: true });
  // Found, and still waiting for the job before.
  await core.client.jobs.resume({ jobId: jobBefore });
  const { ledger } = await ended(core, { jobId });
  expect(ledger).toMatchObject({ found: 120, indexed: 120 });
  // Ids are given as photos come in.
  const assetIds = core.context.services.catalog.photos.timeline().assetIds.toSorted((a, b) => a - b);
  const order: (string | undefined)[] = [];
  for (const assetId of assetIds) {
    const [file] = (await core.client.photos.details({ assetId })).files;
    order.push(file?.path.split(sep).at(-2));
  }
  expect(order.lastIndexOf("wanted")).toBeLessThan(order.lastIndexOf("first"));
});
