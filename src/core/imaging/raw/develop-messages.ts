import type { PixelSize } from "../decoders/open-picture.ts";

/** To the thread that LibRaw runs in. */
export interface DevelopTask {
  bytes: Uint8Array;
  /** Half the sensor's size will do where it gives these. */
  shortSide: number;
  longSide: number;
  /** More are developed at half the size whatever is wanted. */
  mostPixelsWhole: number;
  /** More are not developed. */
  mostPixels: number;
}

/** From it; empty where LibRaw does not know the file. */
export interface DevelopAnswer {
  tooLarge?: PixelSize;
  sensor?: PixelSize;
  /** uint8 [height, width, 3], sRGB, upright. */
  developed?: PixelSize & { data: Uint8Array<ArrayBuffer> };
}
