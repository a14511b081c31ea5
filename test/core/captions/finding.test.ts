import { describe, expect, it } from "vitest";
import type { Core } from "../../../src/core/index.ts";
import { copyOf } from "../../../src/core/vectors/qdrant/copy.ts";
import { index, openCore } from "../../helpers/core.ts";
import { folderOf } from "../../helpers/photo-folder.ts";
import { photoIds } from "../../helpers/photo-ids.ts";

/** A library with so many photos, without a captioner. */
async function openLibrary(photos: number) {
  const core = await openCore();
  await index(core, await folderOf(photos));
  return { core, assetIds: await photoIds(core) };
}

/** As the stage does. */
function say(core: Core, assetId: number, text: string): void {
  const { catalog } = core.context.services;
  const model = { confidence: 0.8, modelId: "m", modelName: "M", revision: "1", writtenAt: Date.now() };
  catalog.transaction(() => catalog.captions.put(assetId, { text, ...model }, "m@1"));
}

/** Photos whose texts lead to them, each with why. */
async function byWords(core: Core, query: string) {
  const { results } = await core.client.search.text({ query });
  return results.flatMap(({ assetId, why }) => (why[0]?.signal === "picture" ? [] : [{ assetId, why }]));
}

const idsOf = (found: readonly { assetId: number }[]) => found.map(({ assetId }) => assetId);

async function counted(core: Core, query: string): Promise<number> {
  return (await core.client.search.text({ query })).total;
}

describe("a caption", () => {
  it("is found by its words at once, with the words marked, until it is rejected or replaced", async () => {
    const { core, assetIds } = await openLibrary(4);
    const [first = 0, second = 0] = assetIds;
    say(core, first, "a zeppelin above the harbour");
    expect(await byWords(core, "zeppelin")).toEqual([
      {
        assetId: first,
        why: [{ signal: "caption", text: "a zeppelin above the harbour", marks: [{ offset: 2, length: 8 }] }],
      },
    ]);
    say(core, first, "a balloon above the harbour");
    expect(await byWords(core, "zeppelin")).toEqual([]);
    expect(idsOf(await byWords(core, "balloon harbour"))).toEqual([first]);
    await core.client.captions.reject({ photos: { assetIds: [first] } });
    expect(await byWords(core, "balloon")).toEqual([]);
    await core.client.captions.edit({ assetId: second, text: "Our balloon ride" });
    expect(idsOf(await byWords(core, "balloon"))).toEqual([second]);
    await core.client.history.undo({});
    expect(await byWords(core, "balloon")).toEqual([]);
    await core.client.history.undo({});
    expect(idsOf(await byWords(core, "balloon"))).toEqual([first]);
    await core.client.captions.clear();
    expect(await byWords(core, "balloon")).toEqual([]);
  });

  it("of a machine stands behind what people wrote, and is no certain hit", async () => {
    const { core, assetIds } = await openLibrary(5);
    const [guessed = 0, own = 0, other = 0] = assetIds;
    say(core, guessed, "a heron in the reeds");
    say(core, other, "a field");
    await core.client.captions.edit({ assetId: own, text: "A heron, at last" });
    const answer = await core.client.search.text({ query: "heron" });
    expect(answer.withWords).toBe(1);
    expect(answer.results[0]).toMatchObject({ assetId: own, why: [{ signal: "caption" }] });
    const place = answer.results.findIndex(({ assetId }) => assetId === guessed);
    expect(answer.results[place]).toMatchObject({ isLikely: true, why: [{ signal: "caption" }] });
    expect((await byWords(core, "heron field")).length).toBe(0);
  });

  it("is what 'has:caption' means, in searches and in their counts", async () => {
    const { core, assetIds } = await openLibrary(5);
    const [machine = 0, own = 0, rejected = 0] = assetIds;
    expect(await counted(core, "has:caption")).toBe(0);
    for (const assetId of [machine, own, rejected]) say(core, assetId, "a dog");
    expect(await counted(core, "has:caption")).toBe(3);
    await core.client.captions.edit({ assetId: own, text: "Rex" });
    await core.client.captions.reject({ photos: { assetIds: [rejected] } });
    expect(await counted(core, "has:caption")).toBe(2);
    expect(await counted(core, "-has:caption")).toBe(3);
    expect(await counted(core, '"a dog"')).toBe(1);
    await core.client.captions.clear();
    expect(
      (await core.client.search.text({ query: "has:caption" })).results.map(({ assetId }) => assetId),
    ).toEqual([own]);
  });

  it("goes to a vector server with the rest of what is known", async () => {
    const { core, assetIds } = await openLibrary(1);
    const { catalog } = core.context.services;
    const [assetId = 0] = assetIds;
    const sha256 = catalog.photos.get(assetId)?.sha256 ?? Buffer.alloc(0);
    const told = () => {
      const facts = catalog.photoFacts.of(sha256);
      const library = { id: "l", name: "L", machine: "m" };
      return facts && copyOf(facts, library, { stamp: "s", vectors: [] }).caption;
    };
    expect(told()).toBeUndefined();
    say(core, assetId, "a dog");
    expect(told()).toBe("a dog");
    await core.client.captions.edit({ assetId, text: "Rex" });
    expect(told()).toBe("Rex");
  });
});

it("what a screen reader says is what a person wrote, the caption first, and a machine's words last", async () => {
  const { core, assetIds } = await openLibrary(3);
  const { catalog } = core.context.services;
  const [titled = 0, plain = 0, silent = 0] = assetIds;
  for (const assetId of [titled, plain]) say(core, assetId, "a dog");
  const texts = async () =>
    new Map(
      (await core.client.captions.texts({ assetIds: [...assetIds, 9999] })).map((one) => [
        one.assetId,
        one.text,
      ]),
    );
  const donor = catalog.photos.get(silent)?.sha256 ?? Buffer.alloc(0);
  const sha256 = catalog.photos.get(titled)?.sha256 ?? Buffer.alloc(0);
  catalog.transaction(() => {
    const move = { fileId: 1, path: "/x", rootPath: "/", sha256: donor, sizeBytes: 1, modifiedAt: 0 };
    const { batchId, moveIds } = catalog.moves.plan([move]);
    catalog.ownValues.plan(batchId, [{ sha256, donor, field: "title", value: "Rex in the garden" }]);
    catalog.moves.setState(moveIds[0] as number, "moved");
    catalog.ownValues.settle(batchId);
  });
  expect(await texts()).toEqual(
    new Map([
      [titled, "Rex in the garden"],
      [plain, "a dog"],
    ]),
  );
  await core.client.captions.edit({ assetId: titled, text: "Rex, asleep" });
  expect((await texts()).get(titled)).toBe("Rex, asleep");
});
