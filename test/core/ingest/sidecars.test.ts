import { copyFile, rename, rm, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it, vi } from "vitest";
import { index, openCore } from "../../helpers/core.ts";
import { TestMounts } from "../../helpers/mounts.ts";
import { photoNamed, photosByName } from "../../helpers/photos-of.ts";
import { jpeg, put } from "../../helpers/pictures.ts";
import { xmp } from "../../helpers/raw-files.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";
import { bag, rdf, withXmp, xmpDocument } from "../../helpers/written-metadata.ts";

const patience = { timeout: 40_000, interval: 100 };

/** What Takeout writes beside a picture, with a content of our own. */
const takeout = (more: object = {}) =>
  JSON.stringify({
    title: "any.jpg",
    description: "By the weir",
    photoTakenTime: { timestamp: "1258375918", formatted: "16 Nov 2009, 12:51:58 UTC" },
    geoData: { latitude: 0, longitude: 0, altitude: 0 },
    geoDataExif: { latitude: 47.25, longitude: 11.5, altitude: 0 },
    people: [{ name: "Anna Example" }],
    favorited: true,
    ...more,
  });

describe("a sidecar", () => {
  it("that cannot be read is a problem with a code, and its photo a photo; mended, it is read", async () => {
    const [core, folder] = [await openCore(), await temporaryDirectory()];
    await put(join(folder, "a.jpg"), await jpeg(1));
    await put(join(folder, "A.XMP"), xmp({ rating: 4 }).slice(0, -60));
    await put(join(folder, "b.jpg"), await jpeg(2));
    await put(join(folder, "b.jpg.json"), takeout().slice(0, 40));
    await put(join(folder, "notes.json"), "{ a program's own");
    const { ledger } = await index(core, folder);
    expect(ledger).toEqual({ found: 5, indexed: 2, unchanged: 0, duplicate: 0, skipped: 1, failed: 2 });
    const { problems } = await core.client.problems.list({});
    const failed = problems.filter(({ outcome }) => outcome === "failed");
    expect(failed.map(({ path, code }) => [path.slice(folder.length + 1), code]).sort()).toEqual([
      ["A.XMP", "METADATA_UNREADABLE"],
      ["b.jpg.json", "METADATA_UNREADABLE"],
    ]);
    expect((await photoNamed(core, "a.jpg")).rating).toBeNull();
    await writeFile(join(folder, "A.XMP"), xmp({ rating: 4 }));
    await writeFile(join(folder, "b.jpg.json"), takeout());
    expect((await index(core, folder)).ledger).toMatchObject({ indexed: 0, unchanged: 2, failed: 0 });
    expect((await photoNamed(core, "a.jpg")).rating).toBe(4);
    expect((await photoNamed(core, "b.jpg")).description).toBe("By the weir");
    expect((await core.client.problems.list({})).problems.map(({ outcome }) => outcome)).toEqual(["skipped"]);
  });

  it("of every program's form and case is read", async () => {
    const [core, folder] = [await openCore(), await temporaryDirectory()];
    const document = (keyword: string) => rdf(bag("dc:subject", keyword), 'xmp:Rating="3"');
    await put(join(folder, "LOUD.JPG"), await jpeg(1));
    await put(
      join(folder, "loud.xmp"),
      `<?xml version="1.0"?><x:xmpmeta xmlns:x="adobe:ns:meta/">${document("one")}</x:xmpmeta>`,
    );
    await put(join(folder, "wide.jpg"), await jpeg(2));
    await put(join(folder, "WIDE.jpg.XMP"), Buffer.from(`\ufeff${document("two")}`, "utf16le"));
    await put(join(folder, "twice.jpg"), await jpeg(3));
    await put(join(folder, "twice_01.jpg.xmp"), document("further"));
    await put(join(folder, "twice.jpg.xmp"), document("first"));
    await index(core, folder);
    const photos = await photosByName(core);
    const keywords = Object.fromEntries([...photos].map(([name, photo]) => [name, photo.keywords]));
    expect(keywords).toEqual({ "LOUD.JPG": ["one"], "wide.jpg": ["two"], "twice.jpg": ["first"] });
    expect((await core.client.problems.list({})).total).toBe(0);
  });

  it("is noticed by itself as it comes, changes and goes; no pixel is looked at for it", async () => {
    const [library, folder] = [await temporaryDirectory(), await temporaryDirectory()];
    const core = await openCore({ libraryDirectory: library });
    await put(join(folder, "a.jpg"), await jpeg(1));
    await index(core, folder);
    await core.startWatching();
    const made = () => {
      const catalog = new Database(join(library, "catalog.sqlite"), { readonly: true });
      const rows = [
        catalog.prepare("SELECT rowid, length(webp) FROM thumbnails").all(),
        catalog.prepare("SELECT sequence FROM vectors").all(),
      ];
      catalog.close();
      return rows;
    };
    const before = made();
    await writeFile(join(folder, "A.xmp"), xmp({ rating: 2 }));
    await vi.waitFor(async () => expect((await photoNamed(core, "a.jpg")).rating).toBe(2), patience);
    await writeFile(join(folder, "A.xmp"), xmp({ rating: 5, title: "Quay" }));
    await vi.waitFor(async () => expect((await photoNamed(core, "a.jpg")).title).toBe("Quay"), patience);
    await rm(join(folder, "A.xmp"));
    await vi.waitFor(
      async () => expect(await photoNamed(core, "a.jpg")).toMatchObject({ rating: null, parts: [] }),
      patience,
    );
    expect(made()).toEqual(before);
  });

  it("beside one of two copies says it of the photo, whichever was found first", async () => {
    const [core, folder] = [await openCore(), await temporaryDirectory()];
    await put(join(folder, "a", "1.jpg"), await jpeg(1));
    await put(join(folder, "b", "2.jpg"), await jpeg(1));
    await put(join(folder, "b", "2.xmp"), xmp({ rating: 3 }));
    await index(core, folder);
    const [photo] = [...(await photosByName(core)).values()];
    expect(photo).toMatchObject({ rating: 3 });
    expect(photo?.files).toHaveLength(2);
    await writeFile(join(folder, "a", "1.xmp"), xmp({ title: "Quay" }));
    await index(core, folder);
    expect([...(await photosByName(core)).values()]).toMatchObject([{ rating: 3, title: "Quay" }]);
  });
});

