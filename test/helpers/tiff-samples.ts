import { deflateSync, zstdCompressSync } from "node:zlib";

export type SampleKind = "f16" | "f32" | "f64" | "u8" | "u16" | "u32" | "u64" | "i8" | "i16" | "i32";

export interface TiffSampleOptions {
  width: number;
  height: number;
  kind: SampleKind;
  /** 3 colours, 1 grey; more are alpha. */
  channels: 1 | 2 | 3 | 4;
  /** Of the sample at a place: for floats as it is, for integers a share of the most. */
  value(x: number, y: number, channel: number): number;
  isBigEndian?: boolean;
  isPlanar?: boolean;
  isBig?: boolean;
  tile?: number;
  rowsPerStrip?: number;
  compression?: "none" | "lzw" | "deflate" | "zstd" | "packbits";
  predictor?: 1 | 2 | 3;
  /** 1 multiplied in, 2 not. */
  extraSample?: 1 | 2;
  profile?: Uint8Array;
  orientation?: number;
  /** 0: white is zero. */
  photometric?: 0 | 1 | 2;
}

const compressions = { none: 1, lzw: 5, deflate: 8, packbits: 32_773, zstd: 50_000 };
const formats = { u: 1, i: 2, f: 3 };

/** A TIFF of numbers, in any of the ways in which programs write them. Source: TIFF 6.0, BigTIFF, Photoshop's notes. */
export function sampleTiff(options: TiffSampleOptions): Buffer {
  const { width, height, kind, channels, isBigEndian = false, isPlanar = false, tile } = options;
  const { compression = "none", predictor = 1, rowsPerStrip = height, isBig = false } = options;
  const bits = Number(kind.slice(1));
  const colours = channels >= 3 ? 3 : 1;
  const blockWidth = tile ?? width;
  const blockHeight = tile ?? rowsPerStrip;
  const blocks: Buffer[] = [];
  for (const channel of isPlanar ? Array.from({ length: channels }, (_, at) => at) : [undefined]) {
    for (let top = 0; top < height; top += blockHeight) {
      for (let left = 0; left < width; left += blockWidth) {
        const rows = tile ?? Math.min(blockHeight, height - top);
        blocks.push(packed(blockOf(options, { left, top, rows, blockWidth, channel }), compression));
      }
    }
  }
  const writer = new DirectoryWriter(isBigEndian, isBig);
  const starts: number[] = [];
  for (const block of blocks) starts.push(writer.append(block));
  const lengths = blocks.map(({ length }) => length);
  writer.add(256, "long", [width]);
  writer.add(257, "long", [height]);
  writer.add(258, "short", Array(channels).fill(bits));
  writer.add(259, "short", [compressions[compression]]);
  writer.add(262, "short", [options.photometric ?? (colours === 3 ? 2 : 1)]);
  if (!tile) writer.add(273, "long", starts);
  writer.add(274, "short", [options.orientation ?? 1]);
  writer.add(277, "short", [channels]);
  if (!tile) {
    writer.add(278, "long", [rowsPerStrip]);
    writer.add(279, "long", lengths);
  }
  writer.add(284, "short", [isPlanar ? 2 : 1]);
  if (predictor > 1) writer.add(317, "short", [predictor]);
  if (tile) {
    writer.add(322, "long", [tile]);
    writer.add(323, "long", [tile]);
    writer.add(324, "long", starts);
    writer.add(325, "long", lengths);
  }
  if (channels > colours) writer.add(338, "short", [options.extraSample ?? 2]);
  writer.add(339, "short", Array(channels).fill(formats[kind[0] as keyof typeof formats]));
  if (options.profile) writer.add(34_675, "bytes", [...options.profile]);
  return writer.finish();
}

interface BlockPlace {
  left: number;
  top: number;
  rows: number;
  blockWidth: number;
  channel: number | undefined;
}

