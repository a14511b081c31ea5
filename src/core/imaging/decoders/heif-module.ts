import { createRequire } from "node:module";

/** The part of libheif's C interface that is used, as its WASM build exports it: every pointer is a number. */
export interface HeifModule {
  HEAPU8: Uint8Array;
  HEAP32: Int32Array;
  HEAPU32: Uint32Array;
  _malloc(size: number): number;
  _free(pointer: number): void;
  _heif_context_alloc(): number;
  _heif_context_free(context: number): void;
  _heif_context_read_from_memory(
    error: number,
    context: number,
    data: number,
    size: number,
    options: number,
  ): void;
  _heif_context_get_primary_image_handle(error: number, context: number, handle: number): void;
  _heif_image_handle_release(handle: number): void;
  _heif_image_handle_get_width(handle: number): number;
  _heif_image_handle_get_height(handle: number): number;
  _heif_image_handle_get_number_of_thumbnails(handle: number): number;
  _heif_image_handle_get_list_of_thumbnail_IDs(handle: number, ids: number, count: number): number;
  _heif_image_handle_get_thumbnail(error: number, handle: number, id: number, thumbnail: number): void;
  _heif_image_handle_get_luma_bits_per_pixel(handle: number): number;
  _heif_image_handle_get_raw_color_profile_size(handle: number): number;
  _heif_image_handle_get_raw_color_profile(error: number, handle: number, data: number): void;
  _heif_decode_image(
    error: number,
    handle: number,
    image: number,
    colorspace: number,
    chroma: number,
    options: number,
  ): void;
  _heif_image_get_width(image: number, channel: number): number;
  _heif_image_get_height(image: number, channel: number): number;
  _heif_image_get_plane_readonly(image: number, channel: number, stride: number): number;
  _heif_image_get_bits_per_pixel_range(image: number, channel: number): number;
  _heif_image_release(image: number): void;
}

/** One large picture leaves its memory behind: WASM memory only grows. */
const mostBytesKept = 192 * 1024 ** 2;

let loaded: HeifModule | undefined;

/** libheif, loaded by its first use in this thread: most folders need it never. */
export function heifModule(): HeifModule {
  if (loaded && loaded.HEAPU8.length > mostBytesKept) loaded = undefined;
  loaded ??= createRequire(import.meta.url)("libheif-js/libheif-wasm/libheif-bundle.js")() as HeifModule;
  return loaded;
}

/** After a trap the memory may hold anything: the next picture gets a new one. */
export function discardHeifModule(): void {
  loaded = undefined;
}