describe("a folder from Google Takeout", () => {
  it("keeps date, place, description, people and favourites, and edited copies have their original's", async () => {
    const [core, folder] = [await openCore(), await temporaryDirectory()];
    await put(join(folder, "IMG_1.jpg"), await jpeg(1));
    await put(join(folder, "IMG_1-bearbeitet.jpg"), await jpeg(2));
    await put(join(folder, "IMG_1.jpg.supplemental-meta.json"), takeout());
    expect((await index(core, folder)).ledger).toMatchObject({ indexed: 2, skipped: 1, failed: 0 });
    for (const [name, photo] of await photosByName(core)) {
      expect(photo, name).toMatchObject({
        takenAt: "2009-11-16T12:51:58Z",
        takenAtSource: "exif",
        description: "By the weir",
        location: { latitude: 47.25, longitude: 11.5 },
        people: [{ name: "Anna Example", region: null }],
        isFavorite: true,
        oddities: [],
      });
    }
    expect((await core.client.problems.list({})).total).toBe(0);
    await writeFile(
      join(folder, "IMG_1.jpg.supplemental-meta.json"),
      takeout({ description: "At the mill" }),
    );
    await index(core, folder);
    expect((await photoNamed(core, "IMG_1-bearbeitet.jpg")).description).toBe("At the mill");
    await rm(join(folder, "IMG_1.jpg.supplemental-meta.json"));
    await index(core, folder);
    expect(await photoNamed(core, "IMG_1-bearbeitet.jpg")).toMatchObject({
      description: null,
      takenAtSource: "file",
    });
  });

  it("leaves a camera's clock that shows the same moment, and takes a date that was put right", async () => {
    const [core, folder] = [await openCore(), await temporaryDirectory()];
    const shot = (date: string, number: number) =>
      jpeg(number).then((bytes) => withXmp(bytes, xmpDocument("", `exif:DateTimeOriginal="${date}"`)));
    await put(join(folder, "same.jpg"), await shot("2009-11-16T18:21:58", 1));
    await put(join(folder, "same.jpg.json"), takeout());
    await put(join(folder, "wrong.jpg"), await shot("2001-01-01T00:00:00", 2));
    await put(join(folder, "wrong.jpg.json"), takeout());
    await index(core, folder);
    expect((await photoNamed(core, "same.jpg")).takenAt).toBe("2009-11-16T18:21:58");
    expect((await photoNamed(core, "wrong.jpg")).takenAt).toBe("2009-11-16T12:51:58Z");
  });

  it("is an album where its metadata say so, in any language; a folder of a year is none", async () => {
    const [core, folder] = [await openCore(), await temporaryDirectory()];
    await put(join(folder, "Rome", "a.jpg"), await jpeg(1));
    await put(
      join(folder, "Rome", "Metadaten.json"),
      JSON.stringify({ title: "Rome in May", description: "" }),
    );
    await put(join(folder, "Trip", "b.jpg"), await jpeg(2));
    await put(join(folder, "Trip", "метаданные.json"), JSON.stringify({ albumData: { title: "Trip" } }));
    await put(join(folder, "Photos from 2019", "a.jpg"), await jpeg(1));
    await put(
      join(folder, "Photos from 2019", "metadata.json"),
      JSON.stringify({ title: "Photos from 2019", access: "protected" }),
    );
    await index(core, folder);
    const photos = [...(await photosByName(core)).values()];
    expect(photos.map(({ albums }) => albums).sort()).toEqual([["Rome in May"], ["Trip"]]);
    await writeFile(join(folder, "Rome", "Metadaten.json"), JSON.stringify({ title: "Rome" }));
    await rm(join(folder, "Trip", "метаданные.json"));
    await index(core, folder);
    const later = [...(await photosByName(core)).values()];
    expect(later.map(({ albums }) => albums).sort()).toEqual([[], ["Rome"]]);
  });
});

