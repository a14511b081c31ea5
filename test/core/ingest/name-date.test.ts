import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { dateOfName } from "../../../src/core/ingest/name-date.ts";

const dated: Record<string, string> = {
  "IMG-20190714-WA0003.jpg": "2019-07-14",
  "VID-20190714-WA0003.jpg": "2019-07-14",
  "WhatsApp Image 2019-07-14 at 12.34.56.jpeg": "2019-07-14T12:34:56",
  "WhatsApp Image 2019-07-14 at 1.34.56 PM (2).jpeg": "2019-07-14T13:34:56",
  "signal-2020-09-24-20-19-49-610.jpg": "2020-09-24T20:19:49.610",
  "photo_2021-03-04_05-06-07.jpg": "2021-03-04T05:06:07",
  "photo_2@04-03-2021_05-06-07.jpg": "2021-03-04T05:06:07",
  "PXL_20201224_123456789.jpg": "2020-12-24T12:34:56.789Z",
  "PXL_20201224_123456789.MP.jpg": "2020-12-24T12:34:56.789Z",
  "20180605_131415000_iOS.jpg": "2018-06-05T13:14:15.000Z",
  "FB_IMG_1561234567890.jpg": "2019-06-22T20:16:07.890Z",
  "Screenshot_20190714-123456.png": "2019-07-14T12:34:56",
  "Screenshot_2019-07-14-12-34-56-789_com.example.png": "2019-07-14T12:34:56.789",
  "Screenshot 2020-09-24 at 20.19.49.png": "2020-09-24T20:19:49",
  "Screen Shot 2020-09-24 at 8.19.49\u202fPM.png": "2020-09-24T20:19:49",
  "Screenshot from 2020-09-24 20-19-49.png": "2020-09-24T20:19:49",
  "Screenshot 2020-09-24 201949.png": "2020-09-24T20:19:49",
  "Bildschirmfoto 2020-09-24 um 20.19.49.png": "2020-09-24T20:19:49",
  "Capture d’écran 2020-09-24 à 20.19.49.png": "2020-09-24T20:19:49",
  "Captura de pantalla 2020-09-24 a la(s) 20.19.49.png": "2020-09-24T20:19:49",
  "Skärmavbild 2020-09-24 kl. 20.19.49.png": "2020-09-24T20:19:49",
  "スクリーンショット 2020-09-24 20.19.49.png": "2020-09-24T20:19:49",
  "IMG_20190714_123456.jpg": "2019-07-14T12:34:56",
  "IMG20190714123456.jpg": "2019-07-14T12:34:56",
  "20190714_123456(1).jpg": "2019-07-14T12:34:56",
  "WP_20140714_12_34_56_Pro.jpg": "2014-07-14T12:34:56",
  "00000IMG_00000_BURST20190714123456789_COVER.jpg": "2019-07-14T12:34:56.789",
  "DSC_20190101.jpg": "2019-01-01",
  "2018-06-05 13.14.15.jpg": "2018-06-05T13:14:15",
  "2018-06-05 13.14.15-1.jpg": "2018-06-05T13:14:15",
  "2019-07-14 Anna at 3 pm.jpg": "2019-07-14",
  "1899-07-14 Grandfather.tif": "1899-07-14",
  "Scan 24.09.1985.jpg": "1985-09-24",
  "IMG_20190714_996699.jpg": "2019-07-14",
  "IMG_20190714_0003.jpg": "2019-07-14",
};

const undatedNames = [
  ..."Screenshot (12).png DSC_0123.jpg IMG_1234.jpg P1040123.JPG DJI_0001.JPG 12345678.jpg 201907141234.jpg".split(
    " ",
  ),
  ...["received_1561234567890123.jpeg", "53246_1234567890_o.jpg", "4915112345678.jpg", "015120190714.jpg"],
  ...["+4915112345678.jpg", "+49 20190714.jpg", "0049 2019 0714.jpg", "IMG_20191314_123456.jpg"],
  ...[
    "2019-02-30 a.jpg",
    "20990101_000000.jpg",
    "1812-07-14 map.jpg",
    "19700101_000000.jpg",
    "Screenshot (12).png",
  ],
];

describe("a file's name says when its picture was taken", () => {
  for (const [name, date] of Object.entries(dated)) {
    it(`${name}: ${date}`, () => expect(dateOfName(name)?.takenAt).toBe(date));
  }

  it("and is not believed where it says something else, or what cannot be true", () => {
    for (const name of undatedNames) expect(dateOfName(name)?.takenAt, name).toBeUndefined();
  });

  const anyDate = fc.date({ min: new Date("1990-01-02"), max: new Date("2026-01-01"), noInvalidDate: true });

  test("for every second since there are cameras, in each of their forms", () => {
    fc.assert(
      fc.property(anyDate, (date) => {
        const iso = date.toISOString().slice(0, 19);
        const [day = "", time = ""] = iso.split("T");
        const [compactDay, compactTime] = [day.replaceAll("-", ""), time.replaceAll(":", "")];
        const dotted = time.replaceAll(":", ".");
        const names = [
          `IMG_${compactDay}_${compactTime}.jpg`,
          `${compactDay}${compactTime}.jpg`,
          `${day} ${dotted}.jpg`,
          `Screenshot ${day} at ${dotted}.png`,
          `signal-${day}-${time.replaceAll(":", "-")}-001.jpg`,
        ];
        for (const name of names) expect(dateOfName(name)?.takenAt?.slice(0, 19), name).toBe(iso);
      }),
    );
  });

  test("never of a time to come, or before the first photograph", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Z_]{0,5}[0-9_. -]{4,24}$/), (stem) => {
        const minutes = dateOfName(`${stem}.jpg`)?.takenAtMinutes;
        if (minutes === undefined || minutes === null) return;
        expect(minutes).toBeGreaterThanOrEqual(Date.UTC(1826, 0, 1) / 60_000);
        expect(minutes).toBeLessThan(Date.now() / 60_000 + 4 * 1440);
      }),
      { numRuns: 2000 },
    );
  });
});
