import fc from "fast-check";
import { beforeAll, describe, expect, it, test } from "vitest";
import { parseDate } from "../../../src/core/imaging/metadata/date.ts";
import { readMetadata } from "../../../src/core/imaging/metadata/index.ts";
import { offsetBetween } from "../../../src/core/imaging/metadata/utc-offsets.ts";
import { toTakenDate } from "../../../src/core/imaging/metadata/wall-clock.ts";
import { jpeg } from "../../helpers/pictures.ts";
import { withExifTiff, withXmp, xmpDocument } from "../../helpers/written-metadata.ts";

let plain: Buffer;
beforeAll(async () => {
  plain = await jpeg(1);
});

const written = (date: string) => {
  const clock = parseDate(date)?.clock;
  return clock && toTakenDate(clock).takenAt;
};

describe("a date that is written", () => {
  it("is read with colons or hyphens, and to the length that it has", () => {
    expect(
      Object.fromEntries(
        [
          "2015:05:05 05:05:05.120",
          "2015-05-05T05:05:05.12+05:45",
          "2015-05-05T05:05:05+0200",
          "2015-05-05T05:05Z",
          "2015:05:05 05:05:05+02:00",
          "1985",
          "1985:07",
          "1985-07",
          "1985-07-14",
          "19850714",
          "1985:00:00 00:00:00",
          "1985:07:00",
          "1985:  :     :  :",
        ].map((date) => [date, written(date)]),
      ),
    ).toEqual({
      "2015:05:05 05:05:05.120": "2015-05-05T05:05:05.120",
      "2015-05-05T05:05:05.12+05:45": "2015-05-05T05:05:05.12+05:45",
      "2015-05-05T05:05:05+0200": "2015-05-05T05:05:05+02:00",
      "2015-05-05T05:05Z": "2015-05-05T05:05:00+00:00",
      "2015:05:05 05:05:05+02:00": "2015-05-05T05:05:05+02:00",
      "1985": "1985",
      "1985:07": "1985-07",
      "1985-07": "1985-07",
      "1985-07-14": "1985-07-14",
      "19850714": "1985-07-14",
      "1985:00:00 00:00:00": "1985",
      "1985:07:00": "1985-07",
      "1985:  :     :  :": "1985",
    });
  });

  it("is none where no calendar has such a day", () => {
    for (const date of ["2015-13-05", "2015-02-30", "2015-05-05T25:00:00", "0000:00:00 00:00:00"]) {
      const { takenAt, oddities } = readMetadata(
        withXmp(plain, xmpDocument("", `exif:DateTimeOriginal="${date}"`)),
      );
      expect(takenAt, date).toBeNull();
      expect(oddities, date).toHaveLength(1);
    }
    expect(parseDate("yesterday")).toBeUndefined();
  });

  it("of scanning or of a change gives way to one of taking, also a sidecar's", () => {
    const picture = withExifTiff(plain, { exif: [[0x9003, 2, "2001:02:03 04:05:06"]] });
    const sidecar = (attributes: string) => [Buffer.from(xmpDocument("", attributes))];
    expect(readMetadata(picture, sidecar('xmp:CreateDate="2020-01-01T00:00:00"')).takenAt).toBe(
      "2001-02-03T04:05:06",
    );
    expect(readMetadata(picture, sidecar('photoshop:DateCreated="1985"')).takenAt).toBe("1985");
  });

  it("sorts a year and a month where they begin", () => {
    const minutes = (date: string) =>
      readMetadata(withXmp(plain, xmpDocument("", `photoshop:DateCreated="${date}"`))).takenAtMinutes;
    expect(minutes("1985")).toBe(Date.UTC(1985, 0, 1) / 60_000);
    expect(minutes("1985-07")).toBe(Date.UTC(1985, 6, 1) / 60_000);
  });
});

describe("the time zone by a GPS fix", () => {
  const real = [-570, -210, 0, 60, 120, 330, 345, 525, 570, 630, 765, 825, 840];

  test("is the one that the clock stood in, however many minutes old the fix is, as far as that can be told", () => {
    const anyFix = fc.record({
      offset: fc.constantFrom(...real),
      ageSeconds: fc.integer({ min: -60, max: 299 }),
    });
    fc.assert(
      fc.property(anyFix, ({ offset, ageSeconds }) => {
        const utc = Date.UTC(2019, 4, 3, 12, 0, 0);
        const found = offsetBetween(utc + offset * 60_000 + ageSeconds * 1000, utc);
        const sign = offset < 0 ? "-" : "+";
        const size = Math.abs(offset);
        const pad = (value: number) => String(value).padStart(2, "0");
        expect(found).toBe(`${sign}${pad(Math.floor(size / 60))}:${pad(size % 60)}`);
      }),
    );
  });

  it("is none that no clock ever kept", () => {
    const utc = Date.UTC(2019, 4, 3, 12, 0, 0);
    for (const minutes of [133, 135, 137, 15, 45, 75, 900, -800, 105]) {
      expect(offsetBetween(utc + minutes * 60_000, utc), String(minutes)).toBe("");
    }
  });
});