function blockOf(options: TiffSampleOptions, { left, top, rows, blockWidth, channel }: BlockPlace): Buffer {
  const { kind, channels, width, height, value, isBigEndian = false, predictor = 1 } = options;
  const size = Number(kind.slice(1)) / 8;
  const within = channel === undefined ? Array.from({ length: channels }, (_, at) => at) : [channel];
  const rowSamples = blockWidth * within.length;
  const block = Buffer.alloc(rows * rowSamples * size);
  const view = new DataView(block.buffer, block.byteOffset, block.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < blockWidth; column++) {
      within.forEach((one, index) => {
        const [x, y] = [Math.min(left + column, width - 1), Math.min(top + row, height - 1)];
        const at = (row * rowSamples + column * within.length + index) * size;
        writeSample(view, at, kind, value(x, y, one), !isBigEndian);
      });
    }
    const line = block.subarray(row * rowSamples * size, (row + 1) * rowSamples * size);
    if (predictor === 2) takeDifferences(line, size, within.length, isBigEndian);
    if (predictor === 3) sortBytes(line, size, within.length, isBigEndian);
  }
  return block;
}

function writeSample(
  view: DataView,
  at: number,
  kind: SampleKind,
  value: number,
  isLittleEndian: boolean,
): void {
  const share = (most: number) => Math.round(value * most);
  const writers: Record<SampleKind, () => void> = {
    f16: () => view.setFloat16(at, value, isLittleEndian),
    f32: () => view.setFloat32(at, value, isLittleEndian),
    f64: () => view.setFloat64(at, value, isLittleEndian),
    u8: () => view.setUint8(at, share(0xff)),
    u16: () => view.setUint16(at, share(0xffff), isLittleEndian),
    u32: () => view.setUint32(at, share(0xffffffff), isLittleEndian),
    u64: () => view.setBigUint64(at, BigInt(share(2 ** 53 - 1)) << 11n, isLittleEndian),
    i8: () => view.setInt8(at, share(0x7f)),
    i16: () => view.setInt16(at, share(0x7fff), isLittleEndian),
    i32: () => view.setInt32(at, share(0x7fffffff), isLittleEndian),
  };
  writers[kind]();
}

/** Predictor 2, from the end to the start so that nothing has to be kept. */
function takeDifferences(line: Buffer, size: number, samples: number, isBigEndian: boolean): void {
  const read = (at: number) =>
    Array.from({ length: size }, (_, index) => line[at + (isBigEndian ? size - 1 - index : index)] as number)
      .reverse()
      .reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  for (let at = line.length - size; at >= samples * size; at -= size) {
    let difference = BigInt.asUintN(size * 8, read(at) - read(at - samples * size));
    for (let index = 0; index < size; index++, difference >>= 8n) {
      line[at + (isBigEndian ? size - 1 - index : index)] = Number(difference & 255n);
    }
  }
}

/** Predictor 3. */
function sortBytes(line: Buffer, size: number, samples: number, isBigEndian: boolean): void {
  const count = line.length / size;
  const sorted = new Uint8Array(line.length);
  for (let index = 0; index < count; index++) {
    for (let byte = 0; byte < size; byte++) {
      sorted[byte * count + index] = line[index * size + (isBigEndian ? byte : size - 1 - byte)] as number;
    }
  }
  for (let at = 0; at < line.length; at++) {
    line[at] = (sorted[at] as number) - (at >= samples ? (sorted[at - samples] as number) : 0);
  }
}

function packed(block: Buffer, compression: keyof typeof compressions): Buffer {
  if (compression === "deflate") return deflateSync(block);
  if (compression === "zstd") return zstdCompressSync(block);
  if (compression === "lzw") return packedByLzw(block);
  return compression === "packbits" ? packedByBits(block) : block;
}

/** Runs where there are any, single bytes else. */
function packedByBits(block: Buffer): Buffer {
  const packed: number[] = [];
  for (let at = 0; at < block.length; ) {
    let run = 1;
    while (run < 128 && block[at + run] === block[at]) run++;
    packed.push(run > 1 ? 257 - run : 0, block[at] as number);
    at += run;
  }
  return Buffer.from(packed);
}

