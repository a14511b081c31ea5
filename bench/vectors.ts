import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { quantizations } from "../src/core/vectors/qdrant/plan-settings.ts";
import type { BenchOptions } from "./options.ts";
import { millis, type Row, sideBySide } from "./table.ts";
import { withTemporaryDirectory } from "./temporary.ts";
import { embedded, exact } from "./vectors/embedded.ts";
import { openFilledLibrary } from "./vectors/filled-library.ts";
import { type Column, measure, truthOf } from "./vectors/measure.ts";
import { qdrant } from "./vectors/qdrant.ts";
import { benchServer } from "./vectors/server.ts";
import { wholeIngestRows } from "./vectors/whole-ingest.ts";

const sizes = { quick: 10_000, usual: 100_000, large: 1_000_000 };

const noServer: Row = {
  name: "Qdrant",
  value: "not measured: SHOEBOX_QDRANT_BINARY and SHOEBOX_QDRANT_TEST_URL name no server",
};

/** The embedded store and Qdrant, with and without quantization, on the same photos. */
export async function vectorsRows({ size }: BenchOptions): Promise<Row[]> {
  const count = sizes[size];
  return withTemporaryDirectory(async (directory) => {
    const [libraryDirectory, indexDirectory] = [join(directory, "library"), join(directory, "index")];
    await mkdir(libraryDirectory);
    await mkdir(indexDirectory);
    const library = await openFilledLibrary(libraryDirectory, count);
    const truth = await truthOf(exact(library));
    const columns: Column[] = [];
    const run = async (contestant: Parameters<typeof measure>[0]) => {
      columns.push(await measure(contestant, count, truth));
      await contestant.close();
    };
    await run(embedded(library, indexDirectory));
    let hasServer = false;
    for (const quantization of quantizations) {
      // Each has a server of its own where one can be started: memory and files are then nobody else's.
      const server = await benchServer(join(directory, `qdrant ${quantization}`));
      if (!server) break;
      hasServer = true;
      await run(await qdrant(library, server, quantization));
      await server.end();
    }
    library.catalog.close();
    const server = await benchServer(join(directory, "qdrant for ingest"));
    const ingest = server ? await wholeIngestRows(directory, server) : [];
    await server?.end();
    return [
      { name: `${count.toLocaleString("en")} photos`, value: "" },
      ...sideBySide(columns),
      ...(hasServer ? [] : [noServer]),
      ...truth.times.map(({ name, firstMillis, p50, p95 }) => ({
        name: `exact search over the catalog, ${name}: first, p50, p95`,
        value: [firstMillis, p50, p95].map(millis).join(", "),
      })),
      ...ingest,
    ];
  });
}
