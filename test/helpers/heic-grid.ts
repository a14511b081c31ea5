import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { box } from "./boxes.ts";

/** One cell of a grid, coded. */
interface Cell {
  /** What the decoder has to know. */
  configuration: Buffer;
  /** Of each cell in its order, or one for all. */
  data: readonly Uint8Array[];
  width: number;
  height: number;
}

interface GridOptions {
  columns: number;
  rows: number;
  /** Quarter turns against the clock. */
  turns?: number;
  /** So much of the cells is beyond the right and the lower edge. */
  cut?: number;
  /** Every third cell has lost a bit, by which one cell is told from the next. */
  isDamaged?: boolean;
}

const gridItem = 1;

/** Of the picture in test/fixtures/formats/thumbnail.heic. */
export const cardSize = { width: 640, height: 480 };

/** A HEIC as phones write it: a grid of HEVC pictures, here all of the same test card. */
export async function cardGrid(options: GridOptions): Promise<Buffer> {
  const file = await readFile(join(import.meta.dirname, "../fixtures/formats/thumbnail.heic"));
  const whole = primaryData(file);
  const odd = Buffer.from(whole);
  const at = Math.floor(odd.length / 4);
  odd.writeUInt8(odd.readUInt8(at) ^ 0x10, at);
  const data = options.isDamaged === false ? [whole] : [odd, whole, whole];
  return gridOf({ configuration: boxOf(file, "hvcC"), data, ...cardSize }, options);
}

/** Source: ISO/IEC 23008-12, 6.6.2.3 (grid) and 9.3 (ipma), and 14496-12, 8.11 (meta). */
function gridOf(cell: Cell, { columns, rows, turns = 0, cut = 0 }: GridOptions): Buffer {
  const [width, height] = [columns * cell.width - cut, rows * cell.height - cut];
  const grid = Buffer.concat([Buffer.of(0, 1, rows - 1, columns - 1), uint32(width, height)]);
  // Each cell is an item of its own: no item may be referred to twice.
  const cells = Array.from({ length: columns * rows }, (_, at) => gridItem + 1 + at);
  const properties = box(
    "ipco",
    cell.configuration,
    fullBox("ispe", 0, 0, uint32(cell.width, cell.height)),
    fullBox("ispe", 0, 0, uint32(width, height)),
    box("irot", Buffer.of(turns)),
  );
  const associations = fullBox(
    "ipma",
    0,
    0,
    uint32(1 + cells.length),
    Buffer.concat([uint16(gridItem), Buffer.of(2, 3, 0x84)]),
    ...cells.map((item) => Buffer.concat([uint16(item), Buffer.of(2, 0x81, 2)])),
  );
  const items = [
    fullBox("infe", 2, 0, uint16(gridItem, 0), Buffer.from("grid\0", "latin1")),
    ...cells.map((item) => fullBox("infe", 2, 1, uint16(item, 0), Buffer.from("hvc1\0", "latin1"))),
  ];
  const starts = cell.data.map((_, at) =>
    cell.data.slice(0, at).reduce((sum, { length }) => sum + length, grid.length),
  );
  const place = (item: number, at: number, length: number) =>
    Buffer.concat([uint16(item, 0, 1), uint32(at, length)]);
  const meta = (dataAt: number) =>
    fullBox(
      "meta",
      0,
      0,
      fullBox("hdlr", 0, 0, uint32(0), Buffer.from("pict", "latin1"), Buffer.alloc(13)),
      fullBox("pitm", 0, 0, uint16(gridItem)),
      fullBox("iinf", 0, 0, uint16(items.length), ...items),
      fullBox("iref", 0, 0, box("dimg", uint16(gridItem, cells.length, ...cells))),
      box("iprp", properties, associations),
      fullBox(
        "iloc",
        0,
        0,
        Buffer.of(0x44, 0),
        uint16(items.length),
        place(gridItem, dataAt, grid.length),
        ...cells.map((item, at) => {
          const which = at % cell.data.length;
          return place(item, dataAt + (starts[which] ?? 0), cell.data[which]?.length ?? 0);
        }),
      ),
    );
  const type = box("ftyp", Buffer.from("heic\0\0\0\0mif1heic", "latin1"));
  const dataAt = type.length + meta(0).length + 8;
  return Buffer.concat([type, meta(dataAt), box("mdat", grid, ...cell.data)]);
}

function fullBox(type: string, version: number, flags: number, ...content: Uint8Array[]): Buffer {
  return box(type, Buffer.of(version, 0, 0, flags), ...content);
}

function uint16(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  for (const [at, value] of values.entries()) bytes.writeUInt16BE(value, at * 2);
  return bytes;
}

function uint32(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [at, value] of values.entries()) bytes.writeUInt32BE(value, at * 4);
  return bytes;
}

/** A whole box, found by its type alone. */
function boxOf(file: Buffer, type: string): Buffer {
  const at = file.indexOf(type, 0, "latin1") - 4;
  return file.subarray(at, at + file.readUInt32BE(at));
}

/** Of the first item that `iloc` lists (version 0): as heif-enc writes it. */
function primaryData(file: Buffer): Buffer {
  const iloc = boxOf(file, "iloc");
  const sizes = iloc.readUInt8(12);
  const [offsetSize, lengthSize, baseSize] = [sizes >> 4, sizes & 15, iloc.readUInt8(13) >> 4];
  const at = 16 + 4;
  const extent = at + baseSize + 2;
  const start = iloc.readUIntBE(at, baseSize) + (offsetSize === 0 ? 0 : iloc.readUIntBE(extent, offsetSize));
  return file.subarray(start, start + iloc.readUIntBE(extent + offsetSize, lengthSize));
}
