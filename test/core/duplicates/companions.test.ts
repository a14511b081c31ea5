import { describe, expect, test } from "vitest";
import { FolderUnits } from "../../../src/core/duplicates/companions.ts";

const ownersOf = (companion: string, ...others: string[]) =>
  new FolderUnits([companion, ...others]).asCompanion(companion)?.owners ?? [];

describe("which files of a folder belong together", () => {
  test.each([
    ["IMG_1.MOV", ["IMG_1.HEIC"], ["IMG_1.HEIC"]],
    ["img_1.mov", ["IMG_1.HEIC", "IMG_2.HEIC"], ["IMG_1.HEIC"]],
    ["IMG_1.MOV", ["IMG_1.HEIC", "IMG_1.JPG"], ["IMG_1.HEIC", "IMG_1.JPG"]],
    ["DSC_2.NEF", ["DSC_2.JPG"], ["DSC_2.JPG"]],
    ["DSC_2.NEF", ["DSC_2.xmp"], []],
    ["DSC_2.xmp", ["DSC_2.NEF"], ["DSC_2.NEF"]],
    ["DSC_2.NEF.xmp", ["DSC_2.NEF", "DSC_2.JPG"], ["DSC_2.JPG"]],
    ["DSC_2.jpg.xmp", ["DSC_2.png", "DSC_2.JPG"], ["DSC_2.JPG"]],
    ["IMG_O7.AAE", ["IMG_7.HEIC", "IMG_E7.HEIC", "IMG_8.HEIC"], ["IMG_7.HEIC", "IMG_E7.HEIC"]],
    ["a.jpg.json", ["a.jpg", "a-edited.jpg", "ab.jpg"], ["a.jpg", "a-edited.jpg"]],
    ["a.jpg(1).json", ["a.jpg", "a(1).jpg"], ["a(1).jpg"]],
    ["a.jpg.supplemental-metadata(1).json", ["a.jpg", "a(1).jpg"], ["a(1).jpg"]],
    ["a.jpg.supplemental-met.json", ["a.jpg"], ["a.jpg"]],
    [
      "a name that is longer than what Google writes d.json",
      ["a name that is longer than what Google writes down.jpg"],
      ["a name that is longer than what Google writes down.jpg"],
    ],
    ["._a.jpg", ["a.jpg"], ["a.jpg"]],
    ["report.docx", ["report.jpg"], []],
    ["package.json", ["a.jpg"], []],
    ["metadata.json", ["a.jpg"], []],
  ])("%s beside %j belongs to %j", (companion, others, owners) => {
    expect(ownersOf(companion, ...others)).toEqual(owners);
  });
});
