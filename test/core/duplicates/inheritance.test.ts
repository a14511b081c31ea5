import { createHash } from "node:crypto";
import { appendFile, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { inheritableFields, rulesSchema, type TakeOver } from "../../../src/contract/cleaning.ts";
import type { Core } from "../../../src/core/index.ts";
import { randomFrom, randomScene, renderScene } from "../../../src/demo/index.ts";
import { index, openCore } from "../../helpers/core.ts";
import { put } from "../../helpers/pictures.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";

const packet = (inner: string) => `<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="4">
${inner}</rdf:Description></rdf:RDF></x:xmpmeta>`;
const keywords = (...words: string[]) =>
  `<dc:subject><rdf:Bag>${words.map((word) => `<rdf:li>${word}</rdf:li>`).join("")}</rdf:Bag></dc:subject>`;
const title = (text: string) =>
  `<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${text}</rdf:li></rdf:Alt></dc:title>`;

let drawn: Buffer;

beforeAll(async () => {
  const scene = randomScene(randomFrom("inheritance"));
  drawn = await (await renderScene(scene, { width: 900, height: 675 })).jpeg({ quality: 95 }).toBuffer();
});
beforeEach(async () => {
  vi.stubEnv("XDG_DATA_HOME", await temporaryDirectory());
});
interface Library {
  core: Core;
  directory: string;
  libraryDirectory: string;
  groupId: string;
  /** The large one and the small one, with what people wrote into it. */
  large: { assetId: number; fileId: number; path: string };
  small: { assetId: number; fileId: number; path: string };
}

/** A large photo with the title "Old" and one keyword; a small copy with a date, four stars and more. */
async function library(): Promise<Library> {
  const [directory, libraryDirectory] = [await temporaryDirectory(), await temporaryDirectory()];
  const own = packet(`${title("Old")}${keywords("beach")}`).replace(' xmp:Rating="4"', "");
  await put(join(directory, "large.jpg"), await sharp(drawn).jpeg({ quality: 95 }).withXmp(own).toBuffer());
  const small = sharp(drawn)
    .resize(450)
    .jpeg({ quality: 80 })
    .withXmp(packet(`${title("Anna at the sea")}${keywords("Anna", "beach")}`))
    .withExifMerge({ IFD2: { DateTimeOriginal: "2019:05:03 14:22:10" } });
  await put(join(directory, "small.jpg"), await small.toBuffer());
  const core = await openCore({ libraryDirectory });
  await index(core, directory);
  await core.compareAll();
  const { groups } = await core.client.duplicates.list({ tier: "same-picture" });
  const memberOf = (name: string) => {
    const member = groups[0]?.members.find(({ path }) => path.endsWith(name));
    if (!member) throw new Error(`${name} is in no group.`);
    return member;
  };
  const [kept, other] = [memberOf("large.jpg"), memberOf("small.jpg")];
  return { core, directory, libraryDirectory, groupId: groups[0]?.id ?? "", large: kept, small: other };
}

const everything = ({ large, small }: Library): TakeOver[] =>
  (["takenAt", "rating", "title", "keywords"] as const).map((field) => ({
    keep: large.assetId,
    from: small.assetId,
    field,
  }));

const keepLarge = ({ core, groupId, large }: Library, inherit: TakeOver[]) =>
  core.client.duplicates.resolve({ choices: [{ groupId, keepFileIds: [large.fileId], inherit }] });

async function factsOf(core: Core, assetId: number) {
  const { rating, title, keywords, takenAt, ownFields } = await core.client.photos.details({ assetId });
  return { rating, title, keywords, takenAt: takenAt?.slice(0, 10), ownFields };
}

const hashOf = async (path: string) =>
  createHash("sha256")
    .update(await readFile(path))
    .digest("hex");

test("what a person wrote into the copy that goes is offered to the one that stays", async () => {
  const { core, groupId, large } = await library();
  const { fields } = await core.client.duplicates.inheritance({ groupId, keep: large.assetId });
  const offered = Object.fromEntries(
    fields.map(({ field, kept, offered }) => [field, [kept, offered[0]?.value]]),
  );
  expect(offered.rating).toEqual([null, "4 of 5 stars"]);
  expect(offered.title).toEqual(["Old", "Anna at the sea"]);
  // Of keywords those that the one that stays lacks.
  expect(offered.keywords).toEqual(["beach", "Anna"]);
  expect(offered.takenAt?.[0]).toBeNull();
});

test("what is accepted becomes the photo's own, in the library alone; undo takes it back", async () => {
  const made = await library();
  const { core, large } = made;
  const [factsBefore, bytesBefore] = [await factsOf(core, large.assetId), await hashOf(large.path)];
  expect(factsBefore).toMatchObject({ rating: null, title: "Old", keywords: ["beach"], ownFields: [] });
  const outcome = await keepLarge(made, everything(made));
  expect(outcome).toMatchObject({ moved: 1, inherited: 4, refused: [] });
  const facts = await factsOf(core, large.assetId);
  expect({ ...facts, ownFields: facts.ownFields.sort() }).toEqual({
    rating: 4,
    title: "Anna at the sea",
    keywords: ["beach", "Anna"],
    takenAt: "2019-05-03",
    ownFields: ["keywords", "rating", "takenAt", "title"],
  });
  expect(await hashOf(large.path)).toBe(bytesBefore);
  expect((await core.client.history.list({}))[0]).toMatchObject({ moved: 1, inherited: 4 });
  expect(await core.client.history.undo({})).toMatchObject({ restored: 1 });
  expect(await factsOf(core, large.assetId)).toEqual(factsBefore);
  expect((await core.client.history.list({}))[0]).toMatchObject({ restored: 1, inherited: 0 });
});

test("nothing is taken over that was not accepted, nor from a copy that stays", async () => {
  const made = await library();
  const { core, large, small, groupId } = made;
  const facts = await factsOf(core, large.assetId);
  await appendFile(small.path, "x");
  // It changed: it stays, and so does what it has.
  expect(await keepLarge(made, everything(made))).toMatchObject({ moved: 0, inherited: 0 });
  expect(await factsOf(core, large.assetId)).toEqual(facts);
  const both = { groupId, keepFileIds: [large.fileId, small.fileId], inherit: everything(made) };
  expect(await core.client.duplicates.resolve({ choices: [both] })).toMatchObject({ moved: 0, inherited: 0 });
  const nonsense = [{ keep: large.assetId, from: small.assetId, field: "location" as const }];
  await expect(keepLarge(made, nonsense)).rejects.toMatchObject({ code: "QUERY_INVALID" });
  expect(await factsOf(core, large.assetId)).toEqual(facts);
});

test("what was taken over outlasts moves, rescans and restarts, and undo still takes it back", async () => {
  const made = await library();
  const { large, directory, libraryDirectory } = made;
  const untouched = await factsOf(made.core, large.assetId);
  await keepLarge(made, everything(made));
  const facts = await factsOf(made.core, large.assetId);
  await rename(large.path, join(directory, "renamed.jpg"));
  await index(made.core, directory);
  await made.core.close();
  const core = await openCore({ libraryDirectory });
  await index(core, directory);
  expect(await factsOf(core, large.assetId)).toEqual(facts);
  expect(await core.client.history.undo({})).toMatchObject({ restored: 1 });
  expect(await factsOf(core, large.assetId)).toEqual(untouched);
});

test("a date that was taken over is the photo's place in the timeline, also when its metadata are read anew", async () => {
  const made = await library();
  const { core, large } = made;
  const minutesOf = async () => {
    const timeline = await core.client.photos.timeline({});
    const column = (base64: string) => new Int32Array(new Uint8Array(Buffer.from(base64, "base64")).buffer);
    return column(timeline.takenAtMinutes)[column(timeline.assetIds).indexOf(large.assetId)];
  };
  const taken = Date.UTC(2019, 4, 3, 14, 22) / 60_000;
  const own = await minutesOf();
  expect(own).not.toBe(taken);
  await keepLarge(made, everything(made));
  expect(await minutesOf()).toBe(taken);
  // A sidecar makes the photo's metadata be read again.
  await put(join(made.directory, "large.xmp"), Buffer.from(packet(keywords("sea"))));
  await index(core, made.directory);
  expect(await minutesOf()).toBe(taken);
  await core.client.history.undo({});
  expect(await minutesOf()).toBe(own);
});

test("rules take over what was accepted for all: where the one that stays has nothing, or something else", async () => {
  const made = await library();
  const { core, large } = made;
  const rules = rulesSchema.parse({
    order: ["more-pixels"],
    tiers: ["same-picture"],
    minConfidence: 0,
  });
  const preview = await core.client.duplicates.preview({ rules });
  expect(preview.inheritance).toEqual([
    { field: "takenAt", empty: 1, different: 0 },
    { field: "rating", empty: 1, different: 0 },
    { field: "title", empty: 0, different: 1 },
    { field: "keywords", empty: 0, different: 1 },
  ]);
  const inherit = inheritableFields.map((field) => ({ field, where: "empty" as const }));
  expect(await core.client.duplicates.resolve({ rules, inherit })).toMatchObject({ moved: 1, inherited: 2 });
  expect(await factsOf(core, large.assetId)).toMatchObject({ rating: 4, title: "Old", keywords: ["beach"] });
  await core.client.history.undo({});
  const different = [{ field: "title" as const, where: "different" as const }];
  expect(await core.client.duplicates.resolve({ rules, inherit: different })).toMatchObject({ inherited: 1 });
  expect(await factsOf(core, large.assetId)).toMatchObject({ rating: null, title: "Anna at the sea" });
  await core.client.history.undo({});
  // Without a word about it nothing is taken over.
  expect(await core.client.duplicates.resolve({ rules })).toMatchObject({ moved: 1, inherited: 0 });
});

test("after a process that ended on the way, what went has given and what stayed has not", async () => {
  const made = await library();
  const { large, small, libraryDirectory } = made;
  const { catalog } = made.core.context.services;
  const [kept, donor] = [large, small].map(({ assetId }) =>
    Buffer.from(catalog.duplicateFiles.asset(assetId)?.sha256 ?? "", "hex"),
  );
  if (!kept || !donor) throw new Error("The photos are not known.");
  const [file] = catalog.duplicateFiles.filesOf(small.assetId);
  if (!file) throw new Error("The copy has no file.");
  const planned = (field: "title" | "description", value: string, isMoved: boolean) =>
    catalog.transaction(() => {
      const { batchId, moveIds } = catalog.moves.plan([{ ...file, sha256: donor }]);
      catalog.ownValues.plan(batchId, [{ sha256: kept, donor, field, value }]);
      if (isMoved) catalog.moves.setState(moveIds[0] ?? 0, "moved");
    });
  planned("title", "It went", true);
  planned("description", "It stayed", false);
  await made.core.close();
  const core = await openCore({ libraryDirectory });
  await core.client.duplicates.preview({});
  await expect
    .poll(async () => (await core.client.photos.details({ assetId: large.assetId })).title)
    .toBe("It went");
  expect((await core.client.photos.details({ assetId: large.assetId })).description).toBeNull();
});

test("of two take-overs the first can be undone alone: the second stands, and gives back to what was before both", async () => {
  const made = await library();
  const { core, large, small } = made;
  const { catalog } = core.context.services;
  const [kept, donor] = [large, small].map(({ assetId }) =>
    Buffer.from(catalog.duplicateFiles.asset(assetId)?.sha256 ?? "", "hex"),
  );
  const [file] = catalog.duplicateFiles.filesOf(small.assetId);
  if (!kept || !donor || !file) throw new Error("The photos are not known.");
  const take = (value: string) =>
    catalog.transaction(() => {
      const { batchId, moveIds } = catalog.moves.plan([{ ...file, sha256: donor }]);
      catalog.ownValues.plan(batchId, [{ sha256: kept, donor, field: "title", value }]);
      catalog.moves.setState(moveIds[0] ?? 0, "moved");
      catalog.ownValues.settle(batchId);
      return { batchId, moveId: moveIds[0] ?? 0 };
    });
  const [first, second] = [take("First"), take("Second")];
  const giveBack = ({ batchId, moveId }: typeof first) =>
    catalog.transaction(() => {
      catalog.moves.setState(moveId, "restored");
      catalog.ownValues.settle(batchId);
    });
  giveBack(first);
  expect(catalog.ownValues.of(kept)).toEqual({ title: "Second" });
  giveBack(second);
  expect(catalog.ownValues.of(kept)).toEqual({});
});
