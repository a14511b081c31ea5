import type { Catalog } from "../../src/core/catalog/index.ts";
import { FactKeeper } from "../../src/core/facts/fact-keeper.ts";
import type { Facts } from "../../src/core/facts/index.ts";
import type { QueryFilter } from "../../src/core/vectors/query-filter.ts";
import { millis, type Row } from "../table.ts";
import { asNew } from "./as-new.ts";
import { longestPause, timed } from "./timed.ts";

const rare: QueryFilter = { kind: "is", field: "keyword", values: ["rare"] };
const several: QueryFilter = {
  kind: "all",
  of: [
    { kind: "is", field: "keyword", values: ["dog", "snow"] },
    { kind: "range", field: "rating", from: 3 },
    { kind: "takenAt", from: "2010", before: "2019" },
    { kind: "not", of: { kind: "is", field: "camera", values: ["Maker 0 Pixel 7"] } },
    { kind: "any", of: [{ kind: "is", field: "place", values: ["Lisbon"] }, { kind: "isFavorite" }] },
  ],
};

const filters: { name: string; filter: QueryFilter | undefined }[] = [
  { name: "none", filter: undefined },
  { name: "one keyword", filter: rare },
  { name: "six conditions", filter: several },
  { name: "a folder", filter: { kind: "is", field: "folder", values: ["/photos/2010"] } },
  { name: "names, IMG_12*", filter: { kind: "named", pattern: "IMG_12*" } },
  { name: "names, *99*", filter: { kind: "named", pattern: "*99*" } },
  {
    name: "500 km around a place",
    filter: { kind: "near", latitude: 10, longitude: 20, radiusMeters: 500_000 },
  },
];

/** The columns themselves: how long they take to be read, and how much room. */
export async function columnRows(catalog: Catalog): Promise<Row[]> {
  const keeper = new FactKeeper(catalog);
  const started = performance.now();
  const pause = await longestPause(() => keeper.current());
  const { rows, byteLength } = await keeper.current();
  return [
    { name: "columns read for the first time", value: millis(performance.now() - started) },
    { name: "longest without a turn for others", value: millis(pause) },
    { name: "columns, bytes a photo", value: (byteLength / rows).toFixed(0) },
  ];
}

/** What is asked of them: photos of a filter, in an order, and counts. */
export async function factsRows(facts: Facts, aims: { millis: number }): Promise<Row[]> {
  const rows: Row[] = [];
  await facts.ready();
  for (const { name, filter } of filters) {
    const { shown } = await timed(() => facts.select(asNew(filter)));
    rows.push({ name: `photos of a filter (${name}): p50, p95`, value: shown });
  }
  const all = (await facts.select(undefined)).ids();
  for (const order of ["date", "name", "size", "rating"] as const) {
    const { shown } = await timed(() => facts.sorted(all, order), { rounds: 5, warmUps: 1 });
    rows.push({ name: `all in order (${order}): p50, p95`, value: shown });
  }
  for (const { name, filter } of filters.slice(0, 4)) {
    const countedFor = async () => undefined;
    const { shown } = await timed(
      () => facts.facets({ filter: asNew(filter), countedFor, valuesPerField: 12 }),
      { rounds: 20 },
    );
    rows.push({ name: `facets (${name}): p50, p95`, value: shown, aim: `${aims.millis} ms` });
  }
  return rows;
}
