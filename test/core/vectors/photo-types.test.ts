import { describe, expect, it } from "vitest";
import { isEdited } from "../../../src/core/vectors/is-edited.ts";
import { photoTypesOf, type TypeSigns } from "../../../src/core/vectors/photo-types.ts";
import { isScreenshotName } from "../../../src/core/vectors/screenshot-names.ts";

const plain: TypeSigns = {
  format: "jpeg",
  width: 4000,
  height: 3000,
  isAnimated: false,
  hasRawPart: false,
  hasVideo: false,
  hasCamera: true,
  software: null,
  names: ["IMG_1234.jpg"],
};
const typesOf = (signs: Partial<TypeSigns>) => photoTypesOf({ ...plain, ...signs });

describe("what type a picture is", () => {
  it("is none for most photos", () => {
    expect(typesOf({})).toEqual([]);
    expect(typesOf({ width: 4000, height: 2250, software: "Adobe Photoshop" })).toEqual([]);
  });

  it("follows from what belongs to it", () => {
    expect(typesOf({ format: "raw" })).toEqual(["raw"]);
    expect(typesOf({ hasRawPart: true, hasVideo: true })).toEqual(["raw", "live"]);
    expect(typesOf({ format: "gif", isAnimated: true })).toEqual(["animated"]);
  });

  it("is a panorama where it is twice as wide as high, and large; a tall one only by a camera", () => {
    expect(typesOf({ width: 8000, height: 4000 })).toEqual(["panorama"]);
    expect(typesOf({ width: 1500, height: 500 })).toEqual([]);
    expect(typesOf({ width: 1200, height: 9000 })).toEqual(["panorama"]);
    expect(typesOf({ width: 1200, height: 9000, hasCamera: false })).toEqual([]);
    expect(typesOf({ width: 9000, height: 1200, names: ["Screenshot_2019.jpg"] })).toEqual(["screenshot"]);
  });

  it("is a screenshot by its name, its program, or as a PNG of a phone's screen that no camera made", () => {
    expect(typesOf({ software: "gnome-screenshot" })).toEqual(["screenshot"]);
    const ofPhone = { format: "png", width: 1170, height: 2532, names: ["IMG_1234.PNG"] };
    expect(typesOf({ ...ofPhone, hasCamera: false })).toEqual(["screenshot"]);
    expect(typesOf({ ...ofPhone, hasCamera: true })).toEqual([]);
    expect(typesOf({ ...ofPhone, format: "jpeg", hasCamera: false })).toEqual([]);
    expect(typesOf({ format: "png", width: 1920, height: 1080, hasCamera: false })).toEqual([]);
  });
});

describe("the name of a screenshot", () => {
  it.each([
    "Screenshot 2023-06-12 at 10.10.10.png",
    "Screenshot_20190612-101010_Chrome.jpg",
    "Screen Shot 2017-06-12 at 10.10.10 AM.png",
    "Screenshot (12).png",
    "screenshot-1.png",
    "Bildschirmfoto vom 2019-06-12 10-10-10.png",
    "Bildschirmfoto 2019-06-12 um 10.10.10.png",
    "Capture d’écran 2019-06-12 à 10.10.10.png",
    "Capture d'e\u0301cran (3).png",
    "Capture du 2019-06-12 10-10-10.png",
    "Captura de pantalla 2019-06-12.png",
    "Captura de Tela 2019-06-12.png",
    "Schermata 2019-06-12 alle 10.10.10.png",
    "Schermafbeelding 2019-06-12.png",
    "Skärmavbild 2019-06-12.png",
    "Zrzut ekranu 2019-06-12.png",
    "Snímek obrazovky 2019.png",
    "Ekran Görüntüsü (4).png",
    "Снимок экрана 2019-06-12.png",
    "スクリーンショット 2019-06-12.png",
    "屏幕截图 2019.png",
    "스크린샷, 2019.png",
  ])("%s", (name) => {
    expect(isScreenshotName(name)).toBe(true);
  });

  it.each([
    "IMG_1234.png",
    "Screenshots of my life.jpg",
    "Screenwriter.jpg",
    "my screenshot.jpg",
    "Capture.jpg",
    "Schermataio.png",
  ])("not %s", (name) => {
    expect(isScreenshotName(name)).toBe(false);
  });
});

describe("whether a person changed a photo", () => {
  const signs = { names: ["IMG_1234.jpg"], software: null, sharesSidecar: false };

  it.each([
    "IMG_E1234.HEIC",
    "IMG_1234-edited.jpg",
    "IMG_1234-bearbeitet(1).jpg",
    "PXL_20230612_101010123~2.jpg",
  ])("is told by the name %s", (name) => {
    expect(isEdited({ ...signs, names: [name] })).toBe(true);
  });

  it.each(["IMG_1234.HEIC", "IMG_EDIT.jpg", "edited.jpg", "-edited.jpg", "IMG_E12345.jpg", "photo~2.jpg"])(
    "is not told by the name %s",
    (name) => {
      expect(isEdited({ ...signs, names: [name] })).toBe(false);
    },
  );

  it("is told by a program for it, and by a sidecar that describes its original", () => {
    expect(isEdited({ ...signs, software: "Adobe Photoshop Lightroom Classic 12.0" })).toBe(true);
    expect(isEdited({ ...signs, software: "darktable 4.2" })).toBe(true);
    expect(isEdited({ ...signs, sharesSidecar: true })).toBe(true);
    expect(isEdited({ ...signs, software: "HDR+ 1.0.540" })).toBe(false);
    expect(isEdited({ ...signs, software: "WhatsApp" })).toBe(false);
  });
});
