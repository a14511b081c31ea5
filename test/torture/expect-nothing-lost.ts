import { expect } from "vitest";
import { embeddingBatchSize } from "../../src/core/ingest/pipeline.ts";
import type { KillReport } from "./kill-anywhere.ts";

/** No photo lost, none twice, no orphans, at most one batch done again for each kill, originals as they were. */
export function expectNothingLost({
  files,
  contents,
  lives,
  end,
  ledger,
  found,
  areOriginalsUntouched,
}: KillReport) {
  for (const life of lives) {
    expect(life).toMatchObject({
      integrity: "ok",
      brokenReferences: 0,
      orphans: 0,
      twice: 0,
      wrongLedgers: 0,
    });
    expect(life.halfDone).toBeLessThanOrEqual(embeddingBatchSize);
  }
  expect(end).toEqual({
    integrity: "ok",
    brokenReferences: 0,
    accounted: files,
    pending: 0,
    halfDone: 0,
    assets: contents,
    thumbnails: contents,
    vectors: contents,
    orphans: 0,
    twice: 0,
    repeated: 0,
    wrongLedgers: 0,
  });
  expect(ledger).toMatchObject({ found: files, skipped: 0, failed: 0 });
  expect(found).toBe(contents);
  expect(areOriginalsUntouched).toBe(true);
}

/** A line of figures for whoever runs the long form. */
export function summary({ files, lives, ledger }: KillReport): string {
  const midWork = lives.filter(({ pending }) => pending > 0).length;
  const halfDone = lives.map((life) => life.halfDone);
  const most = Math.max(...halfDone);
  const mean = halfDone.reduce((sum, value) => sum + value, 0) / lives.length;
  return (
    `${files} photos, ${lives.length} kills (${midWork} with work under way): done again per kill ` +
    `${mean.toFixed(1)} photos on average, ${most} at most; the last run indexed ${ledger.indexed}`
  );
}
