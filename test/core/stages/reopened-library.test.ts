import { join } from "node:path";
import { expect, test } from "vitest";
import { index, openCore } from "../../helpers/core.ts";
import { jpeg, put } from "../../helpers/pictures.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";

// Photos that had come in since the stages were entered were taken for new when the library was opened again: all that
// was written about them was read a second time.
test("what was done to photos as they came in is not done again when the library is opened again", async () => {
  const [libraryDirectory, folder] = [await temporaryDirectory(), await temporaryDirectory()];
  for (const number of [1, 2, 3]) await put(join(folder, `${number}.jpg`), await jpeg(number));
  const first = await openCore({ libraryDirectory });
  await index(first, folder);
  await first.close();
  const again = await openCore({ libraryDirectory });
  const { catalog } = again.context.services;
  for (const name of ["words", "metadata"]) {
    expect(catalog.stages.counts(name)).toEqual({ done: 3, left: 0, failed: 0, unwanted: 0 });
  }
});