describe("a date that stands in a file's name", () => {
  it("goes before the file's own, is marked so, and follows the name", async () => {
    const [core, folder] = [await openCore(), await temporaryDirectory()];
    await put(join(folder, "holiday.jpg"), await jpeg(1));
    await utimes(
      join(folder, "holiday.jpg"),
      new Date("2020-01-02T03:04:05Z"),
      new Date("2020-01-02T03:04:05Z"),
    );
    await index(core, folder);
    expect(await photoNamed(core, "holiday.jpg")).toMatchObject({
      takenAt: "2020-01-02T03:04:05.000Z",
      takenAtSource: "file",
    });
    const named = "Bildschirmfoto 2019-07-14 um 12.34.56.jpg";
    await rename(join(folder, "holiday.jpg"), join(folder, named));
    expect(await index(core, folder)).toMatchObject({ moved: 1, reprocessed: 0 });
    expect(await photoNamed(core, named)).toMatchObject({
      takenAt: "2019-07-14T12:34:56",
      takenAtSource: "name",
    });
    const { takenAtMinutes } = await core.client.photos.timeline({});
    expect(Buffer.from(takenAtMinutes, "base64").readInt32LE()).toBe(Date.UTC(2019, 6, 14, 12, 34) / 60_000);
  });

  it("is not asked where the camera wrote one", async () => {
    const [core, folder] = [await openCore(), await temporaryDirectory()];
    const bytes = withXmp(await jpeg(1), xmpDocument("", 'photoshop:DateCreated="1985-07"'));
    await put(join(folder, "IMG_20190714_123456.jpg"), bytes);
    await index(core, folder);
    const [photo] = [...(await photosByName(core)).values()];
    expect(photo).toMatchObject({ takenAt: "1985-07", takenAtSource: "exif" });
    const { monthAssetIds, yearAssetIds } = await core.client.photos.timeline({});
    expect([monthAssetIds, yearAssetIds].map((ids) => Buffer.from(ids ?? "", "base64").length)).toEqual([
      4, 0,
    ]);
  });
});

