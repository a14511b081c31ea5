import { join } from "node:path";
import type { ModelCheck } from "../../../../contract/models.ts";
import { isShoeboxError, ShoeboxError } from "../../../errors.ts";
import type { ModelEntry } from "../../manifest/schema.ts";
import type { InstalledModel } from "../installed-models.ts";
import { verifyFiles } from "../verify-files.ts";

/**
 * Loads a model that is not in use, and uses it on pinned examples as the app would.
 * @returns what a person should know of one that runs; null where all is well. Nothing to refuse a model for: it may
 *   know another world than the examples
 * @throws MODEL_MISSING, MODEL_CORRUPT for one that cannot be used; the signal's reason
 */
export type TryOut = (model: InstalledModel, signal?: AbortSignal) => Promise<string | null>;

export interface ModelReport {
  files: ModelCheck["files"];
  /** Why it cannot be used; null where it can. */
  failure: ShoeboxError | null;
  /** Of a model that can be used. */
  doubt: string | null;
}

/** Compares a model's files with what they should be, then tries it. */
export async function checkModel(
  model: InstalledModel,
  tryOut: TryOut,
  signal?: AbortSignal,
): Promise<ModelReport> {
  const files = await verifyFiles(model.entry, model.directory, signal);
  const failure = failureOfFiles(files, model);
  if (failure) return { files, failure, doubt: null };
  try {
    return { files, failure: null, doubt: await tryOut(model, signal) };
  } catch (error) {
    signal?.throwIfAborted();
    return { files, failure: asFailure(error, model), doubt: null };
  }
}

/** The report as the API tells it. */
export function modelCheckOf({ id }: ModelEntry, { files, failure, doubt }: ModelReport): ModelCheck {
  if (failure) return { id, files, works: false, trouble: { code: failure.code, message: failure.message } };
  const trouble = doubt === null ? null : { code: "MODEL_CORRUPT" as const, message: doubt };
  return { id, files, works: doubt === null, trouble };
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
