import { openCatalog } from "../../src/core/catalog/index.ts";
import { HonestEnd, type WhereMatchesStop } from "../../src/core/search/end/index.ts";
import { dotProduct } from "../../src/core/search/look-alikes.ts";
import { fillLibrary } from "./fill-library.ts";
import type { LabelledQuery } from "./labelled-queries.ts";
import type { ModelAtWork } from "./recall-of-photographs.ts";

/** As many as ranking looks at. */
const mostFound = 1000;

/** A library of photos with these vectors, and where matches stop in it. Photo 1 is row 0. */
export interface EndedLibrary {
  ask(text: string): Promise<WhereMatchesStop>;
  /** The photos like one of them. */
  like(row: number): Promise<WhereMatchesStop>;
  /** @param by "mixed" as if the vector had been moved */
  find(
    vector: Float32Array,
    by: "words" | "pictures" | "mixed",
    rows?: readonly number[],
  ): Promise<WhereMatchesStop>;
  close(): void;
}

export async function endedLibrary(
  libraryDirectory: string,
  vectors: readonly Float32Array[],
  { model, inferencePool }: ModelAtWork,
): Promise<EndedLibrary> {
  const { key: modelKey, dimensions } = model;
  const of = (row: number) => vectors[row] as Float32Array;
  await fillLibrary({ libraryDirectory, count: vectors.length, vectors: { modelKey, dimensions, of } });
  const catalog = openCatalog(libraryDirectory);
  const modelId = catalog.vectors.modelId(modelKey, dimensions);
  const end = new HonestEnd({ catalog });
  const everyRow = vectors.map((_, row) => row);
  const find: EndedLibrary["find"] = (vector, by, rows = everyRow) => {
    const matches = rows
      .map((row) => ({ assetId: row + 1, score: dotProduct(of(row), vector) }))
      .sort((left, right) => right.score - left.score)
      .slice(0, mostFound);
    return end.of({ modelId, model, inferencePool }, { vector, by, matches, count: rows.length });
  };
  return {
    find,
    ask: async (text) => find(await inferencePool.embedText(text), "words"),
    like: (row) =>
      find(
        of(row),
        "pictures",
        everyRow.filter((other) => other !== row),
      ),
    close: () => catalog.close(),
  };
}

/** Means of F1 over queries that have matches. */
export interface EndFigures {
  /** Of what is above the line. */
  cut: number;
  /** Of the best single cosine for all queries, chosen in hindsight. */
  flat: number;
  /** Of the best line for each query in the order of the answer, chosen in hindsight: no line does better. */
  best: number;
}

interface Answered {
  wanted: ReadonlySet<number>;
  answer: WhereMatchesStop;
}

export async function measureEnd(
  library: EndedLibrary,
  queries: readonly LabelledQuery[],
): Promise<EndFigures> {
  const asked: Answered[] = [];
  for (const { text, matches } of queries) {
    if (matches.size > 0) asked.push({ wanted: matches, answer: await library.ask(text) });
  }
  return {
    cut: mean(asked.map((one) => f1OfFirst(one, one.answer.likelyCount))),
    flat: bestFlat(asked),
    best: mean(asked.map(bestOf)),
  };
}

function bestOf({ wanted, answer }: Answered): number {
  let [right, best] = [0, 0];
  for (const [index, { assetId }] of answer.matches.entries()) {
    if (wanted.has(assetId - 1)) right++;
    best = Math.max(best, (2 * right) / (index + 1 + wanted.size));
  }
  return best;
}

function bestFlat(asked: readonly Answered[]): number {
  const nearestFirst = asked.map(({ wanted, answer }) => {
    const matches = [...answer.matches].sort((left, right) => right.score - left.score);
    return { wanted, answer: { ...answer, matches } };
  });
  const tried = Array.from({ length: 181 }, (_, step) => step / 200);
  return Math.max(
    ...tried.map((least) =>
      mean(
        nearestFirst.map((one) => {
          const above = one.answer.matches.findIndex(({ score }) => score < least);
          return f1OfFirst(one, above < 0 ? one.answer.matches.length : above);
        }),
      ),
    ),
  );
}

function f1OfFirst({ wanted, answer }: Answered, count: number): number {
  const right = answer.matches.slice(0, count).filter(({ assetId }) => wanted.has(assetId - 1)).length;
  return (2 * right) / (count + wanted.size);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
