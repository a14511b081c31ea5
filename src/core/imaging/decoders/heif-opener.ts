import { holdsSequence } from "../boxes.ts";
import { discardHeifModule, type HeifModule, heifModule } from "./heif-module.ts";
import {
  checkPixels,
  type OpenOptions,
  type OpenPicture,
  PixelLimitError,
  serves,
  type WantedPixels,
} from "./open-picture.ts";
import { type RawPixels, sharpFrom } from "./raw-pixels.ts";

/** heif_colorspace_RGB, heif_chroma_interleaved_RGBA and heif_channel_interleaved of libheif's heif.h. */
const rgb = 1;
const interleavedRgba = 11;
const interleaved = 10;

/**
 * HEIC through libheif. A phone's picture holds a small one of itself: decoding that takes a hundredth of the time of
 * the whole, and it serves when it is large enough. Turning and mirroring (`irot`, `imir`) and the tiles of a grid are
 * libheif's work; 10 bits come out as 8.
 */
export async function openHeif(bytes: Uint8Array, { wanted }: OpenOptions): Promise<OpenPicture> {
  try {
    return { ...read(bytes, wanted), isAnimated: holdsSequence(bytes) };
  } catch (error) {
    // libheif's own errors leave it whole; anything else comes from its memory or from running out of it.
    if (error instanceof HeifError || error instanceof PixelLimitError) throw error;
    discardHeifModule();
    throw new HeifError(`libheif failed: ${String(error)}`);
  }
}

function read(bytes: Uint8Array, wanted: WantedPixels): OpenPicture {
  const reader = new HeifReader(heifModule(), bytes);
  try {
    return readFrom(reader, wanted);
  } catch (error) {
    if (error instanceof HeifError || error instanceof PixelLimitError) reader.free();
    throw error;
  }
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
  readonly #context: number;
  readonly #data: number;
  /** Room for a heif_error (three words) and for what a call gives back. */
  readonly #scratch: number;
  readonly #handles: number[] = [];

  constructor(module: HeifModule, bytes: Uint8Array) {
    this.#module = module;
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
      if (error instanceof HeifError) this.free();
      throw error;
    }
  }

  #call(work: (error: number) => void): void {
    work(this.#scratch);
    const [code = 0, subcode = 0] = this.#module.HEAP32.subarray(
      this.#scratch >> 2,
      (this.#scratch >> 2) + 2,
    );
    if (code !== 0) throw new HeifError(`libheif: ${wordsOf(code)} (error ${code}.${subcode})`);
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
    return Array.from(module.HEAPU32.subarray(ids >> 2, (ids >> 2) + found), (id) =>
      this.#handle((error, out) => module._heif_image_handle_get_thumbnail(error, this.primary, id, out)),
    );
  }

  decode(handle: number): RawPixels {
    const module = this.#module;
    const out = this.#scratch + 16;
    this.#call((error) => module._heif_decode_image(error, handle, out, rgb, interleavedRgba, 0));
    const image = module.HEAPU32[out >> 2] ?? 0;
    try {
      const width = module._heif_image_get_width(image, interleaved);
      const height = module._heif_image_get_height(image, interleaved);
      const plane = module._heif_image_get_plane_readonly(image, interleaved, out);
      const stride = module.HEAPU32[out >> 2] ?? 0;
      const data = new Uint8Array(width * height * 4);
      for (let row = 0; row < height; row++) {
        const start = plane + row * stride;
        data.set(module.HEAPU8.subarray(start, start + width * 4), row * width * 4);
      }
      return { data, width, height, channels: 4, profile: this.#profileOf(this.primary) };
    } finally {
      module._heif_image_release(image);
    }
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

/** heif_error_code of libheif's heif.h, as far as a reader meets them. */
function wordsOf(code: number): string {
  const words: Record<number, string> = {
    1: "the input does not exist",
    2: "invalid input",
    3: "unsupported file type",
    4: "unsupported feature",
    6: "out of memory",
    7: "decoder plugin error",
  };
  return words[code] ?? "failed";
}
