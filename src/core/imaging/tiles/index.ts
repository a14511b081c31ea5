/** A photo's own pixels, a tile at a time: where tiles lie, making all sizes of a picture, cutting one tile out. */
export { type CutTask, cutTile } from "./cut-tile.ts";
export {
  levelsOf,
  type Orientation,
  pyramidBytes,
  storedRectangle,
  tileRectangle,
  uprightSize,
} from "./geometry.ts";
export { makePyramid, type Pyramid, type PyramidTask } from "./make-pyramid.ts";