/** TIFF 6.0, section 13, "The Algorithm". */
function packedByLzw(block: Buffer): Buffer {
  const bits: number[] = [];
  let [held, heldBits] = [0, 0];
  let table = new Map<string, number>();
  let next = 258;
  const put = (code: number) => {
    const width = next <= 511 ? 9 : next <= 1023 ? 10 : next <= 2047 ? 11 : 12;
    held = (held << width) | code;
    for (heldBits += width; heldBits >= 8; heldBits -= 8) bits.push((held >> (heldBits - 8)) & 255);
    held &= 2 ** heldBits - 1;
  };
  const codeOf = (string: string) => (string.length === 1 ? string.charCodeAt(0) : (table.get(string) ?? 0));
  put(256);
  let string = "";
  for (const byte of block) {
    const longer = string + String.fromCharCode(byte);
    if (longer.length === 1 || table.has(longer)) {
      string = longer;
      continue;
    }
    put(codeOf(string));
    table.set(longer, next++);
    string = String.fromCharCode(byte);
    if (next === 4094) {
      put(256);
      [table, next] = [new Map(), 258];
    }
  }
  if (string) put(codeOf(string));
  next++;
  put(257);
  if (heldBits > 0) bits.push((held << (8 - heldBits)) & 255);
  return Buffer.from(bits);
}

/** A file's head, its data, and at the end its only directory. */
class DirectoryWriter {
  readonly #parts: Buffer[] = [];
  readonly #entries: { tag: number; type: "short" | "long" | "bytes"; values: number[] }[] = [];
  readonly #isBigEndian: boolean;
  readonly #isBig: boolean;
  #length: number;

  constructor(isBigEndian: boolean, isBig: boolean) {
    this.#isBigEndian = isBigEndian;
    this.#isBig = isBig;
    this.#length = isBig ? 16 : 8;
  }

  append(bytes: Buffer): number {
    const start = this.#length;
    const even = bytes.length % 2 === 0 ? bytes : Buffer.concat([bytes, Buffer.alloc(1)]);
    this.#parts.push(even);
    this.#length += even.length;
    return start;
  }

  add(tag: number, type: "short" | "long" | "bytes", values: number[]): void {
    this.#entries.push({ tag, type, values });
  }

  finish(): Buffer {
    const [inline, wordBytes] = this.#isBig ? [8, 8] : [4, 4];
    const directory = this.#entries.map(({ tag, type, values }) => {
      const [code, size] = { short: [3, 2], long: [4, 4], bytes: [7, 1] }[type] as [number, number];
      const data = Buffer.concat(values.map((value) => this.#number(value, size)));
      const place =
        data.length <= inline
          ? Buffer.concat([data, Buffer.alloc(inline - data.length)])
          : this.#number(this.append(data), wordBytes);
      return Buffer.concat([
        this.#number(tag, 2),
        this.#number(code, 2),
        this.#number(values.length, wordBytes),
        place,
      ]);
    });
    const count = this.#number(directory.length, this.#isBig ? 8 : 2);
    const start = this.append(Buffer.concat([count, ...directory, Buffer.alloc(wordBytes)]));
    const mark = Buffer.from(this.#isBigEndian ? "MM" : "II");
    const head = this.#isBig
      ? [mark, this.#number(43, 2), this.#number(8, 2), this.#number(0, 2), this.#number(start, 8)]
      : [mark, this.#number(42, 2), this.#number(start, 4)];
    return Buffer.concat([...head, ...this.#parts]);
  }

  #number(value: number, size: number): Buffer {
    const bytes = Buffer.alloc(size);
    for (let index = 0; index < size; index++) {
      bytes[this.#isBigEndian ? size - 1 - index : index] = Math.floor(value / 2 ** (8 * index)) % 256;
    }
    return bytes;
  }
}
