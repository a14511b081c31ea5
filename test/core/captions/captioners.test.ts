import { cp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import type { CaptionerCard } from "../../../src/contract/index.ts";
import { openCore } from "../../helpers/core.ts";
import { captionersWithPublished, ModelHub, publishedCaptioner } from "../../helpers/model-hub.ts";
import { workingBlipFolder } from "../../helpers/own-captioner.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";
import { testModelsDirectory } from "../../helpers/test-models.ts";
import { until } from "../../helpers/until.ts";

const { id, name } = publishedCaptioner;
const shippedId = "test-captioner";
const finderId = "test-drawings";

/** A library, a captioner that ships with it, and one that a hub publishes. */
async function station() {
  const directory = await temporaryDirectory();
  const hub = await ModelHub.start();
  onTestFinished(() => hub.stop());
  const modelsDirectory = join(directory, "models");
  await captionersWithPublished(modelsDirectory, hub);
  const libraryDirectory = join(directory, "library");
  const core = await openCore({ libraryDirectory, modelsDirectory });
  const { client } = core;
  await client.settings.set({ modelMirror: hub.address });
  const card = async (wanted = id): Promise<CaptionerCard> => {
    const found = (await client.captions.models()).find((model) => model.id === wanted);
    return found ?? expect.fail(`There is no card of ${wanted}.`);
  };
  const install = async () => {
    expect((await client.captions.install({ id })).download).not.toBeNull();
    await until(async () => (await card()).download === null);
  };
  return { core, client, hub, card, install, directory, libraryDirectory, modelsDirectory };
}

describe("the two kinds of models", () => {
  test("have lists of their own", async () => {
    const { client } = await station();
    expect((await client.models.list()).models.map((card) => card.id)).toEqual([finderId]);
    const cards = await client.captions.models();
    expect(cards.map((card) => card.id)).toEqual([shippedId, id]);
    expect(cards[0]).toMatchObject({
      origin: "shipped",
      isInstalled: true,
      isInUse: true,
      captions: 0,
      trouble: null,
    });
    expect(cards[1]).toMatchObject({
      origin: "published",
      isInstalled: false,
      isInUse: false,
      download: null,
    });
  });

  test("are never taken for each other", async () => {
    const { client } = await station();
    const told = { code: "MODEL_UNSUITABLE" };
    await expect(client.models.use({ id: shippedId })).rejects.toMatchObject({
      ...told,
      message: "Sentences about drawings, for tests writes captions, and does not find photos.",
    });
    await expect(client.models.install({ id })).rejects.toMatchObject(told);
    await expect(client.models.remove({ id: shippedId })).rejects.toMatchObject(told);
    await expect(client.models.measure({ id: shippedId })).rejects.toMatchObject(told);
    await expect(client.captions.use({ id: finderId })).rejects.toMatchObject({
      ...told,
      message: "Drawings, for tests finds photos, and does not write captions.",
    });
    await expect(client.captions.verify({ id: finderId })).rejects.toMatchObject(told);
  });

  test("that nobody knows are said to be none", async () => {
    const { client } = await station();
    for (const call of ["install", "cancelInstall", "remove", "use", "verify"] as const) {
      await expect(client.captions[call]({ id: "nobody" }), call).rejects.toMatchObject({
        code: "MODEL_NOT_FOUND",
      });
    }
  });
});

describe("a published captioner", () => {
  test("is downloaded, tried, used and removed", async () => {
    const { client, card, install } = await station();
    await expect(client.captions.use({ id })).rejects.toMatchObject({ code: "MODEL_MISSING" });
    await install();
    expect(await card()).toMatchObject({ isInstalled: true, isInUse: false, trouble: null });
    expect(await client.captions.verify({ id })).toMatchObject({
      works: true,
      trouble: null,
      files: [
        { path: "onnx/vision_model.onnx", state: "right" },
        { path: "onnx/text_decoder.onnx", state: "right" },
        { path: "tokenizer.json", state: "right" },
      ],
    });
    await client.captions.use({ id });
    expect(await card()).toMatchObject({ name, revision: "2", isInUse: true });
    expect((await card(shippedId)).isInUse).toBe(false);
    await expect(client.captions.remove({ id })).rejects.toMatchObject({ code: "MODEL_IN_USE" });
    await client.captions.use({ id: shippedId });
    expect(await client.captions.remove({ id })).toMatchObject({ isInstalled: false });
    await expect(client.captions.remove({ id: shippedId })).rejects.toMatchObject({ code: "MODEL_IN_USE" });
  });

  test("that does not come says why, and goes on where it ended", async () => {
    const { client, card, hub, install } = await station();
    hub.faultsOf.set("text_decoder.onnx", 404);
    await install();
    expect(await card()).toMatchObject({ isInstalled: false, trouble: { code: "MODEL_DOWNLOAD_FAILED" } });
    hub.faultsOf.clear();
    await install();
    expect(await card()).toMatchObject({ isInstalled: true, trouble: null });
    expect((await client.captions.cancelInstall({ id })).isInstalled).toBe(true);
  });

  test("whose file was damaged says so when it is checked, and is got again", async () => {
    const { client, card, install, libraryDirectory } = await station();
    await install();
    const path = join(libraryDirectory, "models", id, "onnx/text_decoder.onnx");
    await writeFile(path, (await readFile(path)).reverse());
    const trouble = { code: "MODEL_CORRUPT", message: expect.stringContaining(path) };
    expect(await client.captions.verify({ id })).toMatchObject({ works: false, trouble });
    expect(await card()).toMatchObject({ isInstalled: true, trouble });
    await install();
    expect(await client.captions.verify({ id })).toMatchObject({ works: true });
  });

  test("that is gone leaves the one that ships at work, and comes back with its files", async () => {
    const { core, client, install, libraryDirectory, modelsDirectory } = await station();
    await install();
    await client.captions.use({ id });
    await core.close();
    const folder = join(libraryDirectory, "models", id);
    await cp(folder, `${folder}-kept`, { recursive: true });
    await rm(join(folder, "tokenizer.json"));
    const without = await openCore({ libraryDirectory, modelsDirectory });
    expect(await without.client.captions.status()).toMatchObject({
      captioner: { id: shippedId },
      trouble: { code: "MODEL_MISSING", message: expect.stringContaining("tokenizer.json") },
    });
    const cards = await without.client.captions.models();
    expect(cards.find((card) => card.id === id)).toMatchObject({
      isInstalled: false,
      trouble: { code: "MODEL_MISSING" },
    });
    await without.close();
    await rm(folder, { recursive: true });
    await cp(`${folder}-kept`, folder, { recursive: true });
    const again = await openCore({ libraryDirectory, modelsDirectory });
    expect(await again.client.captions.status()).toMatchObject({ captioner: { id }, trouble: null });
  });
});

describe("a captioner of a person's own", () => {
  test("is brought in from a folder, tried first", async () => {
    const { client } = await station();
    const card = await client.captions.import({ directory: await workingBlipFolder() });
    expect(card).toMatchObject({
      id: "my-captioner",
      name: "My captioner",
      origin: "own",
      isInstalled: true,
    });
    await client.captions.use({ id: card.id });
    expect((await client.captions.models()).filter(({ isInUse }) => isInUse)).toMatchObject([
      { id: card.id },
    ]);
    expect(await client.captions.verify({ id: card.id })).toMatchObject({ works: true });
  });

  test("that does not even load leaves nothing", async () => {
    const { client } = await station();
    const directory = await workingBlipFolder();
    await writeFile(join(directory, "tokenizer.json"), "{}");
    await expect(client.captions.import({ directory })).rejects.toMatchObject({ code: "MODEL_CORRUPT" });
    expect((await client.captions.models()).map((card) => card.id)).toEqual([shippedId, id]);
  });

  test("is not taken for one that finds photos, nor such a one for it", async () => {
    const { client } = await station();
    const told = { code: "MODEL_UNSUITABLE" };
    await expect(client.models.import({ directory: await workingBlipFolder() })).rejects.toMatchObject(told);
    const drawings = join(testModelsDirectory, "drawings");
    await expect(client.captions.import({ directory: drawings })).rejects.toMatchObject(told);
  });
});
