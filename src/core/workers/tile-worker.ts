import { move } from "piscina";
import sharp from "sharp";
import type { FileProblem } from "../imaging/problem.ts";
import { isDecoderBroken } from "../imaging/problem.ts";
import {
  type CutTask,
  cutTile,
  makePyramid,
  type Pyramid,
  type PyramidTask,
} from "../imaging/tiles/index.ts";

// Rows are read and written one after the other: more threads would only hold more of them.
sharp.concurrency(1);
sharp.cache(false);

export async function make(task: PyramidTask): Promise<Pyramid | { problem: FileProblem }> {
  try {
    return await makePyramid(task);
  } catch (error) {
    // A decoder that trapped cannot be trusted with the next picture: the thread ends, the pool starts another.
    if (isDecoderBroken(error)) setImmediate(() => process.exit(1));
    throw error;
  }
}

/** A PNG. */
export async function cut(task: CutTask): Promise<unknown> {
  return move(await cutTile(task));
}
