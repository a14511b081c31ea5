import { copyFile, readFile, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import sharp from "sharp";
import { beforeEach, describe, expect, it } from "vitest";
import type { Core } from "../../../src/core/index.ts";
import { writeDemoLibrary } from "../../../src/demo/index.ts";
import { index, openCore } from "../../helpers/core.ts";
import { pngOfNothing } from "../../helpers/pictures.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";

let core: Core;
let folder: string;
let elsewhere: string;

beforeEach(async () => {
  core = await openCore();
  folder = await temporaryDirectory();
  elsewhere = await temporaryDirectory();
  await writeDemoLibrary({ directory: folder, count: 14, seed: 9 });
  await writeDemoLibrary({ directory: elsewhere, count: 2, seed: 10 });
  await index(core, folder);
}, 60_000);

const search = (query: string, more: { likePaths?: string[] } = {}) =>
  core.client.search.text({ query, ...more, limit: 100 });
const idsIn = ({ results }: Awaited<ReturnType<typeof search>>) => results.map(({ assetId }) => assetId);

const give = async (name: string, bytes: Uint8Array) =>
  core.client.search.givePicture({ name, base64: Buffer.from(bytes).toString("base64") });

async function anOutsider(): Promise<string> {
  const [first] = await writeDemoLibrary({ directory: elsewhere, count: 2, seed: 10 });
  return join(elsewhere, first?.path ?? "");
}

describe("a photo as an example", () => {
  it("leads to those that look like it, itself left out, as looking for what is similar does", async () => {
    const all = await search("");
    const [one = 0] = idsIn(all);
    const answer = await search(`like:#${one}`);
    const similar = await core.client.search.similar({ assetId: one, limit: 100 });
    expect(idsIn(answer)).toEqual(idsIn(similar));
    expect(idsIn(answer)).not.toContain(one);
    expect(answer.ranked).toBe(all.ranked - 1);
    expect(answer.results[0]?.why).toEqual([{ signal: "picture", text: "looks like it", marks: [] }]);
    const rest = await search(`like:#${one} -like:#${idsIn(answer)[0]}`);
    expect(rest.ranked).toBe(all.ranked - 2);
    expect(idsIn(await search(`like:#${one} in the snow`)).toSorted()).toEqual(idsIn(answer).toSorted());
  });

  it("that is not there ends in words", async () => {
    await expect(search("like:#99999")).rejects.toMatchObject({
      code: expect.stringMatching(/^QUERY_INVALID|ASSET_NOT_FOUND$/),
    });
    await expect(search("like:@0123456789ab")).rejects.toMatchObject({
      code: expect.stringMatching(/^QUERY_INVALID|ASSET_NOT_FOUND$/),
    });
    await expect(search("", { likePaths: ["/nowhere/at/all.jpg"] })).rejects.toMatchObject({
      code: "ASSET_NOT_FOUND",
    });
  });

  it("that is a folder, or has no end, is no picture", async () => {
    const folder = await temporaryDirectory();
    await expect(search("", { likePaths: [folder] })).rejects.toMatchObject({
      code: "QUERY_INVALID",
      message: `${folder} is a folder: name a picture in it.`,
    });
    await expect(search("", { likePaths: ["/dev/zero"] })).rejects.toMatchObject({
      code: expect.stringMatching(/^UNSUPPORTED_FORMAT|ASSET_NOT_FOUND$/),
    });
  });
});

describe("a picture that is given", () => {
  it("finds what the same picture on disk finds, though it lies nowhere", async () => {
    const path = await anOutsider();
    const { term, assetId } = await give("holiday.jpg", await readFile(path));
    expect([term, assetId]).toEqual([expect.stringMatching(/^like:@[0-9a-f]{12}$/), null]);
    const onDisk = await search("", { likePaths: [path] });
    const given = await search(term);
    expect(idsIn(given)[0]).toBe(idsIn(onDisk)[0]);
    expect(given.results[0]?.score).toBeCloseTo(onDisk.results[0]?.score ?? 0, 1);
    expect(given.ranked).toBe((await core.client.library.stats()).photos);
    expect(given.terms[0]?.label).toContain("holiday.jpg");
    // It is there when the library is opened again.
    const { libraryDirectory } = core.context.services.catalog;
    await core.close();
    core = await openCore({ libraryDirectory });
    expect(idsIn(await search(term))).toEqual(idsIn(given));
  });

  it("is named by its number where the library has it", async () => {
    const path = await anOutsider();
    await copyFile(path, join(folder, "known.jpg"));
    await index(core, folder);
    const { term, assetId } = await give("pasted.jpg", await readFile(path));
    expect(term).toBe(`like:#${assetId}`);
    expect(basename((await search(`name:known.jpg`)).results[0]?.path ?? "")).toBe("known.jpg");
    expect(idsIn(await search("name:known.jpg"))).toEqual([assetId]);
    await rm(join(folder, "known.jpg"));
    await index(core, folder);
    expect((await give("pasted.jpg", await readFile(path))).assetId).toBeNull();
  });

  it("may be of any format, and very long", async () => {
    const picture = sharp(await anOutsider());
    for (const [format, bytes] of [
      ["png", await picture.clone().png().toBuffer()],
      ["webp", await picture.clone().webp().toBuffer()],
      ["avif", await picture.clone().avif().toBuffer()],
      ["tiff", await picture.clone().tiff().toBuffer()],
      ["jpeg", await picture.clone().resize(3000, 200, { fit: "fill" }).jpeg().toBuffer()],
    ] as const) {
      const { term } = await give(`picture.${format}`, bytes);
      expect((await search(term)).results.length, format).toBeGreaterThan(0);
    }
  });

  it("ends in a code and its name where it cannot be read", async () => {
    const whole = await readFile(await anOutsider());
    for (const [code, bytes] of [
      ["UNSUPPORTED_FORMAT", Buffer.from("not a picture")],
      ["TRUNCATED", whole.subarray(0, whole.length / 2)],
      ["TOO_LARGE", pngOfNothing(70_000, 70_000)],
    ] as const) {
      await expect(give("what.jpg", bytes), code).rejects.toMatchObject({
        code,
        message: expect.stringContaining("what.jpg"),
      });
    }
    await expect(give("what.jpg", Buffer.from([]))).rejects.toMatchObject({ code: "QUERY_INVALID" });
  });

  it("is dropped when many others were given since, unless a saved search names it", async () => {
    const { catalog } = core.context.services;
    const kept = { sha256: new Uint8Array(32), webp: new Uint8Array([1]), name: "x" };
    catalog.transaction(() => {
      for (let number = 0; number < 5; number++) {
        catalog.givenPictures.put({ ...kept, givenId: `00000000000${number}` }, number);
      }
      catalog.givenPictures.keepNewest(2);
    });
    const ids = [0, 1, 2, 3, 4].filter((number) => catalog.givenPictures.get(`00000000000${number}`));
    expect(ids).toEqual([3, 4]);
  });
});
