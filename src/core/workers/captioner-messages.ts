import type { Trouble } from "../errors.ts";
import type { CaptioningModel, Sentence } from "../models/captioners/captioner.ts";

/** To the process that runs a captioner: the model first, and once; then pictures, each after the answer to the last. */
export type CaptionerTask =
  | { model: CaptioningModel; threads: number }
  /** uint8 [batchSize, height, width, 3] */
  | { pixels: Uint8Array };

/** An error's code does not survive the way between processes: it goes as a value. */
export type CaptionerAnswer =
  | { isLoaded: true }
  /** Of each picture, the likeliest first. */
  | { sentences: Sentence[][] }
  | { trouble: Trouble & { path: string | undefined } };
