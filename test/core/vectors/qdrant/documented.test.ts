import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { copyOf } from "../../../../src/core/vectors/qdrant/copy.ts";
import { mergeCopies } from "../../../../src/core/vectors/qdrant/merge-copies.ts";
import { indexesFor } from "../../../../src/core/vectors/qdrant/payload-indexes.ts";
import type { CollectionInfo } from "../../../../src/core/vectors/qdrant/types.ts";
import { projectDirectory } from "../../../helpers/command-line.ts";
import { plainFacts } from "../../../helpers/plain-facts.ts";

/** Of the table in docs/vector-stores.md: what is said of the index of each field. */
async function documentedFields(): Promise<Map<string, string>> {
  const page = await readFile(join(projectDirectory, "docs/vector-stores.md"), "utf8");
  const table = page.slice(page.indexOf("The **payload**"), page.indexOf("**Several libraries"));
  return new Map(
    [...table.matchAll(/^\| (`[^|]+?) +\| ([^|]*?) *\|/gm)].flatMap(([, names = "", index = ""]) =>
      [...names.matchAll(/`(\w+)`/g)].map(([, name = ""]): [string, string] => [name, index]),
    ),
  );
}

it("the page about vector stores names every field of the payload, and how it is indexed", async () => {
  const fields = await documentedFields();
  const indexes = indexesFor({ config: {} } as CollectionInfo);
  for (const [name, schema] of Object.entries(indexes)) {
    const index = typeof schema === "string" ? schema : schema.type;
    expect(fields.get(name)?.split(",")[0], name).toBe(index);
    const isOnDisk = typeof schema === "object" && "on_disk" in schema && schema.on_disk === true;
    expect(fields.get(name)?.includes("on disk"), name).toBe(isOnDisk);
  }
  const unindexed = [...fields].filter(([, index]) => index === "").map(([name]) => name);
  expect(unindexed.sort()).toEqual(["files", "taken_at_text", "thumbnail"]);
  const library = { id: "library", name: "Photos", machine: "here" };
  const copy = copyOf(plainFacts(1, { takenAt: "2019" }), library, { stamp: "", vectors: [] });
  for (const name of Object.keys(mergeCopies([copy]))) expect([...fields.keys()], name).toContain(name);
});
