import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Glob } from "../../../src/core/words/glob.ts";

const matches = (pattern: string, name: string) => new Glob(pattern).matches(name);

/** Slow and obvious. */
function matchesSlowly(pattern: readonly string[], name: readonly string[]): boolean {
  const [first, ...rest] = pattern;
  if (first === undefined) return name.length === 0;
  if (first === "*")
    return name.some((_, at) => matchesSlowly(rest, name.slice(at))) || matchesSlowly(rest, []);
  return name.length > 0 && (first === "?" || first === name[0]) && matchesSlowly(rest, name.slice(1));
}

describe("a pattern of names", () => {
  it.each([
    ["IMG_12*", "IMG_1234.JPG", true],
    ["img_12*", "IMG_1234.JPG", true],
    ["IMG_12*", "DSC_1234.JPG", false],
    ["*.heic", "IMG_1.HEIC", true],
    ["IMG_????.jpg", "IMG_1234.jpg", true],
    ["IMG_????.jpg", "IMG_12345.jpg", false],
    ["café*", "CAFE\u0301 1.jpg", true],
    ["日本?.png", "日本語.png", true],
    ["?.jpg", "🗻.jpg", true],
    ["a.jpg", "a_jpg", false],
    ["[a]*", "[a] b.jpg", true],
    ["", "", true],
    ["*", "", true],
    ["?", "", false],
  ])("%s, %s: %s", (pattern, name, isMeant) => {
    expect(matches(pattern, name)).toBe(isMeant);
  });

  it("means what it says, whatever it is made of", () => {
    const character = fc.constantFrom("a", "b", "é", "日", "🗻");
    const pattern = fc.array(fc.oneof(character, fc.constantFrom("*", "?")), { maxLength: 8 });
    fc.assert(
      fc.property(pattern, fc.array(character, { maxLength: 10 }), (wanted, name) => {
        const plain = (text: readonly string[]) => text.map((each) => (each === "é" ? "e" : each));
        expect(matches(wanted.join(""), name.join(""))).toBe(matchesSlowly(plain(wanted), plain(name)));
      }),
      { numRuns: 2000 },
    );
  });

  it("takes no longer for a thousand stars", () => {
    const started = performance.now();
    expect(matches("*a".repeat(500), "a".repeat(255))).toBe(false);
    expect(matches(`${"*a".repeat(200)}*b`, "a".repeat(255))).toBe(false);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
