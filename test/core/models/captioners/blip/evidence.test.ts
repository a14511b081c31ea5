import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadEvidence } from "../../../../../src/core/models/captioners/blip/evidence.ts";
import { confidenceOf } from "../../../../../src/core/models/captioners/confidence.ts";
import { readManifest } from "../../../../../src/core/models/manifest/read-manifest.ts";
import { projectDirectory } from "../../../../helpers/command-line.ts";
import { shippedCaptioner } from "../../../../helpers/shipped-captioner.ts";

const said = { tokens: [5, 7, 8, 9, 3], logProbability: -4, logProbabilities: [-1.5, -0.5, -1.2, -0.8] };

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "shoebox-"));
});

afterEach(() => rm(directory, { recursive: true, force: true }));

async function evidenceWith(things: string) {
  const shipped = shippedCaptioner(await readManifest(join(projectDirectory, "models")));
  await writeFile(join(directory, "things.json"), things);
  return loadEvidence({ ...shipped, directory }, 1);
}

describe("how sure a sentence is", () => {
  it("is told by the surest thing that it names, however many words are easily said", async () => {
    expect((await evidenceWith("[7, 9]"))(said)).toBe(-1.2);
    expect((await evidenceWith("[8]"))(said)).toBe(-0.5);
  });

  it("is not sure at all where no thing is named", async () => {
    const rule = { of: "things", slope: 1, intercept: 9, least: 0.5 } as const;
    expect(confidenceOf((await evidenceWith("[1]"))(said), rule)).toBe(0);
  });

  it("is the mean of its tokens where a model does not know what things are", async () => {
    const { entry } = shippedCaptioner(await readManifest(join(projectDirectory, "models")));
    const evidence = await loadEvidence({ entry: { ...entry, confidence: null }, directory }, 1);
    expect(evidence(said)).toBe(-1);
  });

  it.each(["", "{}", "[-1]", '["dog"]'])("refuses a list of things that is none: %s", async (things) => {
    await expect(evidenceWith(things)).rejects.toMatchObject({ code: "MODEL_CORRUPT" });
  });
});
