import { mkdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { InstalledModels } from "../../../../src/core/models/installing/installed-models.ts";
import { writeDescription } from "../../../../src/core/models/installing/model-description.ts";
import { verifyFiles } from "../../../../src/core/models/installing/verify-files.ts";
import type { ModelEntry } from "../../../../src/core/models/manifest/schema.ts";
import { filesUnder } from "../../../helpers/install-station.ts";
import { put } from "../../../helpers/pictures.ts";
import { type PublishedModel, publishedModel } from "../../../helpers/published-model.ts";
import { temporaryDirectory } from "../../../helpers/temporary.ts";

async function layFiles(directory: string, { entry, files }: PublishedModel): Promise<void> {
  for (const { path } of entry.files) {
    await put(join(directory, path), files[`/people/${entry.id}/resolve/main/${path}`] as Buffer);
  }
}

/** A library with a shipped model, a published one that is installed, one that is not, and an own one. */
async function library() {
  const [shippedDirectory, libraryDirectory] = [await temporaryDirectory(), await temporaryDirectory()];
  const [shipped, installedOne, other, own] = ["starter", "installed", "other", "mine"].map((id) =>
    publishedModel(id, { towerBytes: 1000 }),
  ) as [PublishedModel, PublishedModel, PublishedModel, PublishedModel];
  shipped.entry.origin = "shipped";
  shipped.entry.directory = "the-starter";
  own.entry.origin = "own";
  await layFiles(join(shippedDirectory, "the-starter"), shipped);
  for (const model of [installedOne, own]) {
    await layFiles(join(libraryDirectory, "models", model.entry.id), model);
    await writeDescription(join(libraryDirectory, "models", model.entry.id), model.entry);
  }
  const known = { directory: shippedDirectory, models: [shipped.entry, other.entry, installedOne.entry] };
  const installed = new InstalledModels(libraryDirectory, known);
  return { installed, known, libraryDirectory, shippedDirectory, entries: known.models };
}

const idsOf = (models: readonly { entry: ModelEntry }[]) => models.map(({ entry }) => entry.id);

describe("the models of a library", () => {
  it("are what ships, what was downloaded and what was imported, each with its folder", async () => {
    const { installed, libraryDirectory, shippedDirectory } = await library();
    const { models, broken } = await installed.list();
    expect(broken).toEqual([]);
    expect(models.map(({ entry, directory }) => [entry.id, directory])).toEqual([
      ["starter", join(shippedDirectory, "the-starter")],
      ["installed", join(libraryDirectory, "models/installed")],
      ["mine", join(libraryDirectory, "models/mine")],
    ]);
    expect((await installed.entries()).map(({ id }) => id)).toEqual([
      "starter",
      "other",
      "installed",
      "mine",
    ]);
    expect((await installed.find("mine"))?.entry.origin).toBe("own");
    expect(await installed.find("other")).toBeUndefined();
  });

  it("can do without the one that ships, and without any", async () => {
    const { installed, shippedDirectory } = await library();
    await rm(join(shippedDirectory, "the-starter/tokenizer.json"));
    expect(idsOf((await installed.list()).models)).toEqual(["installed", "mine"]);
    const empty = new InstalledModels(await temporaryDirectory(), { directory: "/nowhere", models: [] });
    expect(await empty.list()).toEqual({ models: [], broken: [], entries: [] });
  });

  it("work without the manifest that knew them", async () => {
    const { libraryDirectory } = await library();
    const alone = new InstalledModels(libraryDirectory, { directory: "/nowhere", models: [] });
    expect(idsOf((await alone.list()).models).sort()).toEqual(["installed", "mine"]);
  });

  it("take a later manifest's word for the same weights, not for others", async () => {
    const { libraryDirectory, known } = await library();
    const [starter, other, entry] = known.models as [ModelEntry, ModelEntry, ModelEntry];
    const later = (revision: string) => ({
      ...known,
      models: [starter, other, { ...entry, revision, summary: "Good for much." }],
    });
    const same = new InstalledModels(libraryDirectory, later(entry.revision));
    expect((await same.find("installed"))?.entry.summary).toBe("Good for much.");
    const newer = new InstalledModels(libraryDirectory, later("2"));
    expect((await newer.find("installed"))?.entry).toEqual(entry);
  });
});

describe("a model that cannot be used is said, and the others can", () => {
  it.each([
    [
      "of a newer Shoebox",
      '{"version": 99, "model": {"task": "telepathy"}}',
      "MODEL_CORRUPT",
      /newer Shoebox/,
    ],
    ["that is no JSON", "{", "MODEL_CORRUPT", /is damaged/],
    ["that describes nothing", '{"version": 1}', "MODEL_CORRUPT", /does not describe a model/],
  ])("with a description %s", async (_, text, code, message) => {
    const { installed, libraryDirectory } = await library();
    await writeFile(join(libraryDirectory, "models/installed/model.json"), text);
    const { models, broken } = await installed.list();
    expect(idsOf(models)).toEqual(["starter", "mine"]);
    expect(broken).toMatchObject([
      { id: "installed", error: { code, message: expect.stringMatching(message) } },
    ]);
  });

  it("cut short, or without a file", async () => {
    const { installed, libraryDirectory } = await library();
    await truncate(join(libraryDirectory, "models/installed/onnx/text_model.onnx"), 999);
    await rm(join(libraryDirectory, "models/mine/tokenizer.json"));
    const { models, broken } = await installed.list();
    expect(idsOf(models)).toEqual(["starter"]);
    expect(broken.map(({ error }) => [error.code, error.message.split("/").at(-1)]).sort()).toEqual([
      ["MODEL_MISSING", "text_model.onnx is missing or cut short."],
      ["MODEL_MISSING", "tokenizer.json is missing or cut short."],
    ]);
  });

  it("that names files outside of its folder, or is not what its folder says", async () => {
    const { installed, libraryDirectory } = await library();
    const folder = join(libraryDirectory, "models/installed");
    const description = JSON.parse(await readFile(join(folder, "model.json"), "utf8"));
    for (const path of ["../mine/tokenizer.json", "/etc/passwd", "a/../../b", "C:/x", "a\\b", "model.json"]) {
      description.model.files[0].path = path;
      await writeFile(join(folder, "model.json"), JSON.stringify(description));
      const { broken } = await installed.list();
      expect(broken[0]?.error.message).toContain(`names a file outside of its model's folder: ${path}`);
    }
    await mkdir(join(libraryDirectory, "models/holiday pictures"));
    expect((await installed.list()).broken[0]?.error.message).toContain(
      "holds no model that Shoebox put there",
    );
  });
});

describe("removing", () => {
  it("deletes the files and what came of a download, and nothing else", async () => {
    const { installed } = await library();
    await put(join(installed.folders.incoming("installed"), "onnx/text_model.onnx.part"), "begun");
    await installed.remove("installed");
    const names = [...(await filesUnder(installed.folders.directory)).keys()].map(
      (path) => path.split("/")[0],
    );
    expect([...new Set(names)]).toEqual(["mine"]);
    await installed.remove("installed");
  });

  it("is refused for the one that ships", async () => {
    const { installed } = await library();
    await expect(installed.remove("starter")).rejects.toMatchObject({ code: "QUERY_INVALID" });
    expect(await installed.find("starter")).toBeDefined();
  });
});

it("each file is compared with what it should be", async () => {
  const { installed } = await library();
  const { entry, directory } = (await installed.find("mine")) ?? expect.fail();
  const [vision, text, tokenizer, config] = entry.files as [
    ModelEntry["files"][number],
    ModelEntry["files"][number],
    ModelEntry["files"][number],
    ModelEntry["files"][number],
  ];
  await writeFile(join(directory, vision.path), Buffer.alloc(1000));
  await truncate(join(directory, text.path), 5);
  await rm(join(directory, tokenizer.path));
  expect((await verifyFiles(entry, directory)).map(({ state }) => state)).toEqual([
    "wrong-contents",
    "wrong-size",
    "missing",
    "right",
  ]);
  const unsaid = { ...entry, files: [{ ...config, sha256: null }] };
  expect(await verifyFiles(unsaid, directory)).toEqual([{ path: config.path, state: "unknown" }]);
});
