import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { beforeAll, describe, expect, test } from "vitest";
import { rulesSchema } from "../../../src/contract/cleaning.ts";
import { randomFrom, randomScene, renderScene } from "../../../src/demo/index.ts";
import { filesIn, identicalBy, libraryOf } from "../../helpers/clean-ups.ts";
import { jpeg } from "../../helpers/pictures.ts";
import { withXmp, xmpDocument } from "../../helpers/written-metadata.ts";

const film = Buffer.concat([Buffer.from([0, 0, 0, 20]), Buffer.from("ftypqt  "), Buffer.alloc(3000, 7)]);
const mp4 = Buffer.concat([Buffer.from("\0\0\0\x18ftypmp42\0\0\0\0isommp42", "latin1"), Buffer.alloc(5000)]);
const otherFilm = Buffer.concat([film.subarray(0, 2000), Buffer.alloc(film.length - 2000, 8)]);
const sidecar = '<x:xmpmeta xmlns:x="adobe:ns:meta/"></x:xmpmeta>';

async function contentsOf(folder: string): Promise<Map<string, string>> {
  const contents = new Map<string, string>();
  for (const name of await filesIn(folder)) {
    const bytes = await readFile(join(folder, name));
    contents.set(name, createHash("sha256").update(bytes).digest("hex"));
  }
  return contents;
}

