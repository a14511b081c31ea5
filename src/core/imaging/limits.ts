/** What one file may cost. A file beyond these ends in TOO_LARGE or DECODE_TIMEOUT, never in a hang. */

/** 16,383 x 16,383: libvips' and libwebp's own bound; larger headers are nearly always hostile. */
export const maximumPixels = 0x3fff * 0x3fff;

/** A drawing can be drawn at any size: 16 megapixels are more than a screen shows. */
export const maximumDrawnPixels = 2 ** 24;

/** Whole files are read into memory once; beyond this they are not photos people meet. */
export const maximumFileBytes = 1024 ** 3;

export const decodeTimeoutSeconds = 60;

/** Tiles are made a few rows at a time; what bounds them is the room that they take on the disk. */
export const maximumTiledPixels = 500_000_000;

/** For all pixels of a picture, which somebody waits for, and which are read and written once. */
export const makingTimeoutSeconds = 180;

/** Bytes of files read ahead of the decoders, over all of them; one larger file goes alone. */
export const maximumBytesInFlight = 256 * 1024 ** 2;
