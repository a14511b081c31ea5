import { discardHeifModule, type HeifModule, heifModule } from "../decoders/heif-module.ts";

/** The part of libheif's interface that decodes a grid a cell at a time (heif_tiling.h, heif_color.h). */
interface CellModule extends HeifModule {
  _heif_image_handle_get_image_tiling(error: number, handle: number, isTurned: number, tiling: number): void;
  _heif_image_handle_decode_image_tile(
    error: number,
    handle: number,
    image: number,
    colorspace: number,
    chroma: number,
    options: number,
    column: number,
    row: number,
  ): void;
  _heif_image_handle_get_luma_bits_per_pixel(handle: number): number;
  _heif_image_handle_has_alpha_channel(handle: number): number;
  _heif_image_handle_get_nclx_color_profile(error: number, handle: number, profile: number): void;
  _heif_nclx_color_profile_free(profile: number): void;
}

/** heif_colorspace_RGB, heif_chroma_interleaved_RGB and heif_channel_interleaved of libheif's heif.h. */
const rgb = 1;
const interleavedRgb = 10;
const interleaved = 10;

/** Offsets in words of a heif_image_tiling. */
const tilingWords = {
  columns: 1,
  rows: 2,
  cellWidth: 3,
  cellHeight: 4,
  width: 5,
  height: 6,
  top: 7,
  left: 8,
};
const tilingBytes = 128;

export interface HeifCells {
  width: number;
  height: number;
  /** ICC; sRGB where there is none. */
  profile: Uint8Array | undefined;
  /** Upright rows from the top down, a row of cells at a time: uint8 [rows, width, 3]. */
  rows(): Generator<Uint8Array<ArrayBuffer>>;
  free(): void;
}

/**
 * A HEIC of many cells, as phones write them, to be decoded a row of cells at a time: as a whole 48 megapixels take
 * 600 MB of memory, and 200 take 2 GB.
 * @returns undefined for any other: in one piece, of more than 8 bits, transparent, or of a gamut or range that code
 * points tell
 */
export function openHeifCells(bytes: Uint8Array): HeifCells | undefined {
  const module = heifModule() as CellModule;
  const context = module._heif_context_alloc();
  const data = module._malloc(bytes.length);
  /** Room for a heif_error (three words), a pointer, and a heif_image_tiling. */
  const scratch = module._malloc(32 + tilingBytes);
  const out = scratch + 16;
  let handle = 0;
  const free = () => {
    if (handle !== 0) module._heif_image_handle_release(handle);
    module._heif_context_free(context);
    module._free(data);
    module._free(scratch);
  };
  const call = (work: (error: number) => void) => {
    work(scratch);
    if (module.HEAP32[scratch >> 2] !== 0) throw new CellError();
  };
  try {
    module.HEAPU8.set(bytes, data);
    call((error) => module._heif_context_read_from_memory(error, context, data, bytes.length, 0));
    call((error) => module._heif_context_get_primary_image_handle(error, context, out));
    handle = module.HEAPU32[out >> 2] ?? 0;
    const profile = profileOf(module, handle, call);
    const isPlain =
      module._heif_image_handle_get_luma_bits_per_pixel(handle) === 8 &&
      module._heif_image_handle_has_alpha_channel(handle) === 0;
    const tiling = tilingOf(module, handle, { at: scratch + 32, call });
    const isUsual = profile !== undefined || hasUsualCodes(module, handle, { at: out, call });
    if (isPlain && isUsual && tiling.columns * tiling.rows > 1) {
      const { width, height } = tiling;
      return { width, height, profile, free, rows: () => rowsOf(module, handle, { tiling, out, call }) };
    }
    free();
  } catch (error) {
    if (!(error instanceof CellError)) discardHeifModule();
    else free();
  }
  return undefined;
}

/** What libheif says; the openers say it in words. */
class CellError extends Error {}

type Call = (work: (error: number) => void) => void;

