import { describe, expect, it } from "vitest";
import { partsOf } from "../../../src/core/ingest/units.ts";

/** JSON -> the picture that it belongs to, and those that share it. */
function described(...names: string[]): Record<string, string[]> {
  const parts = [...partsOf(names)].filter(([name]) => /\.json$/i.test(name));
  return Object.fromEntries(parts.map(([name, { lead, shared = [] }]) => [name, [lead, ...shared]]));
}

describe("what Google Takeout wrote belongs to a picture", () => {
  it("by its name, with and without the added word, wherever that was cut", () => {
    const word = "supplemental-metadata";
    for (let length = 0; length <= word.length; length++) {
      const json = `IMG_1.jpg.${word.slice(0, length)}.json`;
      expect(described("IMG_1.jpg", "IMG_10.jpg", json), json).toEqual({ [json]: ["IMG_1.jpg"] });
    }
    expect(described("IMG_1.jpg", "IMG_1.jpg.json")).toEqual({ "IMG_1.jpg.json": ["IMG_1.jpg"] });
    expect(described("IMG_1.jpg", "IMG_1.json")).toEqual({ "IMG_1.json": ["IMG_1.jpg"] });
    expect(described("IMG_1.JPG", "img_1.jpg.JSON")).toEqual({ "img_1.jpg.JSON": ["IMG_1.JPG"] });
  });

  it("whose own name was cut at 46 characters", () => {
    const stem = "Screenshot_20190714-123456_com.example.program.long";
    const json = `${`${stem}.jpg.supplemental-metadata`.slice(0, 46)}.json`;
    expect(described(`${stem}.jpg`, json)).toEqual({ [json]: [`${stem}.jpg`] });
    const shorter = "05yqt21kruxwwlhhgrwrdyb6chhwszi9bqmzu16w0 2";
    expect(described(`${shorter}.jpg`, `${shorter}.jp.json`)).toEqual({
      [`${shorter}.jp.json`]: [`${shorter}.jpg`],
    });
    // Two that begin alike: it could be either's.
    expect(described(`${stem}a.jpg`, `${stem}b.jpg`, json)).toEqual({});
    expect(described("IMG_1234.jpg", "IMG_1.json")).toEqual({});
  });

  it("of several with one name, its number before or behind the extension", () => {
    const names = ["IMG_8.jpg", "IMG_8(1).jpg", "IMG_8(2).jpg"];
    expect(
      described(...names, "IMG_8.jpg.json", "IMG_8.jpg(1).json", "IMG_8.jpg.supplemental-metadata(2).json"),
    ).toEqual({
      "IMG_8.jpg.json": ["IMG_8.jpg"],
      "IMG_8.jpg(1).json": ["IMG_8(1).jpg"],
      "IMG_8.jpg.supplemental-metadata(2).json": ["IMG_8(2).jpg"],
    });
    expect(described("IMG_9(1).jpg", "IMG_9(1).jpg.json")).toEqual({ "IMG_9(1).jpg.json": ["IMG_9(1).jpg"] });
  });

  it("and to its edited copies, in the language of the account", () => {
    expect(described("IMG_1.jpg", "IMG_1-edited.jpg", "IMG_1.jpg.json")).toEqual({
      "IMG_1.jpg.json": ["IMG_1.jpg", "IMG_1-edited.jpg"],
    });
    for (const suffix of ["-bearbeitet", "-modifié", "-editado", "-modificato", "-bewerkt", "-edytowane"]) {
      const copy = `IMG_1${suffix}(1).jpg`;
      expect(described("IMG_1(1).jpg", copy, "IMG_1.jpg(1).json"), suffix).toEqual({
        "IMG_1.jpg(1).json": ["IMG_1(1).jpg", copy],
      });
    }
    expect(described("IMG_4-edited.jpg", "IMG_4.jpg.json")).toEqual({
      "IMG_4.jpg.json": ["IMG_4-edited.jpg"],
    });
    expect(described("a.jpg", "a-edited.jpg", "a.jpg.json", "a-edited.jpg.json")).toEqual({
      "a.jpg.json": ["a.jpg"],
      "a-edited.jpg.json": ["a-edited.jpg"],
    });
  });

  it("also where it names the video or the RAW file of one", () => {
    expect(described("IMG_1.HEIC", "IMG_1.MP4", "IMG_1.MP4.json")).toEqual({
      "IMG_1.MP4.json": ["IMG_1.HEIC"],
    });
    expect(partsOf(["PXL_1.MP.jpg", "PXL_1.MP"]).get("PXL_1.MP")).toEqual({
      lead: "PXL_1.MP.jpg",
      kind: "video",
    });
  });

  it("and to none that merely lies beside it", () => {
    expect(described("IMG_1.jpg", "metadata.json", "IMG_2.jpg.json", "settings.json")).toEqual({});
  });
});

describe("a sidecar belongs to its picture whatever its case", () => {
  it("and so do darktable's further developments", () => {
    const names = [
      "UPPER.JPG",
      "UPPER.XMP",
      "b.JPG",
      "b.jpg.XMP",
      "c.jpg",
      "C.xmp",
      "d.jpg",
      "d.jpg.xmp",
      "d_01.jpg.xmp",
    ];
    const parts = Object.fromEntries([...partsOf(names)].map(([name, { lead }]) => [name, lead]));
    expect(parts).toEqual({
      "UPPER.XMP": "UPPER.JPG",
      "b.jpg.XMP": "b.JPG",
      "C.xmp": "c.jpg",
      "d.jpg.xmp": "d.jpg",
      "d_01.jpg.xmp": "d.jpg",
    });
    const [composed, apart] = ["Mär.jpg", "mär.xmp".normalize("NFD")];
    expect(partsOf([composed, apart]).get(apart)?.lead).toBe(composed);
    // On a disk that tells the two apart each has its own.
    expect(partsOf(["e.jpg", "E.jpg", "e.jpg.xmp", "E.jpg.xmp"]).get("E.jpg.xmp")?.lead).toBe("E.jpg");
  });
});