describe("a library that an older version read", () => {
  it("learns what is written in its photos by reading that alone, in the background", async () => {
    const [libraryDirectory, folder] = [await temporaryDirectory(), await temporaryDirectory()];
    await put(
      join(folder, "a.jpg"),
      withXmp(await jpeg(1), xmpDocument(bag("lr:hierarchicalSubject", "Places|Rome"))),
    );
    await put(join(folder, "b.jpg"), await jpeg(2));
    const first = await openCore({ libraryDirectory });
    await index(first, folder);
    // Of two copies that come in together either may be read first, and gives the photo its name.
    await copyFile(join(folder, "b.jpg"), join(folder, "c.jpg"));
    await put(join(folder, "c.xmp"), xmpDocument(bag("Iptc4xmpExt:PersonInImage", "Anna Example")));
    await index(first, folder);
    await first.close();
    const catalog = new Database(join(libraryDirectory, "catalog.sqlite"));
    catalog.exec(
      "UPDATE assets SET keywords = '[]'; DELETE FROM asset_people; UPDATE stages SET version = 0 WHERE name = 'metadata'",
    );
    const vectors = catalog.prepare("SELECT max(sequence) FROM vectors").pluck();
    const before = vectors.get();
    catalog.close();
    const core = await openCore({ libraryDirectory });
    await core.resumeInterrupted();
    await vi.waitFor(async () => {
      const stage = (await core.client.jobs.stages()).find(({ name }) => name === "metadata");
      expect(stage).toMatchObject({ done: 2, left: 0, failed: 0, title: "Reading what the files say" });
    }, patience);
    expect((await photoNamed(core, "a.jpg")).keywords).toEqual(["Places", "Rome"]);
    expect((await photoNamed(core, "b.jpg")).people.map(({ name }) => name)).toEqual(["Anna Example"]);
    await core.close();
    const after = new Database(join(libraryDirectory, "catalog.sqlite"), { readonly: true });
    expect(after.prepare("SELECT max(sequence) FROM vectors").pluck().get()).toBe(before);
    after.close();
  });

  it("reads them on a stick, too, whose dates all moved by an hour when summer time came", async () => {
    const [libraryDirectory, folder] = [await temporaryDirectory(), await temporaryDirectory()];
    const mounts = new TestMounts();
    mounts.connect("/", "uuid:system", { fileSystem: "ext4" });
    mounts.connect(folder, "uuid:stick", { fileSystem: "exfat" });
    const path = join(folder, "a.jpg");
    await put(path, withXmp(await jpeg(1), xmpDocument(bag("dc:subject", "Rome"))));
    await utimes(path, 1_700_000_000, 1_700_000_000);
    const first = await openCore({ libraryDirectory, host: { mounts } });
    await index(first, folder);
    await first.close();
    const catalog = new Database(join(libraryDirectory, "catalog.sqlite"));
    catalog.exec("UPDATE assets SET keywords = '[]'; UPDATE stages SET version = 0 WHERE name = 'metadata'");
    catalog.close();
    await utimes(path, 1_700_003_600, 1_700_003_600);
    const core = await openCore({ libraryDirectory, host: { mounts } });
    await core.resumeInterrupted();
    await vi.waitFor(async () => {
      expect((await photoNamed(core, "a.jpg")).keywords).toEqual(["Rome"]);
    }, patience);
  });
});
