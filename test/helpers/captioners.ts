import { cp, open, readFile, truncate, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import {
  type CaptionerEntry,
  isCaptionerEntry,
  manifestSchema,
} from "../../src/core/models/manifest/schema.ts";
import { temporaryDirectory } from "./temporary.ts";
import { testModelsDirectory } from "./test-models.ts";

const withCaptioner = join(testModelsDirectory, "with-captioner");

export interface TestCaptioner {
  revision?: string;
  /** Below it nothing is said. */
  least?: number;
  /** false: a model that nobody measured. */
  isMeasured?: boolean;
}

/** Describes a captioner otherwise than it is in the folder. */
export type Describe = (captioner?: TestCaptioner) => Promise<void>;

/**
 * A folder of models with the captioner of tests, which says something of every picture here, unless it is told to be
 * surer of itself.
 * @returns the folder, and what describes the captioner otherwise, for whoever opens it next
 */
export async function captionerModels(
  first: TestCaptioner = {},
): Promise<{ directory: string; describe: Describe }> {
  const directory = await temporaryDirectory();
  const { models, ...manifest } = manifestSchema.parse(
    JSON.parse(await readFile(join(withCaptioner, "manifest.json"), "utf8")),
  );
  const describe: Describe = async (captioner = {}) => {
    const entries = models.map((entry) => {
      const { directory: folder = "" } = entry;
      const beside = { ...entry, directory: relative(directory, join(withCaptioner, folder)) };
      return isCaptionerEntry(beside) ? described(beside, captioner) : beside;
    });
    await writeFile(join(directory, "manifest.json"), JSON.stringify({ ...manifest, models: entries }));
  };
  await describe(first);
  return { directory, describe };
}

function described(entry: CaptionerEntry, { revision = "1", least = 0, isMeasured = true }: TestCaptioner) {
  const confidence = isMeasured ? { slope: 4, intercept: 3, least } : null;
  return { ...entry, revision, confidence };
}

/** From here on a file of this folder's captioner is cut off, or has other contents. */
export async function damageCaptioner(modelsDirectory: string, how: "cut" | "overwritten"): Promise<void> {
  const path = join(modelsDirectory, "manifest.json");
  const manifest = manifestSchema.parse(JSON.parse(await readFile(path, "utf8")));
  const captioner = manifest.models.find(isCaptionerEntry);
  if (!captioner) throw new Error("The manifest names no captioner.");
  await cp(join(modelsDirectory, captioner.directory ?? ""), join(modelsDirectory, "damaged"), {
    recursive: true,
  });
  captioner.directory = "damaged";
  const decoder = join(modelsDirectory, "damaged/onnx/text_decoder.onnx");
  if (how === "cut") await truncate(decoder, 1000);
  else {
    const file = await open(decoder, "r+");
    await file.write(Buffer.alloc(5000, 255), 0, 5000, 0);
    await file.close();
  }
  await writeFile(path, JSON.stringify(manifest));
}
