/** How a TIFF's first picture lies in its file. Source of tags and codes: TIFF 6.0 and its technical notes. */
export interface TiffLayout {
  isLittleEndian: boolean;
  width: number;
  height: number;
  bitsPerSample: number;
  /** 1 unsigned, 2 signed, 3 floating point. */
  sampleFormat: number;
  samplesPerPixel: number;
  /** 0 grey, white is zero; 1 grey; 2 RGB; others are not of numbers alone. */
  photometric: number;
  compression: number;
  predictor: number;
  /** Each channel in blocks of its own. */
  isPlanar: boolean;
  /** Of the first sample beyond the colours: 1 alpha, multiplied in; 2 alpha. */
  extraSample: number;
  orientation: number;
  isTiled: boolean;
  blockWidth: number;
  blockHeight: number;
  blockStarts: readonly number[];
  blockLengths: readonly number[];
  profile: Uint8Array | undefined;
}

const tags = {
  width: 256,
  height: 257,
  bitsPerSample: 258,
  compression: 259,
  photometric: 262,
  stripStarts: 273,
  orientation: 274,
  samplesPerPixel: 277,
  rowsPerStrip: 278,
  stripLengths: 279,
  planar: 284,
  predictor: 317,
  tileWidth: 322,
  tileHeight: 323,
  tileStarts: 324,
  tileLengths: 325,
  extraSamples: 338,
  sampleFormat: 339,
  profile: 34675,
};

/** Bytes of each of TIFF's types, BigTIFF's too. */
const typeSizes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8];
const mostEntries = 4096;

/** Undefined for what is no TIFF, and for a first directory that is not there or has no picture. */
export function readTiffLayout(bytes: Uint8Array): TiffLayout | undefined {
  if (bytes.length < 16 || (bytes[0] !== 0x49 && bytes[0] !== 0x4d)) return undefined;
  const directory = new Directory(bytes);
  const { one, all } = directory;
  const [width, height] = [one(tags.width, 0), one(tags.height, 0)];
  const isTiled = directory.has(tags.tileStarts);
  const blockStarts = all(isTiled ? tags.tileStarts : tags.stripStarts);
  if (width === 0 || height === 0 || blockStarts.length === 0) return undefined;
  return {
    isLittleEndian: directory.isLittleEndian,
    width,
    height,
    bitsPerSample: one(tags.bitsPerSample, 1),
    sampleFormat: one(tags.sampleFormat, 1),
    samplesPerPixel: one(tags.samplesPerPixel, 1),
    photometric: one(tags.photometric, 1),
    compression: one(tags.compression, 1),
    predictor: one(tags.predictor, 1),
    isPlanar: one(tags.planar, 1) === 2,
    extraSample: one(tags.extraSamples, 0),
    orientation: one(tags.orientation, 1),
    isTiled,
    blockWidth: isTiled ? one(tags.tileWidth, 0) : width,
    blockHeight: isTiled ? one(tags.tileHeight, 0) : Math.min(one(tags.rowsPerStrip, height), height),
    blockStarts,
    blockLengths: all(isTiled ? tags.tileLengths : tags.stripLengths),
    profile: directory.bytesOf(tags.profile),
  };
}

interface Entry {
  type: number;
  count: number;
  start: number;
}

/** The first directory of a TIFF or BigTIFF; what lies outside the file is not there. */
class Directory {
  readonly isLittleEndian: boolean;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #entries = new Map<number, Entry>();

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.isLittleEndian = bytes[0] === 0x49;
    const isBig = this.#number(2, 3) === 43;
    const [countSize, entrySize, valueAt] = isBig ? [8, 20, 12] : [2, 12, 8];
    const at = isBig ? this.#number(8, 16) : this.#number(4, 4);
    const count = Math.min(isBig ? this.#number(at, 16) : this.#number(at, 3), mostEntries);
    for (let index = 0; index < count; index++) {
      const entryAt = at + countSize + index * entrySize;
      const type = this.#number(entryAt + 2, 3);
      const values = this.#number(entryAt + 4, isBig ? 16 : 4);
      const isInside = (typeSizes[type] ?? 0) * values <= entrySize - valueAt;
      const start = isInside ? entryAt + valueAt : this.#number(entryAt + valueAt, isBig ? 16 : 4);
      this.#entries.set(this.#number(entryAt, 3), { type, count: values, start });
    }
  }

  readonly has = (tag: number): boolean => this.#entries.has(tag);

  readonly one = (tag: number, otherwise: number): number => {
    const entry = this.#entries.get(tag);
    return entry && entry.count > 0 ? this.#number(entry.start, entry.type) : otherwise;
  };

  readonly all = (tag: number): number[] => {
    const { type, count, start } = this.#entries.get(tag) ?? { type: 0, count: 0, start: 0 };
    const size = typeSizes[type] ?? 0;
    if (size === 0 || start + size * count > this.#bytes.length) return [];
    return Array.from({ length: count }, (_, index) => this.#number(start + index * size, type));
  };

  bytesOf(tag: number): Uint8Array | undefined {
    const { count, start } = this.#entries.get(tag) ?? { count: 0, start: 0 };
    return count > 0 && start + count <= this.#bytes.length
      ? this.#bytes.slice(start, start + count)
      : undefined;
  }

  #number(at: number, type: number): number {
    const size = typeSizes[type] ?? 0;
    if (size === 0 || at < 0 || at + size > this.#bytes.length) return 0;
    if (type === 3) return this.#view.getUint16(at, this.isLittleEndian);
    if (type === 4 || type === 13) return this.#view.getUint32(at, this.isLittleEndian);
    if (type === 9) return this.#view.getInt32(at, this.isLittleEndian);
    if (type === 11) return this.#view.getFloat32(at, this.isLittleEndian);
    if (type === 12) return this.#view.getFloat64(at, this.isLittleEndian);
    if (type >= 16) return Number(this.#view.getBigUint64(at, this.isLittleEndian));
    return this.#view.getUint8(at);
  }
}
