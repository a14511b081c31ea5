import { openCatalog } from "../../src/core/catalog/index.ts";
import { ProposalIndex } from "../../src/core/duplicates/proposals.ts";
import { comparisonVersion } from "../../src/core/imaging/comparison/compare.ts";
import type { Landmark } from "../../src/core/imaging/signature/landmarks.ts";
import {
  packSignature,
  type Signature,
  signatureVersion,
  unpackSignature,
} from "../../src/core/imaging/signature/signature.ts";
import { createCore } from "../../src/core/index.ts";
import { fillLibrary } from "../../test/helpers/fill-library.ts";
import { seededRandom } from "../../test/helpers/random.ts";
import { millis, type Row } from "../table.ts";
import { withTemporaryDirectory } from "../temporary.ts";

const photos = 100_000;
/** One photo in eight is a copy of an earlier one. */
const copyShare = 0.125;
const landmarks = 20;

/**
 * Grouping of 100,000 photos from what is stored: signatures are loaded and proposed from, pixel checks (which are made
 * once, as photos are indexed) are read back, groups are built. Signatures are drawn at random, copies differ from
 * their originals in one bit of twenty. All in processor time.
 */
export async function scaleRows(): Promise<Row[]> {
  return withTemporaryDirectory(async (libraryDirectory) => {
    await fillLibrary({ libraryDirectory, count: photos });
    const copies = fillSignatures(libraryDirectory);
    const proposing = proposeAll(libraryDirectory);
    const review = await reviewAll(libraryDirectory);
    return [
      { name: `loading 100,000 signatures and proposing from them`, value: millis(proposing.millis) },
      {
        name: `proposed pairs, of ${copies} true ones`,
        value: `${proposing.proposed}, ${proposing.right} right`,
      },
      {
        name: "reading 100,000 photos and the checked pairs, first groups",
        value: millis(review.firstMillis),
      },
      {
        name: "all of grouping from stored signatures",
        value: millis(proposing.millis + review.firstMillis),
        aim: "under 10 s",
      },
      { name: "another sensitivity", value: millis(review.changeMillis), aim: "under 1 s" },
      { name: "groups", value: String(review.groups) },
    ];
  });
}

/** Processor time, which other work on the machine leaves alone; one thread does all of this. */
function processorMillis(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function fillSignatures(libraryDirectory: string): number {
  const random = seededRandom(5);
  const word = () => Math.floor(random() * 2 ** 32) >>> 0;
  const fresh = (): Signature => ({
    whole: { low: word(), high: word(), energy: 8 },
    landmarks: Array.from({ length: landmarks }, () => ({
      x: random(),
      y: random(),
      radius: 0.02 + random() * 0.1,
      low: word(),
      high: word(),
    })),
  });
  const flipped = (value: number) => {
    let changed = value;
    for (let bit = 0; bit < 32; bit++) if (random() < 0.05) changed ^= 1 << bit;
    return changed >>> 0;
  };
  const copyOf = ({ whole, landmarks: spots }: Signature): Signature => ({
    whole: { ...whole, low: flipped(whole.low), high: flipped(whole.high) },
    landmarks: spots.map((spot: Landmark) => ({ ...spot, low: flipped(spot.low), high: flipped(spot.high) })),
  });
  const catalog = openCatalog(libraryDirectory);
  const kept: Signature[] = [];
  let copies = 0;
  for (let start = 1; start <= photos; start += 5000) {
    catalog.transaction(() => {
      for (let assetId = start; assetId < start + 5000; assetId++) {
        const isCopy = assetId > 100 && random() < copyShare;
        const originalId = 1 + Math.floor(random() * Math.max(1, assetId - 1));
        const original = isCopy ? kept[originalId] : undefined;
        const signature = original ? copyOf(original) : fresh();
        kept[assetId] = signature;
        const packed = packSignature(signature);
        catalog.signatures.put({
          assetId,
          version: signatureVersion,
          packed,
          jpegQuality: 90,
          software: null,
        });
        catalog.signatures.markCompared(assetId, comparisonVersion);
        if (!original) continue;
        copies += 1;
        catalog.comparisons.put({
          firstId: originalId,
          secondId: assetId,
          version: comparisonVersion,
          confidence: 0.3 + random() * 0.7,
          innerId: 0,
          isRefuted: false,
          isTurned: false,
          isWritten: false,
          contents: null,
          measures: null,
        });
      }
    });
  }
  catalog.close();
  return copies;
}

function proposeAll(libraryDirectory: string): { millis: number; proposed: number; right: number } {
  const catalog = openCatalog(libraryDirectory);
  const started = processorMillis();
  const index = new ProposalIndex((assetId) => catalog.signatures.get(assetId, signatureVersion));
  const proposals: [number, number][] = [];
  for (const { assetId, packed } of catalog.signatures.compared(signatureVersion, comparisonVersion)) {
    const signature = unpackSignature(packed);
    for (const other of index.propose(signature)) proposals.push([other.assetId, assetId]);
    index.add(assetId, signature);
  }
  const taken = processorMillis() - started;
  const right = proposals.filter(([one, other]) =>
    catalog.comparisons.has(one, other, comparisonVersion),
  ).length;
  catalog.close();
  return { millis: taken, proposed: proposals.length, right };
}

async function reviewAll(libraryDirectory: string) {
  const core = await createCore({ libraryDirectory });
  const { review } = core.context.services.duplicates;
  const started = processorMillis();
  const { total } = review.list({ minConfidence: 0, order: "space", limit: 100, offset: 0 });
  const firstMillis = processorMillis() - started;
  const again = processorMillis();
  review.list({ minConfidence: 0, order: "space", limit: 100, offset: 0, sensitivity: "strict" });
  const changeMillis = processorMillis() - again;
  await core.close();
  return { firstMillis, changeMillis, groups: total };
}
