import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import { index, openCore } from "./core.ts";
import { corrupted } from "./corrupt.ts";
import { formatSamples } from "./format-samples.ts";
import { temporaryDirectory } from "./temporary.ts";

/**
 * Indexes a sample of every format, whole and corrupted in so many ways, and expects that every file is accounted for:
 * indexed, or listed with a code, and that the whole ones are indexed in spite of their neighbours.
 */
export async function expectCorruptedFilesAreAccountedFor(waysEach: number): Promise<void> {
  const [core, folder] = [await openCore(), await temporaryDirectory()];
  const samples = await formatSamples();
  for (const { extension, bytes } of samples) {
    await writeFile(join(folder, `whole.${extension}`), bytes);
    for (let way = 0; way < waysEach; way++) {
      await writeFile(
        join(folder, `${way} damaged.${extension}`),
        corrupted(bytes, way * 31 + extension.length),
      );
    }
  }
  const { state, ledger } = await index(core, folder);
  const found = samples.length * (waysEach + 1);
  const { indexed, unchanged, duplicate, skipped, failed } = ledger;
  expect(state).toBe("done");
  expect(ledger.found).toBe(found);
  expect(indexed + unchanged + duplicate + skipped + failed).toBe(found);
  const { problems, byCode } = await core.client.problems.list({ limit: 1000 });
  expect(byCode.reduce((total, { count }) => total + count, 0)).toBe(skipped + failed);
  expect(problems.filter(({ path }) => path.includes("whole."))).toEqual([]);
  console.log(`${found} files:`, JSON.stringify(ledger), JSON.stringify(byCode));
}
