import { join } from "node:path";
import { ShoeboxError } from "../../errors.ts";
import type { CaptionerEntry, ModelFileRole } from "../manifest/schema.ts";

/** A captioner on disk, with all that running it takes. Plain data: it travels to the process that runs it. */
export interface CaptioningModel {
  entry: CaptionerEntry;
  /** Absolute. */
  directory: string;
}

/** What a captioner says of a picture. */
export interface Sentence {
  text: string;
  /** How likely it names what can be seen, 0 to 1; null where nobody measured this model. */
  confidence: number | null;
}

/** A model that is loaded and writes sentences. */
export interface Captioner {
  /**
   * @param pixels uint8 [batchSize, height, width, 3] at the model's input size, sRGB
   * @returns for each picture what can be said of it, the likeliest first; as many as the model weighs against each other
   * @throws MODEL_CORRUPT
   */
  caption(pixels: Uint8Array): Promise<Sentence[][]>;
  close(): Promise<void>;
}

/** Names model and revision: what another key wrote is written anew. */
export function captionerKeyOf({ entry: { id, revision } }: Pick<CaptioningModel, "entry">): string {
  return `${id}@${revision}`;
}

/** Absolute; undefined where the model has no such file. */
export function captionerFile(
  { entry, directory }: CaptioningModel,
  role: ModelFileRole,
): string | undefined {
  const file = entry.files.find((one) => one.role === role);
  return file && join(directory, file.path);
}

/** Absolute. @throws MODEL_CORRUPT where the description names none */
export function requiredCaptionerFile(model: CaptioningModel, role: ModelFileRole): string {
  const path = captionerFile(model, role);
  if (path !== undefined) return path;
  const message = `The description of the model ${model.entry.id} names no file as its ${role}.`;
  throw new ShoeboxError("MODEL_CORRUPT", message);
}
