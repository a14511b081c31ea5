import * as fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { PlaceNamer } from "../../../src/core/geography/place-namer.ts";

let namer: PlaceNamer;

beforeAll(async () => {
  namer = await PlaceNamer.open();
});

const at = (latitude: number, longitude: number) => namer.namesOf({ latitude, longitude });

describe("the names of a place", () => {
  it("are those of the town, the city it belongs to, the region and the country, the smallest first", () => {
    expect(at(41.8894, 12.4703)).toEqual(["Rome", "Lazio", "Italy"]);
    expect(at(48.893, 2.288)).toEqual(["Levallois-Perret", "Paris", "Île-de-France", "France"]);
    expect(at(38.6916, -9.216)).toContain("Lisbon");
    expect(at(40.758, -73.9855)).toEqual(
      expect.arrayContaining(["New York City", "New York", "United States"]),
    );
  });

  it("are those of the village a photo was taken at, not of the city behind the hills", () => {
    const [town] = at(52.0907, 12.7);
    expect(town).not.toBe("Berlin");
    expect(at(45.92, 6.87)[0]).toMatch(/Chamonix/);
  });

  it("are those of the right side of a border", () => {
    expect(at(47.66, 9.175)).toEqual(expect.arrayContaining(["Konstanz", "Germany"]));
    expect(at(47.6485, 9.1766)).toContain("Switzerland");
    expect(at(41.9022, 12.4539).at(-1)).toBe("Vatican City");
  });

  it("are those of the country alone where no town is within 50 km", () => {
    expect(at(23, 10)).toEqual(["Algeria"]);
    expect(at(-75, 0)).toEqual(["Antarctica"]);
  });

  it("are none on the high seas, at the pole and where a camera knew nothing", () => {
    expect(at(0, 0)).toEqual([]);
    expect(at(-30, -140)).toEqual([]);
    expect(at(90, 0)).toEqual([]);
  });

  it("are the same on both sides of the date line, and at both its numbers", () => {
    expect(at(-16.8, 179.95).at(-1)).toBe("Fiji");
    expect(at(-16.8, -179.95).at(-1)).toBe("Fiji");
    expect(at(-16.5, 180)).toEqual(at(-16.5, -180));
    expect(at(65.5, 180).at(-1)).toBe("Russia");
  });

  it("name a part of a country with a code of its own before the country", () => {
    expect(at(18.4655, -66.1057).slice(-2)).toEqual(["Puerto Rico", "United States"]);
    expect(at(22.3, 114.17)).toEqual(expect.arrayContaining(["Hong Kong", "China"]));
  });

  it("are few, all different and never empty, anywhere on the earth", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -90, max: 90, noNaN: true }),
        fc.double({ min: -180, max: 180, noNaN: true }),
        (latitude, longitude) => {
          const names = at(latitude, longitude);
          expect(names.length).toBeLessThanOrEqual(5);
          expect(new Set(names).size).toBe(names.length);
          for (const name of names) expect(name.trim()).not.toBe("");
        },
      ),
      { numRuns: 500 },
    );
  });
});
