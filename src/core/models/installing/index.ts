/** Models on their way into a library: downloads, imports, checks, and what lies there. The only room with a network. */
export { checkModel, type ModelReport, modelCheckOf, type TryOut } from "./check/check-model.ts";
export { embeddingTrial, type ModelUnderTest } from "./check/embedding-trial.ts";
export { drawExample, pinnedExamples } from "./check/pinned-examples.ts";
export { describeOwn } from "./import/describe-own.ts";
export { type ImportOptions, importModel } from "./import/import-model.ts";
export {
  type BrokenModel,
  type InstalledModel,
  InstalledModels,
  type KnownModels,
} from "./installed-models.ts";
export { ModelInstaller, type ModelInstallerOptions } from "./model-installer.ts";
export { verifyFiles } from "./verify-files.ts";
