import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { projectDirectory } from "./command-line.ts";

/** A photograph with what is said of it. */
export interface WordedPhotograph {
  path: string;
  queries: string[];
}

const shared = join(projectDirectory, "..", "shared");
const corpus = join(shared, "corpus");
const training = join(shared, "training");

/** Photographs that people captioned; undefined where the corpus, which is no part of this repository, is not there. */
export async function captionedPhotographs(): Promise<WordedPhotograph[] | undefined> {
  const file = join(corpus, "captions.tsv");
  if (!existsSync(file)) return undefined;
  const photographs = new Map<string, WordedPhotograph>();
  for (const line of (await readFile(file, "utf8")).trim().split("\n").slice(1)) {
    const [path = "", , , caption = ""] = line.split("\t");
    const photograph = photographs.get(path) ?? { path: join(corpus, path), queries: [] };
    photograph.queries.push(caption);
    photographs.set(path, photograph);
  }
  return [...photographs.values()];
}

interface TrainingRow {
  path: string;
  captions: string[];
  labels: string[];
  source: string;
}

const keptBackFiles: Record<KeptBackSet, string> = {
  flickr: "starter/kept-back.json",
  coco: "starter/kept-back.json",
  classes: "starter/kept-back.json",
  others: "starter-captions/kept-back.json",
};

type KeptBackSet = "flickr" | "coco" | "classes" | "others";

/**
 * Photographs that the starter model was not trained on, though they lie beside those that it was; "others" are what the
 * captioner that ships was not.
 * @returns undefined where they are not there
 */
export async function keptBackPhotographs(set: KeptBackSet): Promise<WordedPhotograph[] | undefined> {
  const rows = await trainingRows();
  if (!rows) return undefined;
  const names = JSON.parse(
    await readFile(join(projectDirectory, "models", keptBackFiles[set]), "utf8"),
  ) as Record<KeptBackSet, string[]>;
  return names[set].flatMap((name) => {
    const row = rows.get(name);
    const queries = set === "classes" ? row?.labels : row?.captions;
    return queries ? [{ path: join(training, name), queries }] : [];
  });
}

/** One photograph of each of a thousand classes; queries are their names. */
export async function classPhotographs(): Promise<WordedPhotograph[] | undefined> {
  const rows = await trainingRows();
  return (
    rows &&
    [...rows.values()]
      .filter(({ source }) => source === "imagenet_sample")
      .map(({ path, labels }) => ({ path: join(training, path), queries: labels }))
  );
}

async function trainingRows(): Promise<Map<string, TrainingRow> | undefined> {
  const file = join(training, "captions.jsonl");
  if (!existsSync(file)) return undefined;
  const lines = (await readFile(file, "utf8")).trim().split("\n");
  return new Map(lines.map((line) => JSON.parse(line) as TrainingRow).map((row) => [row.path, row]));
}
