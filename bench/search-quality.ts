import { fusingRows } from "./quality/fusing.ts";
import { withLabelledLibrary } from "./quality/labelled-library.ts";
import { lessOfThisRows, nothingButRows } from "./quality/less-of-this.ts";
import { likeThisButRows } from "./quality/like-this-but.ts";
import type { Row } from "./table.ts";
import { withTemporaryDirectory } from "./temporary.ts";

/** What is found, on a drawn library of which it is known what each photo shows; the shipped model. */
export async function qualityRows(): Promise<Row[]> {
  return withTemporaryDirectory((directory) =>
    withLabelledLibrary(directory, async (library) => [
      ...(await lessOfThisRows(library)),
      ...(await nothingButRows(library)),
      ...(await likeThisButRows(library)),
      ...(await fusingRows(library)),
    ]),
  );
}
