import { holdsSequence } from "../boxes.ts";
import { declaredColourSpace } from "../colour/declared.ts";
import { toSrgb } from "../colour/to-srgb.ts";
import { discardHeifModule, type HeifModule, heifModule } from "./heif-module.ts";
import {
  checkPixels,
  type OpenOptions,
  type OpenPicture,
  PixelLimitError,
  serves,
  UnsupportedFeatureError,
  type WantedPixels,
} from "./open-picture.ts";
import { type RawPixels, sharpFrom } from "./raw-pixels.ts";

/** heif_colorspace_RGB, heif_chroma_interleaved_RGBA, its sibling of 16 bits, and heif_channel_interleaved: heif.h. */
const rgb = 1;
const interleavedRgba = 11;
const interleavedRgba16 = 15;
const interleaved = 10;

/**
 * HEIC through libheif. A phone's picture holds a small one of itself: decoding that takes a hundredth of the time of
 * the whole, and it serves when it is large enough. Turning and mirroring (`irot`, `imir`) and the tiles of a grid are
 * libheif's work. HDR and wide gamuts that are told by code points (`nclx`) become sRGB here, from all of their bits.
 */
export async function openHeif(bytes: Uint8Array, { wanted }: OpenOptions): Promise<OpenPicture> {
  try {
    return { ...read(bytes, wanted), isAnimated: holdsSequence(bytes) };
  } catch (error) {
    if (isOfFile(error)) throw error;
    discardHeifModule();
    throw new HeifError(`libheif failed: ${String(error)}`);
  }
}

function read(bytes: Uint8Array, wanted: WantedPixels): OpenPicture {
  const reader = new HeifReader(heifModule(), bytes);
  try {
    return readFrom(reader, wanted);
  } catch (error) {
    if (isOfFile(error)) reader.free();
    throw error;
  }
}

/** libheif's own errors leave it whole; anything else comes from its memory or from running out of it. */
function isOfFile(error: unknown): boolean {
  return [HeifError, PixelLimitError, UnsupportedFeatureError].some((kind) => error instanceof kind);
}

function readFrom(reader: HeifReader, wanted: WantedPixels): OpenPicture {
  const size = reader.sizeOf(reader.primary);
  checkPixels(size);
  const thumbnail = reader.thumbnails().find((handle) => serves(reader.sizeOf(handle), size, wanted));
  const raw = reader.decode(thumbnail ?? reader.primary);
  reader.free();
  return {
    ...size,
    isAnimated: false,
    pixelSource: thumbnail === undefined ? "full" : "embedded-thumbnail",
    pixels: sharpFrom(raw),
    pixelWidth: raw.width,
    pixelHeight: raw.height,
  };
}

class HeifError extends Error {}

/** One file in libheif's memory; everything taken from it is given back by `free`, or when the reading fails. */
class HeifReader {
  readonly primary: number;
  readonly #module: HeifModule;
  readonly #bytes: Uint8Array;
  readonly #context: number;
  readonly #data: number;
  /** Room for a heif_error (three words) and for what a call gives back. */
  readonly #scratch: number;
  readonly #handles: number[] = [];

  constructor(module: HeifModule, bytes: Uint8Array) {
    this.#module = module;
    this.#bytes = bytes;
    this.#context = module._heif_context_alloc();
    this.#data = module._malloc(bytes.length);
    this.#scratch = module._malloc(64);
    module.HEAPU8.set(bytes, this.#data);
    try {
      this.#call((error) =>
        module._heif_context_read_from_memory(error, this.#context, this.#data, bytes.length, 0),
      );
      this.primary = this.#handle((error, out) =>
        module._heif_context_get_primary_image_handle(error, this.#context, out),
      );
    } catch (error) {
      if (isOfFile(error)) this.free();
      throw error;
    }
  }

  #call(work: (error: number) => void): void {
    work(this.#scratch);
    const [code = 0, subcode = 0] = this.#module.HEAP32.slice(this.#scratch >> 2, (this.#scratch >> 2) + 2);
    if (code !== 0) throw heifError(code, subcode);
  }

  #handle(work: (error: number, out: number) => void): number {
    const out = this.#scratch + 16;
    this.#call((error) => work(error, out));
    const handle = this.#module.HEAPU32[out >> 2] ?? 0;
    this.#handles.push(handle);
    return handle;
  }

  sizeOf(handle: number): { width: number; height: number } {
    return {
      width: this.#module._heif_image_handle_get_width(handle),
      height: this.#module._heif_image_handle_get_height(handle),
    };
  }

