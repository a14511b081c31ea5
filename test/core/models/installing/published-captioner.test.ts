import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openCaptioner } from "../../../../src/core/models/captioners/open-captioner.ts";
import { describeOwnCaptioner } from "../../../../src/core/models/installing/import/describe-own-captioner.ts";
import { isCaptionerEntry } from "../../../../src/core/models/manifest/schema.ts";
import { startCaptioner } from "../../../../src/core/workers/captioner-process.ts";
import { expectInstalled, installStation } from "../../../helpers/install-station.ts";
import { type PublishedModel, sha256 } from "../../../helpers/published-model.ts";
import {
  captionersDirectory,
  type FamilyName,
  fixtureEntry,
  referencePixels,
  references,
} from "../../../helpers/transformers-captioner.ts";

/** The fixture of that family as if a hub had it; of the larger files the description knows the hashes. */
async function publishedFixture(family: FamilyName): Promise<PublishedModel> {
  const { answers: _, ...generation } = references[family][0] ?? expect.fail("There is no reference.");
  const entry = fixtureEntry(family, generation);
  const contents = await Promise.all(
    entry.files.map(
      async (file) => [file, await readFile(join(captionersDirectory, family, file.path))] as const,
    ),
  );
  return {
    entry: {
      ...entry,
      files: contents.map(([file, bytes]) =>
        bytes.length < 1000 ? file : { ...file, sizeBytes: bytes.length, sha256: sha256(bytes) },
      ),
    },
    files: Object.fromEntries(
      contents.map(([{ path }, bytes]) => [`/people/${entry.id}/resolve/main/${path}`, bytes]),
    ),
  };
}

test.each<FamilyName>(["florence2", "idefics3"])(
  "a captioner of the hub (%s) is brought, and writes what it is known to write, in a process of its own",
  async (family) => {
    const model = await publishedFixture(family);
    const station = await installStation([model]);
    expect(await station.install(model.entry.id)).toBeNull();
    await expectInstalled(station, model);
    const installed = await station.installed.find(model.entry.id);
    if (!installed || !isCaptionerEntry(installed.entry)) expect.fail("It is not installed as a captioner.");
    const captioner = startCaptioner({ entry: installed.entry, directory: installed.directory });
    onTestFinished(() => captioner.close());
    const pixels = referencePixels(family);
    const bytes = pixels.length / references.pictures.length;
    const pictures = references.pictures.map((_, index) => pixels.slice(index * bytes, (index + 1) * bytes));
    const texts = references[family][0]?.answers.map(({ text }) => text.replace(/\s+/g, " ").trim());
    expect((await captioner.caption(pictures)).map(([sentence]) => sentence?.text)).toEqual(texts);
  },
);

test.each<FamilyName>(["florence2", "idefics3"])(
  "a folder of one's own (%s) is described so that it writes",
  async (family) => {
    const directory = join(captionersDirectory, family);
    const entry = await describeOwnCaptioner(directory);
    const { width, height } = fixtureEntry(family).input;
    expect(entry).toMatchObject({ family, input: { width, height } });
    const captioner = await openCaptioner({ entry, directory }, 1);
    const sentences = await captioner.caption(referencePixels(family));
    await captioner.close();
    expect(sentences.flat().map(({ text }) => text.length > 0)).toEqual([true, true, true, true]);
  },
);