describe("a photo and what belongs to it", () => {
  test.each([
    ["the video of a Live Photo", "b/IMG_1.MOV", film],
    ["a RAW file", "b/IMG_1.DNG", "raw"],
    ["a sidecar", "b/IMG_1.xmp", sidecar],
    ["a sidecar with the picture's whole name", "b/IMG_1.jpg.xmp", sidecar],
    ["Apple's edits", "b/IMG_1.AAE", "<plist/>"],
    ["what Google knows of it", "b/IMG_1.jpg.supplemental-metadata.json", "{}"],
    ["settings of RawTherapee, in another case", "b/img_1.JPG.pp3", "[Version]"],
  ])("is kept over a bare copy: %s", async (_, name, bytes) => {
    const photo = await jpeg(1);
    const { core, folder } = await libraryOf({ "IMG_1.jpg": photo, "b/IMG_1.jpg": photo, [name]: bytes });
    const { groups } = await core.client.duplicates.list({ tier: "identical" });
    expect(groups[0]).toMatchObject({ keepRule: "whole-unit" });
    expect(groups[0]?.keepReason).toContain(name.slice(2));
    expect(groups[0]?.members[0]?.parts).toMatchObject([{ name: name.slice(2) }]);
    expect(await core.client.duplicates.resolve({ rules: identicalBy() })).toMatchObject({ moved: 1 });
    expect(await filesIn(folder)).toEqual(["b/IMG_1.jpg", name].sort());
  });

  test("goes whole where the copy kept has the same parts, and comes back whole", async () => {
    const photo = await jpeg(1);
    const unit = (at: string) => ({
      [`${at}IMG_1.jpg`]: photo,
      [`${at}IMG_1.MOV`]: film,
      [`${at}IMG_1.DNG`]: "raw",
      [`${at}IMG_1.xmp`]: `${sidecar}${at}`,
      [`${at}IMG_1.jpg.json`]: "{}",
    });
    const { core, folder } = await libraryOf({ ...unit(""), ...unit("backup/"), "backup/IMG_2.MOV": film });
    const before = await contentsOf(folder);
    const preview = await core.client.duplicates.preview({ rules: identicalBy() });
    expect(preview).toMatchObject({ groups: 1, files: 5, left: [] });
    expect(preview.moves.map(({ path, partOf }) => [path, partOf])).toEqual([
      [join(folder, "backup/IMG_1.jpg"), null],
      ...["DNG", "MOV", "jpg.json", "xmp"].map((ending) => [
        join(folder, `backup/IMG_1.${ending}`),
        join(folder, "backup/IMG_1.jpg"),
      ]),
    ]);
    const outcome = await core.client.duplicates.resolve({ rules: identicalBy() });
    expect(outcome).toMatchObject({ moved: 5, bytes: preview.bytes, refused: [] });
    expect(await filesIn(join(folder, "backup"))).toEqual(["IMG_2.MOV"]);
    const [batch] = await core.client.history.list({});
    expect(batch).toMatchObject({ moved: 5, gone: 0, bytes: preview.bytes });
    const moves = await core.client.history.moves({ batchId: outcome.batchId ?? 0 });
    // A part brings its photo with it.
    const part = moves.find(({ partOf }) => partOf !== null);
    expect(await core.client.history.undo({ moveId: part?.moveId ?? 0 })).toMatchObject({ restored: 5 });
    expect(await contentsOf(folder)).toEqual(before);
  });

  test("stays, and is said to, where the copy kept lacks its video, by rules", async () => {
    const photo = await jpeg(1);
    const { core, folder } = await libraryOf({
      "kept/IMG_1.jpg": photo,
      "b/IMG_1.jpg": photo,
      "b/IMG_1.MOV": film,
      "c/IMG_1.jpg": photo,
    });
    const rules = identicalBy({ preferredFolders: [join(folder, "kept")] });
    const { moves, left } = await core.client.duplicates.preview({ rules });
    expect(moves.map(({ path }) => path)).toEqual([join(folder, "c/IMG_1.jpg")]);
    expect(left).toEqual([
      {
        path: join(folder, "b/IMG_1.jpg"),
        code: "HAS_PARTS",
        message: `The copy kept, ${join(folder, "kept/IMG_1.jpg")}, lacks its video IMG_1.MOV.`,
      },
    ]);
    expect(await core.client.duplicates.resolve({ rules })).toMatchObject({ moved: 1, refused: left });
    expect(await filesIn(folder)).toEqual(["b/IMG_1.MOV", "b/IMG_1.jpg", "kept/IMG_1.jpg"]);
  });

  test("stays where its video only looks like the other one's", async () => {
    const photo = await jpeg(1);
    const { core, folder } = await libraryOf({
      "IMG_1.jpg": photo,
      "IMG_1.MOV": film,
      "b/IMG_1.jpg": photo,
      "b/IMG_1.MOV": otherFilm,
    });
    const outcome = await core.client.duplicates.resolve({ rules: identicalBy() });
    expect(outcome).toMatchObject({ moved: 0, refused: [{ code: "HAS_PARTS" }] });
    expect(await filesIn(folder)).toHaveLength(4);
  });

  test("takes its parts along where a person keeps the bare copy, and undo brings them back", async () => {
    const photo = await jpeg(1);
    const { core, folder } = await libraryOf({ "IMG_1.jpg": photo, "IMG_1.MOV": film, "b/IMG_1.jpg": photo });
    const [group] = (await core.client.duplicates.list({ tier: "identical" })).groups;
    const bare = group?.members.find(({ path }) => path.endsWith("/b/IMG_1.jpg"));
    const choice = { groupId: group?.id ?? "", keepFileIds: [bare?.fileId ?? 0] };
    expect(await core.client.duplicates.resolve({ choices: [choice] })).toMatchObject({
      moved: 2,
      refused: [],
    });
    expect(await filesIn(folder)).toEqual(["b/IMG_1.jpg"]);
    expect(await core.client.history.undo({})).toMatchObject({ restored: 2, refused: [] });
    expect(await filesIn(folder)).toEqual(["IMG_1.MOV", "IMG_1.jpg", "b/IMG_1.jpg"]);
  });

  test("leaves behind what another photo of its folder needs, too", async () => {
    const [photo, other] = [await jpeg(1), await jpeg(2, { width: 90, height: 90 })];
    const { core, folder } = await libraryOf({
      "a/IMG_1.jpg": photo,
      "a/IMG_1.MOV": film,
      "b/IMG_1.jpg": photo,
      "b/IMG_1.png": other,
      "b/IMG_1.MOV": film,
    });
    const rules = identicalBy({ preferredFolders: [join(folder, "a")] });
    expect(await core.client.duplicates.resolve({ rules })).toMatchObject({ moved: 1, refused: [] });
    expect(await filesIn(join(folder, "b"))).toEqual(["IMG_1.MOV", "IMG_1.png"]);
  });

  test("a RAW file does not go from beside its picture", async () => {
    const [photo, raw] = [await jpeg(1), await jpeg(2, { width: 90, height: 90 })];
    const { core, folder } = await libraryOf({
      // Told by their content these are JPEGs, by their names RAW files.
      "1.dng": raw,
      "22.dng": raw,
      "unit/IMG_1.dng": raw,
      "unit/IMG_1.jpg": photo,
    });
    const { moves } = await core.client.duplicates.preview({ rules: identicalBy() });
    expect(moves.map(({ keptPath }) => keptPath)).toEqual(moves.map(() => join(folder, "unit/IMG_1.dng")));
    const rules = identicalBy({ preferredFolders: [join(folder, "1.dng")] });
    const { left } = await core.client.duplicates.preview({ rules });
    expect(left).toMatchObject([{ path: join(folder, "unit/IMG_1.dng"), code: "IS_PART" }]);
  });
});

