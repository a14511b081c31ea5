import { existsSync } from "node:fs";
import { cp, mkdir, readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { turnedTransformations, writeDuplicateSet } from "../src/demo/index.ts";
import { documentRows } from "./duplicates/documents.ts";
import { type Labelled, measureQuality } from "./duplicates/quality.ts";
import type { Row } from "./table.ts";
import { withTemporaryDirectory } from "./temporary.ts";

const originals = Number(process.env.SHOEBOX_BENCH_ORIGINALS ?? 40);
const seed = 1;

/** What is found and what is wrongly joined, in the generated set, and in the corpus where there is one. */
export async function duplicateRows(): Promise<Row[]> {
  return [...(await documentRows()), ...(await generatedRows()), ...(await corpusRows())];
}

async function generatedRows(): Promise<Row[]> {
  return withTemporaryDirectory(async (scratch) => {
    const directory = join(scratch, "set");
    const labels = await writeDuplicateSet({ directory, originals, seed });
    const turned = new Set<string>(turnedTransformations);
    // Turned copies are found only where asked for: here they must not be taken for anything else.
    const files = labels.map(
      (label): Labelled => ({ ...label, picture: turned.has(label.how) ? label.path : label.picture }),
    );
    const named = (rows: Row[]) => rows.map((row) => ({ ...row, name: `generated, ${row.name}` }));
    return named(
      await measureQuality(
        directory,
        files.filter(({ how }) => !turned.has(how)),
      ),
    );
  });
}

const corpus = resolve(import.meta.dirname, "../../shared/corpus");

async function corpusRows(): Promise<Row[]> {
  if (!existsSync(join(corpus, "duplicates.tsv"))) return [{ name: "corpus", value: "not there" }];
  const lines = (await readFile(join(corpus, "duplicates.tsv"), "utf8")).trim().split("\n").slice(1);
  return withTemporaryDirectory(async (directory) => {
    const files: Labelled[] = [];
    for (const line of lines) {
      const [group = "-", relation = "", path = ""] = line.split("\t");
      // Shots of one moment and turned copies are no copies of the second tier.
      const isCopy = relation === "same";
      files.push({ path, picture: isCopy ? group : path, how: isCopy ? "same" : relation });
      await mkdir(dirname(join(directory, path)), { recursive: true });
      await cp(join(corpus, path), join(directory, path));
    }
    const rows = await measureQuality(
      directory,
      files.filter(({ how }) => how !== "turned"),
    );
    return rows.map((row) => ({ ...row, name: `corpus, ${row.name}` }));
  });
}
