import { rm } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Timeline } from "../../../src/contract/photos.ts";
import { index, openCore } from "../../helpers/core.ts";
import { picture, put } from "../../helpers/pictures.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";

/** A picture that was taken at a time. */
function takenAt(number: number, exifDate: string, width = 120): Promise<Buffer> {
  return picture(number, { width })
    .withExif({ IFD2: { DateTimeOriginal: exifDate } })
    .jpeg()
    .toBuffer();
}

function rowsOf(timeline: Timeline) {
  const bytes = (column: string) => Uint8Array.from(Buffer.from(column, "base64")).buffer;
  const assetIds = [...new Uint32Array(bytes(timeline.assetIds))];
  const minutes = [...new Int32Array(bytes(timeline.takenAtMinutes))];
  const ratios = [...new Uint16Array(bytes(timeline.aspectRatios))];
  const lengths = [...new Uint8Array(bytes(timeline.placeholderLengths))];
  const placeholders = new Uint8Array(bytes(timeline.placeholders));
  expect(lengths.reduce((total, length) => total + length, 0)).toBe(placeholders.length);
  return assetIds.map((assetId, row) => ({
    assetId,
    minutes: minutes[row],
    ratio: ratios[row],
    blur: lengths[row],
  }));
}

describe("the timeline", () => {
  it("has every photo, newest first by the camera's clock, with its shape and blur", async () => {
    const [core, folder] = [await openCore(), await temporaryDirectory()];
    await put(join(folder, "old.jpg"), await takenAt(1, "1999:12:31 23:59:00"));
    await put(join(folder, "new.jpg"), await takenAt(2, "2020:06:01 12:00:30", 160));
    await put(join(folder, "scan.jpg"), await takenAt(3, "1931:05:05 05:05:05"));
    await index(core, folder);
    const timeline = await core.client.photos.timeline({});
    const rows = rowsOf(timeline);
    expect(timeline).toMatchObject({ count: 3, isDelta: false });
    expect(rows.map(({ minutes }) => minutes)).toEqual([
      Date.UTC(2020, 5, 1, 12, 0) / 60_000,
      Date.UTC(1999, 11, 31, 23, 59) / 60_000,
      Math.floor(Date.UTC(1931, 4, 5, 5, 5, 5) / 60_000),
    ]);
    expect(rows.map(({ ratio }) => ratio)).toEqual([2000, 1500, 1500]);
    for (const { blur } of rows) expect(blur).toBeGreaterThan(10);
  });

  it("gives only what came and went since a revision", async () => {
    const [core, folder] = [await openCore(), await temporaryDirectory()];
    await put(join(folder, "a.jpg"), await takenAt(1, "2001:01:01 00:00:00"));
    await put(join(folder, "b.jpg"), await takenAt(2, "2002:01:01 00:00:00"));
    await index(core, folder);
    const whole = await core.client.photos.timeline({});
    const [newest, oldest] = rowsOf(whole);
    const same = await core.client.photos.timeline({ since: whole.revision });
    expect(same).toMatchObject({ count: 0, isDelta: true, revision: whole.revision, removedAssetIds: "" });
    await put(join(folder, "c.jpg"), await takenAt(3, "2003:01:01 00:00:00"));
    await rm(join(folder, "a.jpg"));
    await index(core, folder);
    const delta = await core.client.photos.timeline({ since: whole.revision });
    expect(delta.isDelta).toBe(true);
    expect(rowsOf(delta)).toHaveLength(1);
    expect(rowsOf(delta)[0]?.assetId).not.toBe(newest?.assetId);
    expect(Buffer.from(delta.removedAssetIds, "base64").readUInt32LE()).toBe(oldest?.assetId);
    expect(delta.revision).toBeGreaterThan(whole.revision);
  });

  it("is given whole when the revision asked about never was", async () => {
    const [core, folder] = [await openCore(), await temporaryDirectory()];
    await put(join(folder, "a.jpg"), await takenAt(1, "2001:01:01 00:00:00"));
    await index(core, folder);
    expect(await core.client.photos.timeline({ since: 1_000_000 })).toMatchObject({
      count: 1,
      isDelta: false,
    });
  });
});

describe("a photo's details", () => {
  it("say camera, exposure, date with offset and place, as far as the file does", async () => {
    const [core, folder] = [await openCore(), await temporaryDirectory()];
    const bytes = await picture(1)
      .withExif({
        IFD0: { Make: "Kodak", Model: "Brownie" },
        IFD2: {
          DateTimeOriginal: "2019:05:03 14:22:10",
          OffsetTimeOriginal: "+02:00",
          LensModel: "Glass 50",
          ExposureTime: "1/250",
          FNumber: "28/10",
          ISOSpeedRatings: "400",
          FocalLength: "50/1",
        },
        IFD3: {
          GPSLatitudeRef: "S",
          GPSLatitude: "33/1 51/1 36/1",
          GPSLongitudeRef: "E",
          GPSLongitude: "151/1 12/1 0/1",
        },
      })
      .jpeg()
      .toBuffer();
    await put(join(folder, "a.jpg"), bytes);
    await put(join(folder, "copy.jpg"), bytes);
    await index(core, folder);
    const details = await core.client.photos.details({ assetId: 1 });
    expect(details).toMatchObject({
      format: "jpeg",
      width: 120,
      height: 80,
      takenAt: "2019-05-03T14:22:10+02:00",
      takenAtSource: "exif",
      camera: {
        make: "Kodak",
        model: "Brownie",
        lens: "Glass 50",
        iso: 400,
        apertureFNumber: 2.8,
        focalLengthMillimetres: 50,
      },
      isSearchable: true,
    });
    expect(details.camera.exposureSeconds).toBeCloseTo(1 / 250, 6);
    expect(details.location?.latitude).toBeCloseTo(-33.86, 4);
    expect(details.location?.longitude).toBeCloseTo(151.2, 4);
    expect(details.files.map(({ path }) => path).sort()).toEqual([
      join(folder, "a.jpg"),
      join(folder, "copy.jpg"),
    ]);
  });

  it("fall back to the file's own date and say so, and take an absurd camera date for none", async () => {
    const [core, folder] = [await openCore(), await temporaryDirectory()];
    await put(join(folder, "a.jpg"), await takenAt(1, "0000:00:00 00:00:00"));
    await put(join(folder, "b.jpg"), await takenAt(2, "2350:01:01 00:00:00"));
    await index(core, folder);
    for (const assetId of [1, 2]) {
      const { takenAt: date, takenAtSource, files } = await core.client.photos.details({ assetId });
      expect(takenAtSource).toBe("file");
      expect(Math.abs(Date.parse(date as string) - Date.parse(files[0]?.modifiedAt ?? ""))).toBeLessThan(
        1000,
      );
    }
  });

  it("are ASSET_NOT_FOUND for a photo that is not there", async () => {
    const core = await openCore();
    await expect(core.client.photos.details({ assetId: 5 })).rejects.toMatchObject({
      code: "ASSET_NOT_FOUND",
    });
  });
});
