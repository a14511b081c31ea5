import { join } from "node:path";

/** The manifest of tests: a small model that knows drawings, so that no test waits for a large one. */
export const testModelsDirectory = join(import.meta.dirname, "../models");

/** What makes every core of a test run use it, in this process and in those it starts. */
export const testModelsEnvironment = { SHOEBOX_MODELS: testModelsDirectory };

/** The same, and one that writes captions of drawings: a library has them only where a test says so. */
export const captionModelsDirectory = join(testModelsDirectory, "with-captioner");

export const captionModelsEnvironment = { SHOEBOX_MODELS: captionModelsDirectory };
