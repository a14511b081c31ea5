import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { factsOf } from "../test/helpers/facts-of.ts";
import { columnRows, factsRows } from "./finding/facts-rows.ts";
import { filteredRows } from "./finding/filtered-rows.ts";
import { openLibraryOfMany } from "./finding/library-of-many.ts";
import type { BenchOptions } from "./options.ts";
import type { Row } from "./table.ts";
import { withTemporaryDirectory } from "./temporary.ts";

const sizes = { quick: 10_000, usual: 100_000, large: 1_000_000 };

/** Filters, facets, orders and filtered search on a library of so many photos. */
export async function findingRows({ size }: BenchOptions): Promise<Row[]> {
  const count = sizes[size];
  return withTemporaryDirectory(async (directory) => {
    const libraryDirectory = join(directory, "library");
    await mkdir(libraryDirectory);
    // An index of a million takes the hour that `vectors --large` is for.
    const hasVectors = size !== "large";
    const library = await openLibraryOfMany(libraryDirectory, count, { hasVectors });
    const rows: Row[] = [{ name: `${count.toLocaleString("en")} photos`, value: "" }];
    rows.push(...(await columnRows(library.catalog)));
    const facts = factsOf(library.catalog);
    rows.push(...(await factsRows(facts, { millis: count > 100_000 ? 150 : 50 })));
    if (hasVectors) rows.push(...(await filteredRows(library, facts, directory)));
    const { rss } = process.memoryUsage();
    rows.push({ name: "memory of the process", value: `${Math.round(rss / 1e6)} MB` });
    library.catalog.close();
    return rows;
  });
}
