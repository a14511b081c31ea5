import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import type { Core } from "../../../src/core/index.ts";
import { projectDirectory } from "../../helpers/command-line.ts";
import { index, openCore } from "../../helpers/core.ts";
import { formatFixtures } from "../../helpers/format-samples.ts";

/** Real files that break photo software; too large and too mixed in licence to be part of this repository. */
const corpus = join(projectDirectory, "..", "shared", "corpus");

async function rowsOf(path: string): Promise<string[][]> {
  const lines = (await readFile(path, "utf8")).trim().split("\n");
  return lines.filter((line) => !line.startsWith("#")).map((line) => line.split("\t"));
}

/** What this project does not read though a peer does, and why. */
const known = new Set([
  // One of the alpha's tiles stands in the colours' grid too. libheif 1.15 laid it there in grey; libheif since 1.19
  // and libavif, whose own test of refusal it is, call the file invalid, and no browser shows it.
  "formats/AOMediaCodec+libavif/color_grid_alpha_grid_tile_shared_in_dimg.avif",
  // It ends where its first pixel would begin: the peers show a grey area, here it is TRUNCATED.
  "formats/python-pillow+Pillow/ultrahdr.jpg",
  // A sidecar, which ImageMagick calls a picture: counted as one.
  "metadata/MikeKovarik+exifr/sidecar/IMG_5910.xmp",
]);

/** Sizes of the photos in the library by the path of each of their files in the corpus. */
async function sizesOf(core: Core): Promise<Map<string, string>> {
  const { assetIds } = await core.client.photos.timeline({});
  const bytes = Buffer.from(assetIds, "base64");
  const sizes = new Map<string, string>();
  for (let at = 0; at < bytes.length; at += 4) {
    const { files, width, height } = await core.client.photos.details({ assetId: bytes.readUInt32LE(at) });
    for (const { path } of files) sizes.set(relative(corpus, path), `${width}x${height}`);
  }
  return sizes;
}

async function indexCorpus(): Promise<void> {
  const core = await openCore();
  const { ledger, state } = await index(core, corpus);
  expect(state).toBe("done");
  const { found, indexed, duplicate, skipped, failed } = ledger;
  expect(found).toBe(indexed + duplicate + skipped + failed);

  const sizes = await sizesOf(core);
  const problems = new Map<string, string>();
  for (let offset = 0, page = 1000; page === 1000; offset += 1000) {
    const answer = await core.client.problems.list({ limit: 1000, offset });
    page = answer.problems.length;
    for (const { path, code } of answer.problems) problems.set(relative(corpus, path), code);
  }
  const manifest = (await rowsOf(join(corpus, "MANIFEST.tsv"))).slice(1);
  const files = manifest.map(([path = ""]) => path);
  expect(files.filter((path) => !sizes.has(path) && !problems.has(path) && !known.has(path))).toEqual([]);

  const expected = await rowsOf(join(formatFixtures, "corpus-sizes.tsv"));
  const wrong = expected
    .filter(([path = "", size]) => !known.has(path) && sizes.get(path) !== size)
    .map(([path = "", size]) => `${path}: ${size} expected, ${sizes.get(path) ?? problems.get(path)} found`);
  expect(wrong).toEqual([]);
  const decodedByPeers = manifest.filter(
    ([path = "", , , , , , , ...peers]) => /^(formats|metadata)\//.test(path) && peers.includes("ok"),
  );
  const read = decodedByPeers.filter(([path = ""]) => sizes.has(path));
  console.log(
    `Corpus: ${read.length} of ${decodedByPeers.length} that a peer decodes; ${JSON.stringify(ledger)}`,
  );
  expect(decodedByPeers.length - read.length).toBeLessThanOrEqual(known.size);
}

describe("the corpus of files that break photo software", () => {
  if (existsSync(join(corpus, "MANIFEST.tsv"))) {
    it("is indexed: what a peer decodes with the right size, the rest with a code", indexCorpus, 1_500_000);
  } else {
    it("DID NOT RUN: it is not on this machine", () => {
      console.warn(`NOT TESTED: there is no corpus at ../shared/corpus, so nothing was indexed from it.`);
    });
  }
});
