import { rename, rm } from "node:fs/promises";
import { join } from "node:path";
import Database from "better-sqlite3";
import sharp from "sharp";
import { beforeAll, describe, expect, test } from "vitest";
import { cornerDistance, frameOnFrame } from "../../../src/core/imaging/comparison/affine.ts";
import type { Core, CoreOptions } from "../../../src/core/index.ts";
import { randomFrom, randomScene, renderScene } from "../../../src/demo/index.ts";
import { index, openCore } from "../../helpers/core.ts";
import { put } from "../../helpers/pictures.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";

let drawn: Buffer[];

beforeAll(async () => {
  drawn = await Promise.all(
    ["one", "two", "three"].map(async (seed) => {
      const scene = randomScene(randomFrom(`review ${seed}`));
      return (await renderScene(scene, { width: 900, height: 675 })).jpeg({ quality: 95 }).toBuffer();
    }),
  );
});

/** Three photos; of the first a copy of the same bytes, a small one, a cut one and a mirrored one. */
async function photos(): Promise<string> {
  const directory = await temporaryDirectory();
  const [first = Buffer.alloc(0), second = Buffer.alloc(0), third = Buffer.alloc(0)] = drawn;
  await put(join(directory, "first.jpg"), first);
  await put(join(directory, "second.jpg"), second);
  await put(join(directory, "third.jpg"), third);
  await put(join(directory, "backup/first.jpg"), first);
  await put(join(directory, "small.jpg"), await sharp(first).resize(400).jpeg({ quality: 70 }).toBuffer());
  const cut = sharp(first).extract({ left: 60, top: 40, width: 780, height: 580 });
  await put(join(directory, "cut.jpg"), await cut.jpeg({ quality: 90 }).toBuffer());
  await put(join(directory, "mirrored.jpg"), await sharp(first).flop().jpeg({ quality: 90 }).toBuffer());
  return directory;
}

async function reviewed(directory: string, options: Partial<CoreOptions> = {}): Promise<Core> {
  const core = await openCore(options);
  await index(core, directory);
  await core.compareAll();
  return core;
}

/** Names of the members of each group, the kept one first. */
async function groupsOf(core: Core, query: Parameters<Core["client"]["duplicates"]["list"]>[0] = {}) {
  const { groups } = await core.client.duplicates.list(query);
  return groups.map(({ tier, members }) => ({
    tier,
    names: members.map(({ path }) => path.split("/").at(-1)),
  }));
}