function profileOf(module: CellModule, handle: number, call: Call): Uint8Array | undefined {
  const size = module._heif_image_handle_get_raw_color_profile_size(handle);
  if (size === 0) return undefined;
  const data = module._malloc(size);
  try {
    call((error) => module._heif_image_handle_get_raw_color_profile(error, handle, data));
    return module.HEAPU8.slice(data, data + size);
  } finally {
    module._free(data);
  }
}

/** Code points of ITU-T H.273 that mean what a screen shows: BT.709's primaries, its curve, BT.601's or sRGB's. */
const usualPrimaries = new Set([1, 2]);
const usualTransfers = new Set([1, 2, 6, 13]);

/** Also where there are none. */
function hasUsualCodes(
  module: CellModule,
  handle: number,
  { at, call }: { at: number; call: Call },
): boolean {
  try {
    call((error) => module._heif_image_handle_get_nclx_color_profile(error, handle, at));
  } catch {
    return true;
  }
  const codes = module.HEAPU32[at >> 2] ?? 0;
  const [, primaries = 2, transfer = 2] = module.HEAPU32.slice(codes >> 2, (codes >> 2) + 3);
  module._heif_nclx_color_profile_free(codes);
  return usualPrimaries.has(primaries) && usualTransfers.has(transfer);
}

type Tiling = Record<keyof typeof tilingWords, number>;

/** @throws CellError where cells stand over the picture's edge in a way that is not known here */
function tilingOf(module: CellModule, handle: number, { at, call }: { at: number; call: Call }): Tiling {
  call((error) => module._heif_image_handle_get_image_tiling(error, handle, 1, at));
  const words = Object.entries(tilingWords).map(([name, word]) => [name, module.HEAPU32[(at >> 2) + word]]);
  const told = Object.fromEntries(words) as Tiling;
  const { columns, rows, cellWidth, cellHeight, width, height, top, left } = told;
  return {
    ...told,
    top: standingOver(rows * cellHeight - height, cellHeight, top),
    left: standingOver(columns * cellWidth - width, cellWidth, left),
  };
}

/**
 * How much of the first cell is beyond the edge: nothing, or all that is too much, where the picture is turned. libheif
 * 1.23 then tells what is left of that cell instead.
 */
function standingOver(tooMuch: number, cell: number, told: number): number {
  if (told === 0 && tooMuch >= 0 && tooMuch < cell) return 0;
  if (told === tooMuch || told === cell - tooMuch) return tooMuch;
  throw new CellError();
}

interface RowsParts {
  tiling: Tiling;
  out: number;
  call: Call;
}

function* rowsOf(module: CellModule, handle: number, { tiling, out, call }: RowsParts) {
  const { columns, rows, cellWidth, cellHeight, width, height, top, left } = tiling;
  for (let row = 0; row < rows; row++) {
    const first = Math.max(0, row * cellHeight - top);
    const end = Math.min(height, (row + 1) * cellHeight - top);
    const data = new Uint8Array(width * 3 * Math.max(0, end - first));
    for (let column = 0; column < columns; column++) {
      call((error) =>
        module._heif_image_handle_decode_image_tile(error, handle, out, rgb, interleavedRgb, 0, column, row),
      );
      const image = module.HEAPU32[out >> 2] ?? 0;
      try {
        const plane = module._heif_image_get_plane_readonly(image, interleaved, out);
        const stride = module.HEAPU32[out >> 2] ?? 0;
        const from = Math.max(0, column * cellWidth - left);
        const to = Math.min(width, (column + 1) * cellWidth - left);
        const skipped = (from - (column * cellWidth - left)) * 3;
        for (let y = first; y < end; y++) {
          const start = plane + (y - (row * cellHeight - top)) * stride + skipped;
          data.set(module.HEAPU8.subarray(start, start + (to - from) * 3), ((y - first) * width + from) * 3);
        }
      } finally {
        module._heif_image_release(image);
      }
    }
    yield data;
  }
}
