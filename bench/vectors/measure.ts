import { clusteredVectors } from "../../test/helpers/vectors.ts";
import { millis, percentile } from "../table.ts";
import type { Contestant } from "./contestant.ts";
import { filters, shape } from "./filled-library.ts";

const limit = 50;
const warmUps = 20;
const queries = clusteredVectors({ ...shape, count: 60, memberSeed: 99 });

type Search = Contestant["search"];

/** What every way of searching is asked, in order. */
const cases = [{ name: "all photos", filter: undefined }, ...filters];

export interface Truth {
  /** By case and query. */
  answers: Set<string>[][];
  times: Timed[];
}

export interface Timed {
  name: string;
  firstMillis: number;
  p50: number;
  p95: number;
}

/** The exact answers, and how long it takes to compare with everything. */
export async function truthOf(exact: Search): Promise<Truth> {
  const truth: Truth = { answers: [], times: [] };
  for (const { name, filter } of cases) {
    const answers: Set<string>[] = [];
    const times: number[] = [];
    for (const query of queries) {
      const started = performance.now();
      const found = await exact(query, limit, filter);
      times.push(performance.now() - started);
      answers.push(new Set(found));
    }
    truth.answers.push(answers);
    truth.times.push(timed(name, times));
  }
  return truth;
}

function timed(name: string, times: readonly number[]): Timed {
  return { name, firstMillis: times[0] ?? 0, p50: percentile(times, 50), p95: percentile(times, 95) };
}

export type Column = { name: string; cells: Map<string, string> };

/** Fills a way of searching and asks it. */
export async function measure(contestant: Contestant, count: number, truth: Truth): Promise<Column> {
  const cells = new Map<string, string>();
  const filling = performance.now();
  await contestant.fill();
  const filled = performance.now();
  cells.set(
    "photos filled in a second",
    Math.round((count * 1000) / (filled - filling)).toLocaleString("en"),
  );
  await contestant.settle();
  cells.set("then until the index is whole", `${((performance.now() - filled) / 1000).toFixed(1)} s`);
  for (const [number, { name, filter }] of cases.entries()) {
    for (const query of queries.slice(0, warmUps)) await contestant.search(query, limit, filter);
    const times: number[] = [];
    let [hits, wanted] = [0, 0];
    for (const [index, query] of queries.entries()) {
      const started = performance.now();
      const found = await contestant.search(query, limit, filter);
      times.push(performance.now() - started);
      const answer = truth.answers[number]?.[index] ?? new Set();
      hits += found.filter((sha256) => answer.has(sha256)).length;
      wanted += answer.size;
    }
    cells.set(`${name}: p50`, millis(percentile(times, 50)));
    cells.set(`${name}: p95`, millis(percentile(times, 95)));
    cells.set(`${name}: recall@${limit}`, (hits / wanted).toFixed(4));
  }
  cells.set("resident memory", megabytes(await contestant.residentBytes()));
  cells.set("on the disk", megabytes(await contestant.diskBytes()));
  return { name: contestant.name, cells };
}

function megabytes(bytes: number | undefined): string {
  return bytes === undefined ? "not told" : `${Math.round(bytes / 1e6)} MB`;
}
