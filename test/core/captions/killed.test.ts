import { expect, it } from "vitest";
import { expectCaptionsWhole } from "../../torture/expect-captions-whole.ts";
import { killCaptions } from "../../torture/kill-captions.ts";

// The long form: npm run test:torture.

it("captions whose writing is killed again and again are whole in the end", {
  timeout: 600_000,
}, async () => {
  const photos = 120;
  const report = await killCaptions({ photos, kills: 4, seed: 5 });
  expect(report.lives.some(({ captions }) => captions > 0 && captions < photos - 1)).toBe(true);
  expectCaptionsWhole(report, photos);
});
