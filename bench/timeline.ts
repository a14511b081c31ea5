import { createCore } from "../src/core/index.ts";
import { fillLibrary } from "../test/helpers/fill-library.ts";
import { median, millis, type Row } from "./table.ts";
import { withTemporaryDirectory } from "./temporary.ts";

const photos = 100_000;

/** The one call that lays out the whole grid, through the contract's validation, as a page gets it. */
export async function timelineRows(): Promise<Row[]> {
  return withTemporaryDirectory(async (libraryDirectory) => {
    await fillLibrary({ libraryDirectory, count: photos });
    const core = await createCore({ libraryDirectory });
    const times: number[] = [];
    let sizeBytes = 0;
    for (let run = 0; run < 7; run++) {
      const started = performance.now();
      const timeline = await core.client.photos.timeline({});
      times.push(performance.now() - started);
      sizeBytes = JSON.stringify(timeline).length;
    }
    await core.close();
    return [
      {
        name: "whole timeline of 100,000 photos, first call",
        value: millis(times[0] ?? 0),
        aim: "under 300 ms",
      },
      { name: "whole timeline of 100,000 photos, median", value: millis(median(times)), aim: "under 300 ms" },
      { name: "its size", value: `${(sizeBytes / 1e6).toFixed(1)} MB` },
    ];
  });
}
