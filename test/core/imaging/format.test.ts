import { describe, expect, it } from "vitest";
import { isNamedLikePicture, type PictureFormat, pictureFormatOf } from "../../../src/core/imaging/format.ts";
import { picture } from "../../helpers/pictures.ts";

describe("a picture's format", () => {
  it("is told from the bytes that each encoder really writes", async () => {
    const encoded: [PictureFormat, Buffer][] = [
      ["jpeg", await picture(1).jpeg().toBuffer()],
      ["png", await picture(1).png().toBuffer()],
      ["webp", await picture(1).webp().toBuffer()],
      ["avif", await picture(1).avif({ effort: 0 }).toBuffer()],
      ["tiff", await picture(1).tiff().toBuffer()],
      ["tiff", await picture(1).tiff({ bigtiff: true }).toBuffer()],
      ["gif", await picture(1).gif().toBuffer()],
    ];
    for (const [format, bytes] of encoded) expect(pictureFormatOf(bytes.subarray(0, 512))).toBe(format);
  });

  it("is known for pictures that are not decoded yet, so that they can be named", () => {
    const box = (brand: string, ...compatible: string[]) => {
      const text = `ftyp${brand}\0\0\0\0${compatible.join("")}`;
      return Buffer.concat([Buffer.from([0, 0, 0, text.length + 4]), Buffer.from(text, "latin1")]);
    };
    expect(pictureFormatOf(box("heic", "mif1"))).toBe("heic");
    expect(pictureFormatOf(box("mif1", "heic"))).toBe("heic");
    expect(pictureFormatOf(box("mif1", "avif", "miaf"))).toBe("avif");
    expect(pictureFormatOf(box("crx "))).toBe("raw");
    expect(pictureFormatOf(Buffer.from("II*\0\x10\0\0\0CR\x02\0", "latin1"))).toBe("raw");
    expect(pictureFormatOf(Buffer.from("<?xml version='1.0'?>\n<svg xmlns='x'/>"))).toBe("svg");
  });

  it("is none for text, nothing, a film and noise", () => {
    for (const text of ["", "x", "Dear diary,", "\0\0\0\x18ftypisom\0\0\0\0isommp42", "RIFF\0\0\0\0AVI "]) {
      expect(pictureFormatOf(Buffer.from(text, "latin1"))).toBeUndefined();
    }
  });
});

describe("a file's name", () => {
  it("says that it is a picture by its extension in any case", () => {
    for (const name of ["a.jpg", "A.JPEG", "b.c.HEIC", "x.tif", "y.dng"])
      expect(isNamedLikePicture(name)).toBe(true);
    for (const name of ["a.txt", "jpg", "a.jpg.xmp", "movie.mov"])
      expect(isNamedLikePicture(name)).toBe(false);
  });
});
