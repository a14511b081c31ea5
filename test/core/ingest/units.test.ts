import { describe, expect, it } from "vitest";
import { partsOf } from "../../../src/core/ingest/units.ts";

describe("files that belong to a picture", () => {
  it("are the video of a Live Photo, the RAW file beside its JPEG and both forms of sidecars", () => {
    const names = [
      "IMG_1.HEIC",
      "IMG_1.MOV",
      "DSC_2.JPG",
      "DSC_2.NEF",
      "DSC_2.xmp",
      "c.jpg",
      "c.jpg.xmp",
      "d.png",
      "d.xmp",
    ];
    expect(Object.fromEntries(partsOf(names))).toEqual({
      "IMG_1.MOV": { lead: "IMG_1.HEIC", kind: "video" },
      "DSC_2.NEF": { lead: "DSC_2.JPG", kind: "raw" },
      "DSC_2.xmp": { lead: "DSC_2.JPG", kind: "sidecar" },
      "c.jpg.xmp": { lead: "c.jpg", kind: "sidecar" },
      "d.xmp": { lead: "d.png", kind: "sidecar" },
    });
  });

  it("go to the JPEG also when they name the RAW file, and to the RAW file when it is alone", () => {
    expect(partsOf(["a.jpg", "a.cr2", "a.cr2.xmp"]).get("a.cr2.xmp")?.lead).toBe("a.jpg");
    expect(Object.fromEntries(partsOf(["b.dng", "b.xmp"]))).toEqual({
      "b.xmp": { lead: "b.dng", kind: "sidecar" },
    });
  });

  it("are none where names only look alike: films, orphans, two pictures, hidden files", () => {
    const names = ["film.mp4", "note.xmp", "e.jpg", "e.png", "e 1.mov", ".xmp", "f.jpg", "F.mov"];
    expect(partsOf(names).size).toBe(0);
  });
});
