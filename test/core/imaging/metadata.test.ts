import { describe, expect, it } from "vitest";
import { readMetadata } from "../../../src/core/imaging/metadata/index.ts";
import { picture } from "../../helpers/pictures.ts";
import { xmp } from "../../helpers/raw-files.ts";

type Exif = Parameters<ReturnType<typeof picture>["withExif"]>[0];

const read = async (exif: Exif) => readMetadata(await picture(1).withExif(exif).jpeg().toBuffer());

/** Degrees, minutes and seconds as sharp wants them. */
const gps = (latitude: string, longitude: string, more: Record<string, string> = {}) => ({
  GPSLatitudeRef: "N",
  GPSLatitude: latitude,
  GPSLongitudeRef: "E",
  GPSLongitude: longitude,
  ...more,
});

describe("the date a picture was taken", () => {
  it("keeps the camera's offset and its fractions of a second", async () => {
    const { takenAt, takenAtMinutes } = await read({
      IFD2: {
        DateTimeOriginal: "2019:05:03 14:22:10",
        OffsetTimeOriginal: "+02:00",
        SubSecTimeOriginal: "250",
      },
    });
    expect(takenAt).toBe("2019-05-03T14:22:10.250+02:00");
    expect(takenAtMinutes).toBe(Date.UTC(2019, 4, 3, 14, 22) / 60_000);
  });

  it("takes its zone from the satellites' time where the camera names none", async () => {
    const { takenAt } = await read({
      IFD2: { DateTimeOriginal: "2019:05:03 14:22:10" },
      IFD3: gps("48/1 51/1 0/1", "2/1 21/1 0/1", {
        GPSDateStamp: "2019:05:03",
        GPSTimeStamp: "12/1 22/1 8/1",
      }),
    });
    expect(takenAt).toBe("2019-05-03T14:22:10+02:00");
  });

  it("is absent, and listed, when it cannot be true", async () => {
    for (const date of ["0000:00:00 00:00:00", "1970:01:01 00:00:00", "2999:01:01 10:00:00"]) {
      const { takenAt, oddities } = await read({ IFD2: { DateTimeOriginal: date } });
      expect(takenAt, date).toBeNull();
      expect(oddities.length, date).toBeGreaterThan(0);
    }
    const fallback = await read({
      IFD2: { DateTimeOriginal: "2999:01:01 10:00:00", DateTimeDigitized: "2010:02:03 04:05:06" },
    });
    expect(fallback.takenAt).toBe("2010-02-03T04:05:06");
  });
});

describe("the place a picture was taken", () => {
  it("is read in degrees", async () => {
    const { location } = await read({ IFD3: gps("48/1 51/1 30/1", "2/1 21/1 0/1") });
    expect(location?.latitude).toBeCloseTo(48.8583, 3);
    expect(location?.longitude).toBeCloseTo(2.35, 3);
  });

  it("is absent, and listed, at (0, 0)", async () => {
    const { location, oddities } = await read({ IFD3: gps("0/1 0/1 0/1", "0/1 0/1 0/1") });
    expect(location).toBeNull();
    expect(oddities).toHaveLength(1);
  });
});

describe("a sidecar", () => {
  it("goes before what the picture says of itself, and leaves the rest", async () => {
    const bytes = await picture(1)
      .withExif({ IFD0: { Make: "Maker" }, IFD2: { FNumber: "28/10" } })
      .jpeg()
      .toBuffer();
    const metadata = readMetadata(bytes, [
      Buffer.from(xmp({ rating: 3, title: "Pier", keywords: ["a", "b"] })),
    ]);
    expect(metadata).toMatchObject({ rating: 3, title: "Pier", keywords: ["a", "b"] });
    expect(metadata.camera).toMatchObject({ make: "Maker", apertureFNumber: 2.8 });
  });

  it("that is damaged changes nothing", async () => {
    const bytes = await picture(1)
      .withExif({ IFD0: { Make: "Maker" } })
      .jpeg()
      .toBuffer();
    const damaged = Buffer.from('<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aa">]><x:xmpmeta>&a;&a;');
    expect(readMetadata(bytes, [damaged])).toEqual(readMetadata(bytes));
  });
});
