import { describe, expect, it } from "vitest";
import { index, openCore } from "../../helpers/core.ts";
import { photosByName } from "../../helpers/photos-of.ts";
import { sharedCases } from "../../helpers/shared-cases.ts";

/** Small inputs beside this repository; where they are not there the tests with files of their own stand alone. */
describe("the small inputs that failed", () => {
  it("give what the sidecars beside them say", async (test) => {
    const folder = await sharedCases("sidecars");
    if (!folder) return test.skip();
    const core = await openCore();
    await index(core, folder);
    const photos = await photosByName(core);
    expect(photos.size).toBe(8);
    for (const [name, { rating, keywords, takenAt, parts }] of photos) {
      expect({ rating, keywords, day: takenAt?.slice(0, 19) }, name).toEqual({
        rating: 4,
        keywords: ["from-sidecar"],
        day: "2015-05-05T05:05:05",
      });
      expect(parts, name).toHaveLength(1);
    }
    expect((await core.client.problems.list({})).total).toBe(0);
  });

  it("give what Google Takeout wrote beside them", async (test) => {
    const folder = await sharedCases("takeout");
    if (!folder) return test.skip();
    const core = await openCore();
    await index(core, folder);
    const photos = await photosByName(core);
    expect(photos.get("IMG_3397.JPG")).toMatchObject({
      takenAt: "2009-11-16T12:51:58Z",
      description: "At the lake",
      location: { latitude: 30.65, longitude: 104.07 },
      people: [{ name: "Anna Example" }],
    });
    for (const name of ["IMG_0007.jpg", "IMG_0008(1).jpg"]) {
      expect(photos.get(name), name).toMatchObject({
        takenAt: "2003-08-12T14:37:14Z",
        location: null,
        oddities: [],
      });
    }
  });

  it("give what is written in them, in whatever field", async (test) => {
    const folder = await sharedCases("metadata");
    if (!folder) return test.skip();
    const core = await openCore();
    await index(core, folder);
    const photos = await photosByName(core);
    const expected = {
      "kw-digikam-only.jpg": { keywords: ["People", "Anna"] },
      "kw-hier-only.jpg": { keywords: ["Places", "Italy", "Rome"] },
      "kw-ms-only.jpg": { keywords: ["Holiday"] },
      "kw-person.jpg": { people: [{ name: "Anna Example" }] },
      "kw-xp-only.jpg": { keywords: ["Garten", "Müller"], title: "Titel ä", description: "Kommentar ö" },
      "rating-percent.jpg": { rating: 4 },
      "region-face.jpg": {
        people: [{ name: "Anna Example", region: { left: 0.45, appliedTo: { width: 900 } } }],
      },
      "title-langs.jpg": { title: "English title", description: "A day out" },
      "usercomment.jpg": { description: "Was auf dem Bild ist: Großmutter" },
      "gps-stale.jpg": { takenAt: "2019-05-03T14:22:10" },
      "xmp-year-only.jpg": { takenAt: "1985" },
      "xmp-year-month.jpg": { takenAt: "1985-07" },
      "2018-06-05_13.14.15.jpg": { takenAt: "2018-06-05T13:14:15", takenAtSource: "name" },
      "IMG-20190714-WA0003.jpg": { takenAt: "2019-07-14", takenAtSource: "name" },
      "signal-2020-09-24-20-19-49-610.jpg": { takenAt: "2020-09-24T20:19:49.610", takenAtSource: "name" },
    };
    for (const [name, facts] of Object.entries(expected)) expect(photos.get(name), name).toMatchObject(facts);
  });

  it("give what a JPEG said before it was packed as JPEG XL", async (test) => {
    const folder = await sharedCases("jxl");
    if (!folder) return test.skip();
    const core = await openCore();
    await index(core, folder);
    const photo = (await photosByName(core)).get("default.jxl");
    expect(photo).toMatchObject({
      takenAt: "2012-03-04T05:06:07",
      takenAtSource: "exif",
      location: { latitude: 48.1, longitude: 11.5 },
      rating: 4,
      keywords: ["garden"],
    });
  });
});
