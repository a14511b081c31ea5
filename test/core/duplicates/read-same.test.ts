import { describe, expect, test } from "vitest";
import type { ReviewedAsset } from "../../../src/core/catalog/duplicate-files.ts";
import { offersFor } from "../../../src/core/duplicates/inheritance.ts";
import { seededRandom } from "../../helpers/random.ts";

let lastId = 0;

function photo(part: Partial<ReviewedAsset> = {}): ReviewedAsset {
  lastId += 1;
  return {
    assetId: lastId,
    sha256: "00",
    format: "jpeg",
    width: 400,
    height: 300,
    sizeBytes: 1000,
    takenAt: null,
    takenAtSource: "exif",
    camera: {},
    latitude: null,
    longitude: null,
    jpegQuality: null,
    software: null,
    rating: null,
    title: null,
    description: null,
    keywords: "[]",
    embeddedVideoBytes: null,
    hasFaces: 0,
    ...part,
  };
}

const offered = (kept: Partial<ReviewedAsset>, ...others: Partial<ReviewedAsset>[]) =>
  offersFor(photo(kept), others.map(photo)).map(({ field, offered }) => [
    field,
    offered.map(({ value }) => value),
  ]);

const keywords = (...words: string[]) => ({ keywords: JSON.stringify(words) });
const place = (latitude: number, longitude: number) => ({ latitude, longitude });

describe("what reads the same is not offered", () => {
  test.each<[string, Partial<ReviewedAsset>, Partial<ReviewedAsset>]>([
    ["seconds", { takenAt: "2014-12-01T12:27:05" }, { takenAt: "2014-12-01T12:27:41" }],
    ["fractions", { takenAt: "2014-12-01T12:27:05.12" }, { takenAt: "2014-12-01T12:27:05" }],
    ["a zone", { takenAt: "2014-12-01T12:27:05" }, { takenAt: "2014-12-01T12:27:05+01:00" }],
    ["another zone", { takenAt: "2014-12-01T12:27:05+02:00" }, { takenAt: "2014-12-01T12:27:05+01:00" }],
    ["a date that is known less exactly", { takenAt: "2014-12-01T12:27:05" }, { takenAt: "2014-12" }],
    ["a few metres", place(30.65, 104.07), place(30.650_004, 104.069_97)],
    ["the date line", place(-17, 180), place(-17, -179.999_99)],
    ["nothing north of nothing", place(0, 10), place(-0.000_001, 10)],
    ["keywords in another order and case", keywords("Sea", "Anna"), keywords("anna", "sea")],
    ["keywords with space around them", keywords("Sea"), keywords(" Sea ", "Sea")],
    ["an accent put together in another way", keywords("Caf\u00e9"), keywords("Cafe\u0301")],
    ["space in a title", { title: "At the lake" }, { title: " At the  lake\n" }],
    ["what is not seen of a description", { description: "Lake" }, { description: "\ufeffLake\u200b\0" }],
    ["a title of nothing", { title: null }, { title: " \u200b" }],
    ["no stars", { rating: null }, { rating: 0 }],
    ["the case of a camera's name", { camera: { model: "NIKON D90" } }, { camera: { model: "Nikon D90" } }],
  ])("%s", (_, kept, other) => {
    expect(offered(kept, other)).toEqual([]);
  });

  test("and what reads otherwise is", () => {
    const kept = {
      takenAt: "2014-12-01T12:27:05",
      ...place(30.65, 104.07),
      ...keywords("Sea"),
      title: "Lake",
      rating: 3,
    };
    const other = {
      takenAt: "2014-12-01T12:28:05",
      ...place(30.66, 104.07),
      ...keywords("sea", "Anna", "anna"),
      title: "Sea",
      rating: 4,
    };
    expect(offered(kept, other)).toEqual([
      ["takenAt", ["2014-12-01T12:28:05"]],
      ["location", ["30.66000, 104.07000"]],
      ["rating", ["4 of 5 stars"]],
      ["title", ["Sea"]],
      ["keywords", ["Anna"]],
    ]);
  });

  test("several that offer the same offer it in the same words", () => {
    expect(
      offered(
        {},
        { takenAt: "2014-12-01T12:27:05", ...keywords("Anna", "sea") },
        { takenAt: "2014-12-01T12:27:59", ...keywords("Sea", "anna") },
      ),
    ).toEqual([
      ["takenAt", ["2014-12-01T12:27:05", "2014-12-01T12:27:05"]],
      ["keywords", ["Anna, sea", "Anna, sea"]],
    ]);
  });

  test("a photo has nothing to offer to itself, however it is written", () => {
    const random = seededRandom(23);
    const pick = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)] as Item;
    for (let round = 0; round < 300; round++) {
      const words = Array.from({ length: 4 }, () => pick(["sea", "Anna", "lac Léman", "海"]));
      const two = (n: number) => String(1 + Math.floor(random() * n)).padStart(2, "0");
      const minute = `20${two(20)}-${two(12)}-${two(28)}T${two(22)}:${two(58)}`;
      const facts = { title: words.join(" "), rating: pick([1, 2, 3, 4, 5]) };
      const one = { ...facts, takenAt: `${minute}:${two(58)}`, ...keywords(...words) };
      const other = {
        ...facts,
        title: ` ${facts.title.normalize("NFD").replaceAll(" ", "  ")}`,
        takenAt: `${minute}:${two(58)}${pick(["", "+02:00", "-07:00", ".5"])}`,
        ...keywords(...words.reverse().map((word) => word.toUpperCase())),
      };
      expect(offered(one, other)).toEqual([]);
    }
  });
});
