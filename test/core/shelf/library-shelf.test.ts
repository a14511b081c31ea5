import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openCore } from "../../helpers/core.ts";
import { ModelHub, modelsWithPublished, published } from "../../helpers/model-hub.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";
import { until } from "../../helpers/until.ts";

const { id } = published;

/** A library that got its second model from a hub. */
async function withModel() {
  const directory = await temporaryDirectory();
  const hub = await ModelHub.start();
  onTestFinished(() => hub.stop());
  const modelsDirectory = join(directory, "models");
  await modelsWithPublished(modelsDirectory, hub);
  const libraryDirectory = join(directory, "library");
  const { client } = await openCore({ libraryDirectory, modelsDirectory });
  await client.settings.set({ modelMirror: hub.address });
  const card = async () => (await client.models.list()).models.find((model) => model.id === id);
  const get = async () => {
    expect((await client.models.install({ id })).download).not.toBeNull();
    await until(async () => (await card())?.download === null);
  };
  await get();
  return { client, card, get, hub, folder: join(libraryDirectory, "models", id) };
}

test("damage that a check finds stands on the model's card until it was got again", async () => {
  const { client, card, get, hub, folder } = await withModel();
  expect(await card()).toMatchObject({ isInstalled: true, trouble: null });
  const path = join(folder, "tokenizer.json");
  await writeFile(path, (await readFile(path)).reverse());
  const found = { code: "MODEL_CORRUPT", message: expect.stringContaining(path) };
  const { works, files, trouble } = await client.models.verify({ id });
  expect([works, trouble]).toEqual([false, found]);
  expect(files).toContainEqual({ path: "tokenizer.json", state: "wrong-contents" });
  expect(await card()).toMatchObject({ isInstalled: true, trouble: found });
  const before = hub.requests.length;
  await get();
  expect(hub.requests.slice(before).map((request) => request.path)).toEqual([
    expect.stringMatching(/\/tokenizer\.json$/),
  ]);
  expect(await card()).toMatchObject({ isInstalled: true, trouble: null });
  expect(await client.models.verify({ id })).toMatchObject({ works: true, trouble: null });
});

test("a model whose file is gone is not installed any more, and says which", async () => {
  const { card, get, folder } = await withModel();
  const path = join(folder, "tokenizer.json");
  await writeFile(path, "{");
  expect(await card()).toMatchObject({
    isInstalled: false,
    trouble: { code: "MODEL_MISSING", message: expect.stringContaining(path) },
  });
  await get();
  expect(await card()).toMatchObject({ isInstalled: true, trouble: null });
});