  thumbnails(): number[] {
    const module = this.#module;
    const count = Math.min(4, module._heif_image_handle_get_number_of_thumbnails(this.primary));
    const ids = this.#scratch + 32;
    const found = module._heif_image_handle_get_list_of_thumbnail_IDs(this.primary, ids, count);
    // A copy: whatever asks libheif for more memory detaches what looks at it.
    return [...module.HEAPU32.slice(ids >> 2, (ids >> 2) + found)].map((id) =>
      this.#handle((error, out) => module._heif_image_handle_get_thumbnail(error, this.primary, id, out)),
    );
  }

  decode(handle: number): RawPixels {
    const module = this.#module;
    const out = this.#scratch + 16;
    const isDeep = module._heif_image_handle_get_luma_bits_per_pixel(handle) > 8;
    const chroma = isDeep ? interleavedRgba16 : interleavedRgba;
    this.#call((error) => module._heif_decode_image(error, handle, out, rgb, chroma, 0));
    const image = module.HEAPU32[out >> 2] ?? 0;
    try {
      const width = module._heif_image_get_width(image, interleaved);
      const height = module._heif_image_get_height(image, interleaved);
      const profile = this.#profileOf(this.primary);
      const space = declaredColourSpace("heic", this.#bytes, profile);
      const fullCode = isDeep
        ? 2 ** module._heif_image_get_bits_per_pixel_range(image, interleaved) - 1
        : 255;
      const codes = this.#codes(image, { width, height, isDeep });
      const size = { width, height, channels: 4 } as const;
      if (space) return { ...size, data: toSrgb({ data: codes, channels: 4, fullCode }, space) };
      return { ...size, data: isDeep ? levelsOf(codes, fullCode) : codes, profile };
    } finally {
      module._heif_image_release(image);
    }
  }

  /** [height, width, 4] */
  #codes(image: number, { width, height, isDeep }: CodesWanted): Uint8Array | Uint16Array {
    const module = this.#module;
    const out = this.#scratch + 16;
    const plane = module._heif_image_get_plane_readonly(image, interleaved, out);
    const stride = module.HEAPU32[out >> 2] ?? 0;
    const rowBytes = width * 4 * (isDeep ? 2 : 1);
    const bytes = new Uint8Array(rowBytes * height);
    for (let row = 0; row < height; row++) {
      const start = plane + row * stride;
      bytes.set(module.HEAPU8.subarray(start, start + rowBytes), row * rowBytes);
    }
    return isDeep ? new Uint16Array(bytes.buffer) : bytes;
  }

  #profileOf(handle: number): Uint8Array | undefined {
    const module = this.#module;
    const size = module._heif_image_handle_get_raw_color_profile_size(handle);
    if (size === 0) return undefined;
    const data = module._malloc(size);
    try {
      this.#call((error) => module._heif_image_handle_get_raw_color_profile(error, handle, data));
      return module.HEAPU8.slice(data, data + size);
    } finally {
      module._free(data);
    }
  }

  free(): void {
    for (const handle of this.#handles) this.#module._heif_image_handle_release(handle);
    this.#module._heif_context_free(this.#context);
    this.#module._free(this.#data);
    this.#module._free(this.#scratch);
  }
}

interface CodesWanted {
  width: number;
  height: number;
  isDeep: boolean;
}

/** uint8 */
function levelsOf(codes: Uint8Array | Uint16Array, fullCode: number): Uint8Array {
  return Uint8Array.from(codes, (code) => Math.round((code * 255) / fullCode));
}

/** heif_error_code and heif_suberror_code of libheif's heif_error.h, as far as a reader meets them. */
const codes = { invalidInput: 2, unsupportedFileType: 3, unsupportedFeature: 4, outOfMemory: 6, plugin: 11 };
const endOfData = 100;
const securityLimit = 1000;

function heifError(code: number, subcode: number): Error {
  const number = `libheif's error ${code}.${subcode}`;
  if ([codes.unsupportedFileType, codes.unsupportedFeature, codes.plugin].includes(code)) {
    return new UnsupportedFeatureError(`libheif cannot decode what it is made with (${number})`);
  }
  if (subcode === securityLimit) return new HeifError(`It is too large for libheif (${number}).`);
  if (code === codes.invalidInput && subcode === endOfData) {
    return new HeifError(`The data end too early: truncated (${number}).`);
  }
  return new HeifError(`libheif could not decode it (${number}).`);
}
