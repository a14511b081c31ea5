import { expect, it } from "vitest";
import { expectFillingWhole } from "../../torture/expect-filling-whole.ts";
import { killFilling } from "../../torture/kill-filling.ts";

// The long form: npm run test:torture.

it("a model's vectors whose making is killed again and again are whole in the end", {
  timeout: 600_000,
}, async () => {
  const photos = 160;
  const report = await killFilling({ photos, kills: 4, seed: 5 });
  expect(report.lives.some(({ vectors }) => vectors > 0 && vectors < photos)).toBe(true);
  expectFillingWhole(report, photos);
});
