import { join } from "node:path";
import type { ModelCheck } from "../../../../contract/models.ts";
import { isShoeboxError, ShoeboxError } from "../../../errors.ts";
import type { EmbeddingEntry, ModelEntry } from "../../manifest/schema.ts";
import type { InstalledModel } from "../installed-models.ts";
import { verifyFiles } from "../verify-files.ts";
import { type Agreement, agreementOf } from "./agreement.ts";
import { drawExample, pinnedExamples } from "./pinned-examples.ts";
import { assertEmbeddings } from "./trial.ts";

/** A model that is loaded, with everything that photos and queries go through in the app. */
export interface ModelUnderTest {
  /**
   * @param pictures encoded, as files of photos are
   * @returns float32 [dimensions] each, of length 1
   */
  embedImages(pictures: readonly Uint8Array[]): Promise<readonly Float32Array[]>;
  /** @returns float32 [dimensions], of length 1 */
  embedText(text: string): Promise<Float32Array>;
  close(): Promise<void>;
}

/** One that finds photos by words. */
export type InstalledEmbedder = InstalledModel & { entry: EmbeddingEntry };

/** Loads a model that is not in use. @throws MODEL_MISSING, MODEL_CORRUPT */
export type OpenModel = (model: InstalledEmbedder) => Promise<ModelUnderTest>;

export interface ModelReport {
  files: ModelCheck["files"];
  /** Why it cannot be used; null where it can. */
  failure: ShoeboxError | null;
  /** null where it did not come so far. Nothing to refuse a model for: it may know another world than this one. */
  agreement: Agreement | null;
}

/** Compares a model's files with what they should be, then loads it and embeds the pinned examples. */
export async function checkModel(
  model: InstalledEmbedder,
  open: OpenModel,
  signal?: AbortSignal,
): Promise<ModelReport> {
  const files = await verifyFiles(model.entry, model.directory, signal);
  const failure = failureOfFiles(files, model);
  if (failure) return { files, failure, agreement: null };
  try {
    return { files, failure: null, agreement: await tryOut(model, open, signal) };
  } catch (error) {
    signal?.throwIfAborted();
    return { files, failure: asFailure(error, model), agreement: null };
  }
}

/** The report as the API tells it. */
export function modelCheckOf({ id }: ModelEntry, { files, failure, agreement }: ModelReport): ModelCheck {
  if (failure) return { id, files, works: false, trouble: { code: failure.code, message: failure.message } };
  const doubt = doubtOf(agreement);
  const trouble = doubt === null ? null : { code: "MODEL_CORRUPT" as const, message: doubt };
  return { id, files, works: doubt === null, trouble };
}

/** What a person should know of a model whose words do not fit its pictures; null where they do. */
export function doubtOf(agreement: Agreement | null): string | null {
  if (agreement === null || agreement.isBetterThanChance) return null;
  const { meanRank, chanceRank } = agreement;
  return (
    "It loads and runs, but of plain pictures and words for them it tells no more than chance would: the right words " +
    `come ${meanRank.toFixed(1)}th on average, by chance ${chanceRank.toFixed(1)}th of ${pinnedExamples.length}.`
  );
}

async function tryOut(model: InstalledEmbedder, open: OpenModel, signal?: AbortSignal): Promise<Agreement> {
  const loaded = await open(model);
  try {
    const drawings = await Promise.all(pinnedExamples.map(drawExample));
    const pictures = await loaded.embedImages(drawings);
    const texts: Float32Array[] = [];
    for (const { words } of pinnedExamples) {
      signal?.throwIfAborted();
      texts.push(await loaded.embedText(words));
    }
    assertEmbeddings(pictures, { count: drawings.length, kind: "pictures", ...model });
    assertEmbeddings(texts, { count: drawings.length, kind: "texts", ...model });
    return agreementOf(pictures, texts);
  } finally {
    await loaded.close();
  }
}

function failureOfFiles(files: ModelCheck["files"], { directory }: InstalledModel): ShoeboxError | null {
  const missing = files.find(({ state }) => state === "missing");
  const wrong = files.find(({ state }) => state === "wrong-size" || state === "wrong-contents");
  const file = missing ?? wrong;
  if (!file) return null;
  const path = join(directory, file.path);
  if (missing) return new ShoeboxError("MODEL_MISSING", `The model's file ${path} is missing.`, { path });
  const words =
    file.state === "wrong-size" ? "is not as long as it should be" : "has other contents than it should";
  return new ShoeboxError("MODEL_CORRUPT", `The model's file ${path} ${words}.`, { path });
}

function asFailure(error: unknown, { entry, directory }: InstalledModel): ShoeboxError {
  if (isShoeboxError(error)) return error;
  const reason = error instanceof Error ? error.message : String(error);
  const message = `The model ${entry.name} cannot be run: ${reason}`;
  return new ShoeboxError("MODEL_CORRUPT", message, { path: directory, cause: error });
}
