import type { CaptioningModel, Sentence } from "../src/core/models/captioners/captioner.ts";
import { readManifest } from "../src/core/models/manifest/read-manifest.ts";
import { sentencesOf } from "../test/helpers/captions-of-photographs.ts";
import { keptBackPhotographs, type WordedPhotograph } from "../test/helpers/real-photographs.ts";
import { shippedCaptioner } from "../test/helpers/shipped-captioner.ts";
import { bleuOf } from "./captions/bleu.ts";
import { ciderOf } from "./captions/cider.ts";
import type { Judged } from "./captions/n-grams.ts";
import { namesAThing, readThings, type ThingsIn } from "./captions/things.ts";
import type { BenchOptions } from "./options.ts";
import { type Row, sideBySide } from "./table.ts";

/** What somebody would say who never looked. */
const constantCaption = "a man in a blue shirt is standing in front of a building";
const aim = "at least 60 %";

const sets = [
  { name: "flickr8k", set: "flickr" },
  { name: "coco", set: "coco" },
  { name: "textbooks and others", set: "others" },
] as const;

/** What the captioner that ships says of photographs it never saw, beside what people wrote of them. */
export async function captionsRows({ size }: BenchOptions): Promise<Row[]> {
  const model = shippedCaptioner(await readManifest());
  const thingsIn = await readThings();
  const rows: Row[] = [];
  for (const { name, set } of sets) {
    const all = await keptBackPhotographs(set);
    if (!all) {
      rows.push({ name, value: "not there" });
      continue;
    }
    const photographs = size === "quick" ? all.slice(0, 200) : all;
    const started = performance.now();
    const paths = photographs.map(({ path }) => path);
    const sentences = await sentencesOf(paths, model);
    const millisEach = (performance.now() - started) / photographs.length;
    rows.push({ name: `${name}: photographs`, value: String(photographs.length) });
    rows.push(...judge(photographs, sentences, model, thingsIn));
    rows.push({ name: "  a photograph, decoding included", value: `${millisEach.toFixed(0)} ms` });
  }
  return rows;
}

function judge(
  photographs: readonly WordedPhotograph[],
  sentences: readonly (Sentence | undefined)[],
  { entry }: CaptioningModel,
  thingsIn: ThingsIn,
): Row[] {
  const least = entry.confidence?.least ?? 0;
  const judged = photographs.map(({ queries }, index) => ({
    caption: sentences[index]?.text ?? "",
    references: queries,
    isKept: (sentences[index]?.confidence ?? 0) >= least,
  }));
  const kept = judged.filter(({ isKept }) => isKept);
  const constant = judged.map(({ references }) => ({ caption: constantCaption, references }));
  return sideBySide([
    { name: "all", cells: cellsOf(judged, thingsIn, judged.length) },
    { name: "kept", cells: cellsOf(kept, thingsIn, judged.length) },
    { name: "constant", cells: cellsOf(constant, thingsIn, judged.length) },
  ]).map((row) => (row.name === namesLabel ? { ...row, aim: `${aim} of all` } : row));
}

const namesLabel = "  name a thing that people name";

function cellsOf(judged: readonly Judged[], thingsIn: ThingsIn, total: number): Map<string, string> {
  const naming = judged.filter(({ caption, references }) => namesAThing(caption, references, thingsIn));
  return new Map([
    ["  captions", `${((100 * judged.length) / total).toFixed(0)} %`],
    [namesLabel, `${((100 * naming.length) / Math.max(1, judged.length)).toFixed(1)} %`],
    ["  BLEU-4", bleuOf(judged).toFixed(3)],
    ["  CIDEr", ciderOf(judged).toFixed(3)],
  ]);
}
