import { join } from "node:path";
import sharp from "sharp";
import { expect, test } from "vitest";
import { comparisonVersion } from "../../../src/core/imaging/comparison/compare.ts";
import { randomFrom, randomScene, renderScene } from "../../../src/demo/index.ts";
import { index, openCore } from "../../helpers/core.ts";
import { put } from "../../helpers/pictures.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";

test("of many copies of one picture each is compared with a few, and all are one group", async () => {
  const directory = await temporaryDirectory();
  const scene = await renderScene(randomScene(randomFrom("many copies")), { width: 200, height: 150 });
  const pixels = await scene.png().toBuffer();
  const copies = 40;
  for (let number = 0; number < copies; number++) {
    const encoded = sharp(pixels).jpeg({
      quality: 60 + Math.floor(number / 2),
      progressive: number % 2 === 0,
    });
    await put(join(directory, `${number}.jpg`), await encoded.toBuffer());
  }
  const core = await openCore();
  await index(core, directory);
  const { catalog } = core.context.services;
  await core.compareAll();

  const { groups } = await core.client.duplicates.list({ tier: "same-picture" });
  expect(groups.map(({ members }) => members.length)).toEqual([copies]);
  // All pairs would be 780.
  expect(catalog.comparisons.all(comparisonVersion).length).toBeLessThan(copies * 17);
});