describe("reviewing duplicates", () => {
  test("the same bytes and the same picture are two tiers, each with its proposal and reasons", async () => {
    const directory = await photos();
    const core = await reviewed(directory);
    const { groups, byTier, progress } = await core.client.duplicates.list({});
    expect(progress).toEqual({ checked: 6, total: 6 });
    expect(byTier.identical.groups).toBe(1);
    expect(byTier["same-picture"].groups).toBe(1);
    const same = groups.find(({ tier }) => tier === "same-picture");
    const names = same?.members.map(({ path }) => path.split("/").at(-1)) ?? [];
    expect(names[0]).toBe("first.jpg");
    expect(names.sort()).toEqual(["cut.jpg", "first.jpg", "small.jpg"]);
    expect(same?.keepRule).toBe("more-pixels");
    const small = same?.members.find(({ path }) => path.endsWith("small.jpg"));
    expect(small?.reason).toMatch(
      /^the same picture, 400 x 300 against 900 x 675, JPEG quality 70 against 95, \d+ % smaller$/,
    );
    const cut = same?.members.find(({ path }) => path.endsWith("cut.jpg"));
    expect(cut?.reason).toMatch(/^cut to 7\d % of the picture, /);
    expect(small?.mapIntoKept).toBeNull();
    const truth = { a: 780 / 900, b: 0, c: 60 / 900, d: 0, e: 580 / 675, f: 40 / 675 };
    expect(cornerDistance(cut?.mapIntoKept ?? frameOnFrame, truth)).toBeLessThan(0.002);
  });

  test("where a copy lies in the kept one is known, whichever of them came in first", async () => {
    const directory = await photos();
    for (const name of ["first.jpg", "backup/first.jpg"]) await rm(join(directory, name));
    const core = await openCore();
    // The cut and the mirrored one have the lower numbers now.
    for (const late of [false, true]) {
      if (late) await put(join(directory, "zz first.jpg"), drawn[0] ?? Buffer.alloc(0));
      await index(core, directory);
      await core.compareAll();
    }
    const { groups } = await core.client.duplicates.list({ tier: "same-picture", includeTurned: true });
    const mapOf = (name: string) =>
      groups[0]?.members.find(({ path }) => path.endsWith(name))?.mapIntoKept ?? frameOnFrame;
    expect(groups[0]?.members[0]?.path).toMatch(/zz first\.jpg$/);
    const truth = { a: 780 / 900, b: 0, c: 60 / 900, d: 0, e: 580 / 675, f: 40 / 675 };
    expect(cornerDistance(mapOf("cut.jpg"), truth)).toBeLessThan(0.002);
    const mirror = { a: -1, b: 0, c: 1, d: 0, e: 1, f: 0 };
    expect(cornerDistance(mapOf("mirrored.jpg"), mirror)).toBeLessThan(0.002);
  });

  test.each(["white", "black"])(
    "the picture is kept over a larger one that is only framed: %s",
    async (colour) => {
      const directory = await temporaryDirectory();
      await put(join(directory, "original.jpg"), drawn[1] ?? Buffer.alloc(0));
      const framed = sharp(drawn[1]).extend({ top: 50, left: 50, right: 50, bottom: 90, background: colour });
      await put(join(directory, "a.jpg"), await framed.jpeg({ quality: 95 }).toBuffer());
      const { groups } = await (await reviewed(directory)).client.duplicates.list({ tier: "same-picture" });
      expect(groups[0]?.keepRule).toBe("original-over-edited");
      expect(groups[0]?.members.map(({ path }) => path.split("/").at(-1))).toEqual(["original.jpg", "a.jpg"]);
      expect(groups[0]?.members[1]?.reason).toMatch(/^in a frame, 1000 x 815 against 900 x 675/);
    },
  );

  test("the plain ground of a picture is no frame: what was cut from it is a cut", async () => {
    const directory = await temporaryDirectory();
    const thing = await sharp(drawn[2]).resize(300, 225).toBuffer();
    const ground = sharp({ create: { width: 900, height: 675, channels: 3, background: "white" } });
    const onGround = await ground
      .composite([{ input: thing }])
      .jpeg({ quality: 95 })
      .toBuffer();
    await put(join(directory, "whole.jpg"), onGround);
    const cut = sharp(onGround).extract({ left: 150, top: 110, width: 600, height: 450 });
    await put(join(directory, "cut.jpg"), await cut.jpeg({ quality: 90 }).toBuffer());
    const { groups } = await (await reviewed(directory)).client.duplicates.list({ tier: "same-picture" });
    expect(groups[0]?.members.map(({ path }) => path.split("/").at(-1))).toEqual(["whole.jpg", "cut.jpg"]);
    expect(groups[0]?.members[1]?.reason).toMatch(/^cut to/);
  });

  test("mirrored copies come and go with the setting, without another scan", async () => {
    const core = await reviewed(await photos());
    const { generation } = core.context.services.duplicates.finder;
    const withTurned = await groupsOf(core, { includeTurned: true, tier: "same-picture" });
    expect(withTurned[0]?.names).toContain("mirrored.jpg");
    const without = await groupsOf(core, { tier: "same-picture" });
    expect(without[0]?.names).not.toContain("mirrored.jpg");
    expect(core.context.services.duplicates.finder.generation).toBe(generation);
  });

  test("a new photo joins its group as it is indexed", async () => {
    const directory = await photos();
    const core = await reviewed(directory);
    await put(join(directory, "grey.jpg"), await sharp(drawn[0]).greyscale().jpeg().toBuffer());
    await index(core, directory);
    await core.compareAll();
    const [same] = await groupsOf(core, { tier: "same-picture" });
    expect(same?.names).toContain("grey.jpg");
  });

  test("a verdict outlasts moves, rescans and restarts, and travels as JSON", async () => {
    const directory = await photos();
    const libraryDirectory = await temporaryDirectory();
    const core = await reviewed(directory, { libraryDirectory });
    const { groups } = await core.client.duplicates.list({ tier: "same-picture" });
    await core.client.duplicates.decide({ groupId: groups[0]?.id ?? "", kind: "not-duplicates" });
    expect(await groupsOf(core, { tier: "same-picture" })).toEqual([]);
    const document = await core.client.duplicates.exportVerdicts();
    await rename(join(directory, "small.jpg"), join(directory, "renamed.jpg"));
    await index(core, directory);
    await core.close();
    const again = await openCore({ libraryDirectory });
    await again.compareAll();
    expect(await groupsOf(again, { tier: "same-picture", sensitivity: "loose" })).toEqual([]);
    const elsewhere = await reviewed(directory);
    expect(await groupsOf(elsewhere, { tier: "same-picture" })).toHaveLength(1);
    expect(await elsewhere.client.duplicates.importVerdicts(document)).toEqual({ imported: 1 });
    expect(await elsewhere.client.duplicates.importVerdicts(document)).toEqual({ imported: 0 });
    expect(await groupsOf(elsewhere, { tier: "same-picture" })).toEqual([]);
  });

  test("photos indexed before there were signatures get theirs from their thumbnails", async () => {
    const [directory, libraryDirectory] = [await photos(), await temporaryDirectory()];
    const core = await reviewed(directory, { libraryDirectory });
    const before = await groupsOf(core);
    // As a catalog is that was made before signatures: its photos have thumbnails only.
    const { catalog } = core.context.services;
    for (const { assetId } of catalog.duplicateFiles.keys()) {
      catalog.signatures.put({
        assetId,
        version: 0,
        packed: new Uint8Array(12),
        jpegQuality: null,
        software: null,
      });
    }
    expect(core.context.services.duplicates.finder.progress().checked).toBe(0);
    await core.close();
    const later = await openCore({ libraryDirectory });
    const { finder } = later.context.services.duplicates;
    await later.compareAll();
    expect(finder.progress().checked).toBe(6);
    expect(await groupsOf(later)).toEqual(before);
  });

  test("photos that another version compared are compared anew", async () => {
    const [directory, libraryDirectory] = [await photos(), await temporaryDirectory()];
    const core = await reviewed(directory, { libraryDirectory });
    const before = await groupsOf(core);
    await core.close();
    const database = new Database(join(libraryDirectory, "catalog.sqlite"));
    database.exec("UPDATE signatures SET compared_version = 0");
    database.exec("UPDATE compared_pairs SET version = 0, confidence = 0");
    database.close();
    const later = await openCore({ libraryDirectory });
    const { finder } = later.context.services.duplicates;
    expect(finder.progress().checked).toBe(0);
    await later.compareAll();
    expect(finder.progress().checked).toBe(6);
    expect(await groupsOf(later)).toEqual(before);
  });
});
