import { readManifest } from "../src/core/models/manifest/read-manifest.ts";
import { shippedModelOf } from "../src/core/models/runtime/shipped-model.ts";
import {
  captionedPhotographs,
  classPhotographs,
  keptBackPhotographs,
  type WordedPhotograph,
} from "../test/helpers/real-photographs.ts";
import { measureRecall } from "../test/helpers/recall.ts";
import { type ModelAtWork, ranksOf, recallAt, withModel } from "../test/helpers/recall-of-photographs.ts";
import type { Row } from "./table.ts";
import { withTemporaryDirectory } from "./temporary.ts";

const photos = 1000;
/** Libraries are never trained on, whatever their seed; this one is not used for anything else either. */
const heldOutSeed = 1_000_003;

/** What the shipped model finds among photos it has never seen. */
export async function recallRows(): Promise<Row[]> {
  const model = shippedModelOf(await readManifest());
  return withModel(model, async (atWork) => [
    ...(await photographRows(atWork)),
    ...(await classRows(atWork)),
    ...(await drawnRows(atWork)),
  ]);
}

const captionSets: {
  name: string;
  read: () => Promise<WordedPhotograph[] | undefined>;
  aims: Record<number, string>;
}[] = [
  {
    name: "1,000 flickr8k photographs",
    read: () => keptBackPhotographs("flickr"),
    aims: { 1: "at least 0.24", 5: "at least 0.54", 10: "at least 0.67" },
  },
  { name: "coco photographs", read: () => keptBackPhotographs("coco"), aims: {} },
  { name: "captioned corpus", read: captionedPhotographs, aims: { 10: "at least 0.97" } },
];

async function photographRows(atWork: ModelAtWork): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { name, read, aims } of captionSets) {
    const photographs = await read();
    if (!photographs) {
      rows.push({ name, value: "not there" });
      continue;
    }
    const ranks = await ranksOf(photographs, atWork);
    for (const within of [1, 5, 10]) {
      const aim = aims[within];
      const row = { name: `${name}: recall@${within}`, value: recallAt(ranks, within).toFixed(3) };
      rows.push(aim === undefined ? row : { ...row, aim });
    }
  }
  return rows;
}

/** Class names that no photograph of was trained on, among one photograph of each of the thousand classes. */
async function classRows(atWork: ModelAtWork): Promise<Row[]> {
  const [all, keptBack] = [await classPhotographs(), await keptBackPhotographs("classes")];
  if (!all || !keptBack) return [{ name: "class names", value: "not there" }];
  const wanted = new Set(keptBack.map(({ path }) => path));
  const ranks = await ranksOf(all, atWork, ({ path }) => wanted.has(path));
  return [
    {
      name: "300 class names among 1,000: recall@5",
      value: recallAt(ranks, 5).toFixed(3),
      aim: "at least 0.80",
    },
  ];
}

async function drawnRows(atWork: ModelAtWork): Promise<Row[]> {
  const { caption, heldOut } = await withTemporaryDirectory((directory) =>
    measureRecall({ directory, photos, seed: heldOutSeed, atWork }),
  );
  return [
    { name: "1,000 demo photos: recall@1", value: caption.at1.toFixed(3) },
    { name: "1,000 demo photos: recall@10", value: caption.at10.toFixed(3), aim: "at least 0.92" },
    { name: "the same, in a wording never trained: recall@10", value: heldOut.at10.toFixed(3) },
  ];
}
