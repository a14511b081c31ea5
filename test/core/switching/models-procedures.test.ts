import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openCore } from "../../helpers/core.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";

test("the model that ships is listed as installed and in use, and nothing of it is under way", async () => {
  const { client } = await openCore();
  const { models, photos } = await client.models.list();
  expect(photos).toBe(0);
  expect(models.filter(({ isInUse }) => isInUse)).toEqual([
    expect.objectContaining({
      origin: "shipped",
      isInstalled: true,
      isWanted: false,
      vectors: 0,
      speed: null,
      download: null,
      filling: null,
      trouble: null,
    }),
  ]);
  const [inUse] = models.filter(({ isInUse }) => isInUse);
  expect(inUse?.sizeBytes).toBeGreaterThan(1_000_000);
});

test("a speed is measured by using the model, and kept with the library over restarts", async () => {
  const libraryDirectory = await temporaryDirectory();
  const first = await openCore({ libraryDirectory });
  const id = await idInUse(first.client);
  const { speed } = await first.client.models.measure({ id });
  expect(speed?.photosPerSecond).toBeGreaterThan(0);
  expect(speed?.queryMillis).toBeGreaterThan(0);
  await first.close();
  const second = await openCore({ libraryDirectory });
  expect((await second.client.models.list()).models.find((card) => card.id === id)?.speed).toEqual(speed);
});

test("speeds that were measured on another machine, or cannot be read, count as not measured", async () => {
  const libraryDirectory = await temporaryDirectory();
  const path = join(libraryDirectory, "model-speeds.json");
  const speed = { photosPerSecond: 5, queryMillis: 5, measuredAt: "2024-05-01T10:00:00Z" };
  const { client: fresh } = await openCore();
  const { id, revision } = (await fresh.models.list()).models.find(({ isInUse }) => isInUse) ?? {};
  for (const book of [
    JSON.stringify({ machine: "elsewhere", speeds: { [`${id}@${revision}`]: speed } }),
    "{",
  ]) {
    await writeFile(path, book);
    const core = await openCore({ libraryDirectory });
    expect((await core.client.models.list()).models.map((card) => card.speed)).not.toContainEqual(speed);
    await core.close();
  }
});

test("the model in use is not removed, nor its vectors", async () => {
  const { client } = await openCore();
  const id = await idInUse(client);
  await expect(client.models.remove({ id })).rejects.toMatchObject({ code: "MODEL_IN_USE" });
  await expect(client.models.dropVectors({ id })).rejects.toMatchObject({ code: "MODEL_IN_USE" });
});

test.each(["install", "cancelInstall", "remove", "use", "dropVectors", "verify", "measure"] as const)(
  "%s of a model that nobody knows says so",
  async (act) => {
    const { client } = await openCore();
    await expect(client.models[act]({ id: "no-such-model" })).rejects.toMatchObject({
      code: "MODEL_NOT_FOUND",
      message: "There is no model no-such-model.",
    });
  },
);

test("what is done to models is told as an event", async () => {
  const { client } = await openCore();
  const events = await client.library.events();
  const told = events.next();
  await client.models.use({ id: await idInUse(client) });
  await expect(told).resolves.toMatchObject({ value: { type: "models" } });
});

async function idInUse(client: Awaited<ReturnType<typeof openCore>>["client"]): Promise<string> {
  const inUse = (await client.models.list()).models.find((card) => card.isInUse);
  if (!inUse) throw new Error("No model is in use.");
  return inUse.id;
}
