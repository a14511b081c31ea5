import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { frameOnFrame } from "../../../src/core/imaging/comparison/affine.ts";
import { compareContents } from "../../../src/core/imaging/contents/compare-contents.ts";
import { decodePagePlane, mostPagePixels } from "../../../src/core/imaging/contents/page-plane.ts";
import { mayCarryWriting, plainGroundOf } from "../../../src/core/imaging/contents/plain-ground.ts";
import { lumaOf } from "../../../src/core/imaging/signature/plane.ts";
import { copyDocument, documentCopies, render } from "../../helpers/documents/renderings.ts";
import { box, text } from "../../helpers/documents/svg.ts";
import { drawDocument, type Template, templates } from "../../helpers/documents/templates.ts";

async function verdictOf(first: Buffer, second: Buffer, isPage = true): Promise<string> {
  const [one, two] = [await page(first), await page(second)];
  const { verdict } = await compareContents(one, two, frameOnFrame, { isPage });
  // Which of the two is asked about makes no difference.
  expect((await compareContents(two, one, frameOnFrame, { isPage })).verdict).toBe(verdict);
  return verdict;
}

const page = (bytes: Buffer) => decodePagePlane(new Uint8Array(bytes), "jpeg");

/** A receipt in small print; nothing but one amount is another. */
const receipt = (amount: string): Template => ({
  name: "receipt",
  width: 700,
  height: 1000,
  draw: () =>
    Array.from({ length: 22 }, (_, at) => text(50, 80 + at * 40, 15, `Item ${at + 10}  x 1`)).join("") +
    Array.from({ length: 22 }, (_, at) => text(480, 80 + at * 40, 15, at === 9 ? amount : `${at}3.90`)).join(
      "",
    ),
});

describe("what originals show", () => {
  // Every third; the benchmark has them all, scanned and photographed too.
  test.for(templates.filter((_, at) => at % 3 === 0))(
    "$name: other contents are told from copies",
    async (template) => {
      const [one, other] = [await drawDocument(template, 1), await drawDocument(template, 2)];
      const [original, another] = [await render(one, "clean", "one"), await render(other, "clean", "other")];
      expect(await verdictOf(original, another)).toBe("other");
      for (const how of ["resized-50", "messenger"] as const) {
        expect([how, await verdictOf(original, await copyDocument(original, how))]).toEqual([how, "same"]);
        expect([how, await verdictOf(another, await copyDocument(original, how))]).toEqual([how, "other"]);
      }
    },
  );

  test("one digit of an amount is enough, in a copy of half the size and after a messenger too", async () => {
    const [one, other] = [await drawDocument(receipt("43.90"), 0), await drawDocument(receipt("48.90"), 0)];
    const [original, another] = [await render(one, "clean", "one"), await render(other, "clean", "other")];
    expect(await verdictOf(original, another)).toBe("other");
    for (const how of documentCopies) {
      expect([how, await verdictOf(original, await copyDocument(another, how))]).not.toEqual([how, "same"]);
      expect([how, await verdictOf(original, await copyDocument(original, how))]).toEqual([how, "same"]);
    }
    const coarse = await sharp(original).jpeg({ quality: 30 }).toBuffer();
    expect(await verdictOf(original, coarse)).toBe("same");
  });

  test("a filled form is no copy of the empty one; of a picture what is put on it is no other picture", async () => {
    const form = (filled: boolean): Template => ({
      name: "form",
      width: 800,
      height: 600,
      draw: () =>
        box(60, 90, 680, 2, "#555") +
        text(60, 80, 20, "Name") +
        (filled ? text(200, 80, 22, "Mira Lang") : ""),
    });
    const [empty, filled] = [await drawDocument(form(false), 0), await drawDocument(form(true), 0)];
    const [one, other] = [await render(empty, "clean", "a"), await render(filled, "clean", "b")];
    expect(await verdictOf(one, other)).toBe("other");
    expect(await verdictOf(one, other, false)).toBe("same");
  });

  test("a page that is too small to be read is neither", async () => {
    const original = await render(await drawDocument(receipt("43.90"), 0), "clean", "one");
    const tiny = await sharp(original).resize(200).jpeg().toBuffer();
    expect(await verdictOf(original, tiny)).toBe("illegible");
  });

  test("an original of any size costs bounded memory", async () => {
    const large = await sharp({ create: { width: 6000, height: 4000, channels: 3, background: "#eee" } })
      .jpeg()
      .toBuffer();
    const { width, height, data } = await page(large);
    expect(data.byteLength).toBe(width * height);
    expect(width * height).toBeLessThan(1.01 * mostPagePixels);
    expect(width / height).toBeCloseTo(1.5, 2);
  });
});

test.for(templates)("$name: its thumbnail says that writing may matter", async (template) => {
  const thumbnail = sharp(await drawDocument(template, 3)).resize(320, 320, { fit: "inside" });
  const { data, info } = await thumbnail.raw().toBuffer({ resolveWithObject: true });
  const ground = plainGroundOf(lumaOf({ data, width: info.width, height: info.height }));
  expect(mayCarryWriting(ground)).toBe(true);
});
