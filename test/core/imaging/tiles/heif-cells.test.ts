import { describe, expect, test } from "vitest";
import { withOpenPicture } from "../../../../src/core/imaging/decoders/index.ts";
import { openHeifCells } from "../../../../src/core/imaging/tiles/heif-cells.ts";
import { cardGrid, cardSize } from "../../../helpers/heic-grid.ts";

interface Rgb {
  data: Buffer;
  width: number;
  height: number;
}

async function asOpened(bytes: Uint8Array): Promise<Rgb> {
  const wanted = { shortSide: Number.POSITIVE_INFINITY, longSide: Number.POSITIVE_INFINITY };
  return withOpenPicture(bytes, { format: "heic", wanted }, async ({ pixels }) => {
    const { data, info } = await pixels.removeAlpha().raw().toBuffer({ resolveWithObject: true });
    return { data, width: info.width, height: info.height };
  });
}

function inRows(bytes: Uint8Array): Rgb {
  const cells = openHeifCells(bytes);
  if (!cells) throw new Error("It has no cells.");
  const data = Buffer.concat([...cells.rows()]);
  cells.free();
  return { data, width: cells.width, height: cells.height };
}

/** Whether a block of half a cell is of one colour, from the upper left on; those of a cell that lost a bit are not. */
function plainBlocks({ data, width, height }: Rgb, isOnItsSide: boolean): boolean[] {
  const side = { across: cardSize.width / 2, down: cardSize.height / 2 };
  const [across, down] = isOnItsSide ? [side.down, side.across] : [side.across, side.down];
  const blocks: boolean[] = [];
  for (let top = 0; top + down <= height; top += down) {
    for (let left = 0; left + across <= width; left += across) {
      let most = 0;
      for (let y = top + 8; y < top + down - 8; y += 4) {
        for (let x = left + 8; x < left + across - 8; x += 4) {
          const at = (y * width + x) * 3;
          for (let channel = 0; channel < 3; channel++) {
            const level = data[at + channel] ?? 0;
            most = Math.max(most, Math.min(level, 255 - level));
          }
        }
      }
      blocks.push(most < 32);
    }
  }
  return blocks;
}

describe("a HEIC of many cells, read a row of cells at a time", () => {
  test.each([0, 1, 2, 3])("is turned by %i quarters as the decoder turns the whole", async (turns) => {
    const bytes = await cardGrid({ columns: 4, rows: 2, turns });
    const [opened, read] = [await asOpened(bytes), inRows(bytes)];
    expect([read.width, read.height]).toEqual([opened.width, opened.height]);
    const isOnItsSide = turns % 2 === 1;
    const blocks = plainBlocks(read, isOnItsSide);
    expect(blocks).toEqual(plainBlocks(opened, isOnItsSide));
    expect(new Set(blocks)).toEqual(new Set([true, false]));
  });

  test.each([0, 1, 2, 3])(
    "is cut off at its edges as the decoder does it, turned by %i quarters",
    async (turns) => {
      const bytes = await cardGrid({ columns: 3, rows: 2, turns, cut: 100, isDamaged: false });
      const [opened, read] = [await asOpened(bytes), inRows(bytes)];
      expect([read.width, read.height]).toEqual([opened.width, opened.height]);
      expect(read.data.equals(opened.data)).toBe(true);
    },
  );
});
