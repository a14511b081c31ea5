import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { ShoeboxClient } from "../../src/contract/index.ts";
import { createCore } from "../../src/core/index.ts";
import type { Row } from "../table.ts";
import { withTemporaryDirectory } from "../temporary.ts";
import { isNear, type PlainHashes, plainHashesOf } from "./plain-hashes.ts";

/** A file with the truth about it. Files of one `picture` are copies; pairs of which one is `ignored` count nowhere. */
export interface Labelled {
  path: string;
  picture: string;
  how: string;
}

type Method = "shoebox" | keyof PlainHashes;
const methods = ["shoebox", "pHash", "dHash"] as const satisfies readonly Method[];

interface Counts {
  pairs: number;
  found: Record<Method, number>;
}

/**
 * Indexes a labelled folder with the real engine and compares its first two tiers, pair by pair, with the truth. Plain
 * hashes beside it.
 */
export async function measureQuality(directory: string, files: readonly Labelled[]): Promise<Row[]> {
  const groupOf = await withTemporaryDirectory((library) => groupsBy(directory, library));
  const hashes = new Map<string, PlainHashes>();
  for (const { path } of files) hashes.set(path, await plainHashesOf(await readFile(join(directory, path))));
  const same = new Map<string, Counts>();
  const other = new Map<string, Counts>();
  for (const [at, one] of files.entries()) {
    for (const two of files.slice(at + 1)) {
      const isSame = one.picture === two.picture;
      const kind = kindOf(one, two);
      const counts = countsOf(isSame ? same : other, kind);
      counts.pairs += 1;
      const [first, second] = [hashes.get(one.path), hashes.get(two.path)];
      if (!first || !second) continue;
      const group = groupOf.get(one.path);
      if (group !== undefined && group === groupOf.get(two.path)) {
        counts.found.shoebox += 1;
        if (!isSame) console.log(`  wrong: ${one.path} = ${two.path}`);
      }
      if (isNear(first.pHash, second.pHash)) counts.found.pHash += 1;
      if (isNear(first.dHash, second.dHash)) counts.found.dHash += 1;
    }
  }
  return [...rowsOf("found", same), ...rowsOf("wrongly joined", other), ...totals(same, other)];
}

/** Path relative to `directory` -> the group it is in; files of the upper two tiers that share a content are one. */
export async function groupsBy(directory: string, libraryDirectory: string): Promise<Map<string, string>> {
  const core = await createCore({ libraryDirectory });
  const { jobId } = await core.client.jobs.index({ directories: [directory] });
  for await (const job of await core.client.jobs.progress({ jobId })) {
    if (job.error) throw new Error(job.error.message);
  }
  await core.compareAll();
  const groupOf = new Map<string, string>();
  const byContent = new Map<number, string>();
  for (const tier of ["same-picture", "identical"] as const) {
    for (const group of await allGroups(core.client, tier)) {
      for (const { assetId } of group.members) byContent.set(assetId, byContent.get(assetId) ?? group.id);
    }
  }
  for (const [assetId, group] of byContent) {
    for (const { path } of core.context.services.catalog.photos.filesOf(assetId)) {
      groupOf.set(path.slice(directory.length + 1), group);
    }
  }
  await core.close();
  return groupOf;
}

async function allGroups(client: ShoeboxClient, tier: "identical" | "same-picture") {
  const groups = [];
  for (let offset = 0; ; offset += 1000) {
    const page = await client.duplicates.list({ tier, limit: 1000, offset });
    groups.push(...page.groups);
    if (offset + 1000 >= page.total) return groups;
  }
}

/** Pairs with an original are named by what was done; others are gathered. */
function kindOf(one: Labelled, two: Labelled): string {
  if (one.how === "original") return two.how === "original" ? "two originals" : two.how;
  if (two.how === "original") return one.how;
  return "neither an original";
}

function countsOf(map: Map<string, Counts>, kind: string): Counts {
  const counts = map.get(kind) ?? { pairs: 0, found: { shoebox: 0, pHash: 0, dHash: 0 } };
  map.set(kind, counts);
  return counts;
}

function rowsOf(title: string, map: ReadonlyMap<string, Counts>): Row[] {
  return [...map].map(([kind, { pairs, found }]) => ({
    name: `${title}: ${kind} (${pairs})`,
    value: methods.map((method) => `${method} ${found[method]}`).join("  "),
  }));
}

function totals(same: ReadonlyMap<string, Counts>, other: ReadonlyMap<string, Counts>): Row[] {
  return methods.map((method) => {
    const sum = (map: ReadonlyMap<string, Counts>, pick: (counts: Counts) => number) =>
      [...map.values()].reduce((total, counts) => total + pick(counts), 0);
    const [right, wrong] = [same, other].map((map) => sum(map, ({ found }) => found[method])) as [
      number,
      number,
    ];
    const precision = right / Math.max(1, right + wrong);
    const recall =
      right /
      Math.max(
        1,
        sum(same, ({ pairs }) => pairs),
      );
    return {
      name: `${method}: pairwise precision and recall`,
      value: `${precision.toFixed(4)}  ${recall.toFixed(4)}`,
      ...(method === "shoebox" ? { aim: "at least 0.99 and 0.95, nothing wrongly joined" } : {}),
    };
  });
}
