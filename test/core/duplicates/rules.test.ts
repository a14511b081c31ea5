import { join } from "node:path";
import sharp from "sharp";
import { expect, test } from "vitest";
import { rulesSchema } from "../../../src/contract/cleaning.ts";
import { randomFrom, randomScene, renderScene } from "../../../src/demo/index.ts";
import { index, openCore } from "../../helpers/core.ts";
import { put } from "../../helpers/pictures.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";

test("rules that say nothing reach identical files only, and of same pictures what is surely one where asked", () => {
  expect(rulesSchema.parse({})).toMatchObject({ tiers: ["identical"], minConfidence: 0.9 });
  expect(rulesSchema.parse({ tiers: ["identical", "same-picture"] })).toMatchObject({ minConfidence: 0.9 });
});

test("of alike copies not the edited one stays because of its path, but the one nearest to all others", async () => {
  const directory = await temporaryDirectory();
  const scene = await renderScene(randomScene(randomFrom("nearest")), { width: 800, height: 600 });
  const pixels = await scene.png().toBuffer();
  const encoded = (isProgressive: boolean) => sharp(pixels).jpeg({ quality: 90, progressive: isProgressive });
  const darker = sharp(pixels).modulate({ brightness: 0.88 }).jpeg({ quality: 90 });
  await put(join(directory, "a.jpg"), await darker.toBuffer());
  await put(join(directory, "picture one.jpg"), await encoded(false).toBuffer());
  await put(join(directory, "picture two.jpg"), await encoded(true).toBuffer());
  const core = await openCore();
  await index(core, directory);
  await core.compareAll();
  await core.client.duplicates.saveSettings({
    ...(await core.client.duplicates.settings()),
    rules: rulesSchema.parse({ order: ["more-pixels"] }),
  });
  const { groups } = await core.client.duplicates.list({ tier: "same-picture" });
  const [group] = groups;
  expect(group?.members).toHaveLength(3);
  expect(group?.members[0]?.path.endsWith("picture one.jpg")).toBe(true);
  expect(group).toMatchObject({ keepRule: "nearest", keepReason: "nearest to all the others" });
});

test("a reason speaks of the same picture, never of the same pixels", async () => {
  const directory = await temporaryDirectory();
  const scene = await renderScene(randomScene(randomFrom("words")), { width: 640, height: 480 });
  const pixels = await scene.png().toBuffer();
  for (const quality of [92, 60, 30]) {
    await put(join(directory, `${quality}.jpg`), await sharp(pixels).jpeg({ quality }).toBuffer());
  }
  const core = await openCore();
  await index(core, directory);
  await core.compareAll();
  const { groups } = await core.client.duplicates.list({ tier: "same-picture" });
  const reasons = groups.flatMap(({ members }) => members.slice(1).map(({ reason }) => reason));
  expect(reasons).toHaveLength(2);
  for (const reason of reasons) expect(reason).toMatch(/^the same picture, JPEG quality /);
});
