/** What one file may cost. A file beyond these ends in TOO_LARGE or DECODE_TIMEOUT, never in a hang. */

/** Of a picture that has to be whole in memory: 16,383 x 16,383, libwebp's own bound. */
export const maximumPixels = 0x3fff * 0x3fff;

/**
 * Of a picture that is decoded a strip at a time, in little memory: 65,535 x 65,535, the most that a JPEG can have. What
 * such a one costs is bounded by the file's bytes and the seconds.
 */
export const maximumStripwisePixels = 0xffff * 0xffff;

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
