/*
 * What vectors and thumbnails carry of how they were made. In a file of their own: whoever only compares them need not
 * load the decoder.
 */

/** Changed whenever the same picture would give other pixels to the model. */
export const preprocessingVersion = 2;

/** Changed whenever thumbnails are made differently. */
export const thumbnailVersion = 1;

/** Raised whenever more is read of the same files: photos that are in have their metadata read again, and no pixels. */
export const metadataVersion = 1;

/** Changed whenever renditions for a screen are made differently: browsers keep them. */
export const renditionVersion = 2;

/** Changed whenever tiles of the same picture would hold other pixels. */
export const tileVersion = 1;
