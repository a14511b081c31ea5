import { TruncatedError, UnsupportedFeatureError } from "../decoders/open-picture.ts";
import type { TiffLayout } from "./layout.ts";
import { undoPredictor } from "./predictor.ts";
import { sampleReader } from "./samples.ts";
import { unpackBlock } from "./unpack.ts";

/** A sample's place and value: integers as shares of the most they can hold, floats as they are. */
export type TakeSample = (pixel: number, channel: number, value: number) => void;

/** No way of packing but Zstandard's makes more than this of a byte. */
const mostUnpackedOfOne = 4096;

interface Block {
  left: number;
  top: number;
  /** The only channel that it holds; undefined for all of them. */
  channel: number | undefined;
  index: number;
}

/**
 * Gives every sample of a TIFF's first picture, block by block: no more than one of them is in memory.
 * @param everyBlocks 1 for all of them
 * @throws TruncatedError, UnsupportedFeatureError, and what is wrong with packed data
 */
export function readSamples(
  bytes: Uint8Array,
  layout: TiffLayout,
  take: TakeSample,
  { everyBlocks = 1 } = {},
): void {
  const blocks = blocksOf(layout);
  checkBlocks(bytes, layout, blocks.length);
  for (let index = 0; index < blocks.length; index += everyBlocks) {
    readBlock(bytes, layout, blocks[index] as Block, take);
  }
}

function blocksOf({
  width,
  height,
  blockWidth,
  blockHeight,
  isPlanar,
  samplesPerPixel,
}: TiffLayout): Block[] {
  const blocks: Block[] = [];
  for (const channel of isPlanar ? Array.from({ length: samplesPerPixel }, (_, at) => at) : [undefined]) {
    for (let top = 0; top < height; top += blockHeight) {
      for (let left = 0; left < width; left += blockWidth) {
        blocks.push({ left, top, channel, index: blocks.length });
      }
    }
  }
  return blocks;
}

/** @throws TruncatedError where less is there than the directory says */
function checkBlocks(bytes: Uint8Array, { blockStarts, blockLengths }: TiffLayout, count: number): void {
  if (blockStarts.length < count || blockLengths.length < count) throw new TruncatedError();
  for (let index = 0; index < count; index++) {
    if ((blockStarts[index] as number) + (blockLengths[index] as number) > bytes.length)
      throw new TruncatedError();
  }
}

function readBlock(
  bytes: Uint8Array,
  layout: TiffLayout,
  { left, top, channel, index }: Block,
  take: TakeSample,
): void {
  const read = sampleReader(layout);
  if (!read) throw new UnsupportedFeatureError("its numbers are of a kind that is not read");
  const { width, height, blockWidth, bitsPerSample, isLittleEndian, isTiled } = layout;
  const rows = isTiled ? layout.blockHeight : Math.min(layout.blockHeight, height - top);
  const samples = channel === undefined ? layout.samplesPerPixel : 1;
  const size = bitsPerSample / 8;
  const length = rows * blockWidth * samples * size;
  const start = layout.blockStarts[index] as number;
  const packed = bytes.subarray(start, start + (layout.blockLengths[index] as number));
  if (length > (packed.length + 64) * mostUnpackedOfOne) throw new TruncatedError();
  const block = unpackBlock(packed, layout.compression, length);
  if (block.length < length) throw new TruncatedError();
  undoPredictor(block, layout, blockWidth * samples, samples);
  const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
  const columns = Math.min(blockWidth, width - left);
  for (let row = 0; row < Math.min(rows, height - top); row++) {
    let at = row * blockWidth * samples * size;
    let pixel = (top + row) * width + left;
    for (let column = 0; column < columns; column++, pixel++) {
      for (let sample = 0; sample < samples; sample++, at += size) {
        take(pixel, channel ?? sample, read(view, at, isLittleEndian));
      }
    }
  }
}
