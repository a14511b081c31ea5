import { renameSync } from "node:fs";
import { rename } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { rulesSchema } from "../../../src/contract/cleaning.ts";
import type { Core } from "../../../src/core/index.ts";
import { index, openCore } from "../../helpers/core.ts";
import { copyDocument, render, renderings } from "../../helpers/documents/renderings.ts";
import { drawDocument, templates } from "../../helpers/documents/templates.ts";
import { put } from "../../helpers/pictures.ts";
import { sharedCases } from "../../helpers/shared-cases.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";

const careless = rulesSchema.parse({ tiers: ["identical", "same-picture"], minConfidence: 0 });

/** What was written in a file, by its name: "letter 1 scan messenger.jpg". */
const contentOf = (path: string) => path.split("/").at(-1)?.split(" ").slice(0, 2).join(" ");

async function groupsOf(core: Core): Promise<string[][]> {
  const { groups } = await core.client.duplicates.list({});
  return groups
    .filter(({ tier }) => tier !== "same-moment")
    .map(({ members }) => members.map(({ path }) => path.split("/").at(-1) ?? "").sort());
}

async function writeDocuments(directory: string, names: readonly string[]): Promise<void> {
  for (const template of templates.filter(({ name }) => names.includes(name))) {
    for (const content of [1, 2, 3]) {
      const document = await drawDocument(template, content);
      for (const rendering of renderings) {
        const file = await render(document, rendering, `${template.name} ${content}`);
        const name = `${template.name} ${content} ${rendering}`;
        await put(join(directory, `${name}.jpg`), file);
        if (content !== 1) continue;
        await put(join(directory, `${name} messenger.jpg`), await copyDocument(file, "messenger"));
      }
    }
  }
}

test("documents of one form are no copies of each other, scanned or photographed; what a messenger made of one is", async () => {
  const directory = await temporaryDirectory();
  await writeDocuments(directory, ["boarding-pass", "label"]);
  const core = await openCore();
  await index(core, directory);
  await core.compareAll();
  const groups = await groupsOf(core);
  for (const names of groups) expect([...new Set(names.map(contentOf))]).toHaveLength(1);
  for (const name of ["boarding-pass 1", "label 1"]) {
    for (const rendering of renderings) {
      const copies = [`${name} ${rendering}.jpg`, `${name} ${rendering} messenger.jpg`];
      expect(groups.filter((names) => copies.every((copy) => names.includes(copy)))).toHaveLength(1);
    }
  }
  // Not even rules that ask for everything move anything but copies.
  const { moves } = await core.client.duplicates.preview({ rules: careless });
  for (const { path, keptPath } of moves) expect(contentOf(path)).toBe(contentOf(keptPath));
});

/** Indexed, and looked at in vain. */
async function documentsOnDiskThatIsAway() {
  const directory = join(await temporaryDirectory(), "disk");
  await writeDocuments(directory, ["boarding-pass"]);
  const core = await openCore();
  await index(core, directory);
  await rename(directory, `${directory} away`);
  await core.compareAll();
  return { core, comesBack: () => renameSync(`${directory} away`, directory) };
}

test("a document whose original cannot be read now is called no copy, and is looked at again when it can", async () => {
  const { core, comesBack } = await documentsOnDiskThatIsAway();
  expect(await groupsOf(core)).toEqual([]);
  comesBack();
  await core.context.services.places.refresh();
  await core.compareAll();
  const groups = await groupsOf(core);
  expect(groups.flat().filter((name) => name.includes("messenger"))).toHaveLength(renderings.length);
  for (const names of groups) expect([...new Set(names.map(contentOf))]).toHaveLength(1);
});

test("a disk that comes back while its documents are looked at again is there for all of them", async () => {
  const { core, comesBack } = await documentsOnDiskThatIsAway();

  const { places, duplicates } = core.context.services;
  const isRootOnline = places.isRootOnline.bind(places);
  // By then a pair of copies has been asked for in vain.
  const leastAsked = 30;
  let asked = 0;
  places.isRootOnline = (rootId) => {
    if (++asked === leastAsked) comesBack();
    return isRootOnline(rootId);
  };
  duplicates.finder.disksChanged();
  await core.compareAll();
  expect(asked).toBeGreaterThan(leastAsked);
  const groups = await groupsOf(core);
  expect(groups.flat().filter((name) => name.includes("messenger"))).toHaveLength(renderings.length);
});

test("of the documents among the shared cases no pair is a copy", async (context) => {
  const directory = await sharedCases("documents");
  if (!directory) return context.skip();
  const core = await openCore();
  await index(core, directory);
  await core.compareAll();
  expect(await groupsOf(core)).toEqual([]);
});
