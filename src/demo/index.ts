export { captionsOf, heldOutCaptionOf, shortCaptionsOf } from "./captions.ts";
export {
  type LabelledFile,
  planDuplicateSet,
  turnedTransformations,
} from "./duplicates/plan.ts";
export { writeDuplicateSet } from "./duplicates/write.ts";
export {
  type PlannedCopy,
  type PlannedOriginal,
  type PlannedPhoto,
  planDemoLibrary,
} from "./library/plan.ts";
export { captionsFileName, type DemoPhoto, type WriteOptions, writeDemoLibrary } from "./library/write.ts";
export { type Random, randomFrom } from "./random.ts";
export { type PictureSize, renderScene, sceneSvg } from "./render.ts";
export { groupsOf, randomScene, type Scene, type SceneObject } from "./scene.ts";