describe("a photo with its parts, among copies of other bytes", () => {
  let drawn: Buffer;

  beforeAll(async () => {
    const scene = randomScene(randomFrom("whole units"));
    drawn = await (await renderScene(scene, { width: 900, height: 675 })).jpeg({ quality: 90 }).toBuffer();
  });

  const samePicture = rulesSchema.parse({ tiers: ["same-picture"], minConfidence: 0.5 });

  test("is kept over a bare one of as many pixels, though that one is less compressed", async () => {
    const { core, folder } = await libraryOf({
      "live/IMG_1.jpg": await sharp(drawn).jpeg({ quality: 80 }).toBuffer(),
      "live/IMG_1.MOV": film,
      "IMG_1.jpg": drawn,
    });
    await core.compareAll();
    const { moves } = await core.client.duplicates.preview({ rules: samePicture });
    expect(moves).toMatchObject([{ path: join(folder, "IMG_1.jpg"), rule: "whole-unit" }]);
  });

  test("is no reason to lose pixels: both stay", async () => {
    const { core, folder } = await libraryOf({
      "small/IMG_1.jpg": await sharp(drawn).resize(450).jpeg({ quality: 80 }).toBuffer(),
      "small/IMG_1.DNG": "raw",
      "IMG_1.jpg": drawn,
    });
    await core.compareAll();
    const { moves, left } = await core.client.duplicates.preview({ rules: samePicture });
    expect(moves).toEqual([]);
    expect(left).toMatchObject([{ path: join(folder, "small/IMG_1.jpg"), code: "HAS_PARTS" }]);
  });

  test("is known by the faces that somebody marked in it", async () => {
    const face = `<mwg-rs:Regions rdf:parseType="Resource"><mwg-rs:RegionList><rdf:Bag>
      <rdf:li rdf:parseType="Resource"><mwg-rs:Name>Anna</mwg-rs:Name><mwg-rs:Type>Face</mwg-rs:Type><mwg-rs:Area
        stArea:x="0.5" stArea:y="0.4" stArea:w="0.1" stArea:h="0.2" stArea:unit="normalized"/></rdf:li>
      </rdf:Bag></mwg-rs:RegionList></mwg-rs:Regions>`;
    const marked = withXmp(await sharp(drawn).jpeg({ quality: 80 }).toBuffer(), xmpDocument(face));
    const { core } = await libraryOf({ "marked.jpg": marked, "a.jpg": drawn });
    await core.compareAll();
    const [group] = (await core.client.duplicates.list({ tier: "same-picture" })).groups;
    expect(group).toMatchObject({ keepRule: "whole-unit", keepReason: "with the faces marked in it" });
  });

  test("is known by the video inside it, too", async () => {
    const micro = sharp(drawn)
      .jpeg({ quality: 80 })
      .withXmp(
        `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
       <rdf:Description xmlns:GCamera="http://ns.google.com/photos/1.0/camera/" GCamera:MicroVideo="1"
         GCamera:MicroVideoVersion="1" GCamera:MicroVideoOffset="${mp4.length}"/></rdf:RDF></x:xmpmeta>`,
      );
    const moving = Buffer.concat([await micro.toBuffer(), mp4]);
    const { core, folder } = await libraryOf({ "moving.jpg": moving, "a.jpg": drawn });
    await core.compareAll();
    const [group] = (await core.client.duplicates.list({ tier: "same-picture" })).groups;
    expect(group).toMatchObject({ keepRule: "whole-unit", keepReason: "with the video inside it" });
    const rules = { ...samePicture, preferredFolders: [join(folder, "a.jpg")] };
    const { moves, left } = await core.client.duplicates.preview({ rules });
    expect(moves).toEqual([]);
    expect(left).toMatchObject([{ path: join(folder, "moving.jpg"), code: "HAS_PARTS" }]);
  });
});
