import { describe, expect, test } from "vitest";
import { factRows } from "../../../src/renderer/duplicates/facts.ts";
import { member } from "./groups.ts";

describe("facts of the copies of a group", () => {
  test("a fact in which one copy differs is marked, one that all share is not", () => {
    const rows = factRows([member({ fileId: 1 }), member({ fileId: 2, sizeBytes: 900 })], []);
    const size = rows.find(({ name }) => name === "Size");
    expect(size).toEqual({ name: "Size", values: ["2.0 kB", "900 bytes"], isDiffering: true });
    expect(rows.find(({ name }) => name === "Format")?.isDiffering).toBe(false);
  });

  test("a fact that no copy has takes no row; one that only some have shows who lacks it", () => {
    const members = [member({ fileId: 1 }), member({ fileId: 2, software: "GIMP 2.10" })];
    const rows = factRows(members, []);
    expect(rows.map(({ name }) => name)).not.toContain("Lens");
    expect(rows.find(({ name }) => name === "Written by")?.values).toEqual(["", "GIMP 2.10"]);
  });

  test("a date that is only the file's own is called so", () => {
    const [row] = factRows([member({ takenAt: "2019-05-03T14:22:00Z", takenAtSource: "file" })], []).filter(
      ({ name }) => name === "Taken",
    );
    expect(row?.values[0]).toMatch(/\(the file’s date\)$/);
  });

  test("folder and name are told apart", () => {
    const rows = factRows([member({ path: "/photos/2019/IMG_1.jpg" })], []);
    expect(rows[0]?.values).toEqual(["IMG_1.jpg"]);
    expect(rows[1]?.values).toEqual(["/photos/2019"]);
  });
});
