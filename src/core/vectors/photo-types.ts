import type { PhotoType } from "./photo-filter.ts";
import { isScreenshotName } from "./screenshot-names.ts";

/** What a library knows of a photo that tells of what type it is. */
export interface TypeSigns {
  format: string;
  /** Upright. */
  width: number;
  height: number;
  isAnimated: boolean;
  /** A camera's RAW file of it is there, beside the picture or as the picture itself. */
  hasRawPart: boolean;
  /** A video of it is there, beside the picture or inside its file. */
  hasVideo: boolean;
  /** A make or a model of a camera is known. */
  hasCamera: boolean;
  /** The program that wrote the file; null where that is not known. */
  software: string | null;
  /** Of its files that are there. */
  names: readonly string[];
}

/** Made by laying pictures side by side, or by sweeping a camera: so wide as no sensor is. */
const panorama = { leastRatio: 2, leastWidth: 2000, leastTallRatio: 3 };

/** Programs that do nothing else. */
const takesScreens =
  /screenshot|snipping ?tool|flameshot|greenshot|sharex|lightshot|snagit|shutter\b|spectacle|ksnip|monosnap|skitch/i;

/**
 * Screens of phones and tablets, the shorter side first: a PNG of just this size that no camera made is a picture of one.
 * Screens of computers are left out, because drawings and backgrounds are made in their sizes too.
 */
const screens: ReadonlySet<string> = new Set(
  (
    "640x960 640x1136 750x1334 828x1792 1125x2436 1170x2532 1179x2556 1206x2622 1242x2208 1242x2688 1284x2778 " +
    "1260x2736 1290x2796 1320x2868 1536x2048 1620x2160 1640x2360 1668x2224 1668x2388 1668x2420 1488x2266 2048x2732 " +
    "2064x2752 720x1280 720x1440 720x1520 720x1560 720x1600 1080x1920 1080x2160 1080x2220 1080x2240 1080x2246 " +
    "1080x2248 1080x2280 1080x2310 1080x2316 1080x2340 1080x2376 1080x2392 1080x2400 1080x2408 1080x2412 1080x2424 " +
    "1080x2460 1080x2520 1200x2640 1220x2712 1240x2772 1280x2856 1344x2992 1344x3120 1440x2560 1440x2880 1440x2960 " +
    "1440x3040 1440x3088 1440x3120 1440x3168 1440x3200"
  ).split(" "),
);

/** All types of a photo, in the order of `photoTypes`. When in doubt it is none: who filters wants no strangers. */
export function photoTypesOf(signs: TypeSigns): PhotoType[] {
  const { format, width, height, isAnimated, hasRawPart, hasVideo } = signs;
  const types: PhotoType[] = [];
  if (format === "raw" || hasRawPart) types.push("raw");
  if (hasVideo) types.push("live");
  if (isAnimated) types.push("animated");
  const isScreenshot = isOfScreen(signs);
  const isWide = width >= panorama.leastRatio * height && width >= panorama.leastWidth;
  const isTall = height >= panorama.leastTallRatio * width && height >= panorama.leastWidth;
  // A page that was scrolled through is tall too, and no camera made it.
  if (!isScreenshot && !isAnimated && (isWide || (isTall && signs.hasCamera))) types.push("panorama");
  if (isScreenshot) types.push("screenshot");
  return types;
}

function isOfScreen({ format, width, height, hasCamera, software, names }: TypeSigns): boolean {
  if (names.some(isScreenshotName)) return true;
  if (software !== null && takesScreens.test(software)) return true;
  const size = `${Math.min(width, height)}x${Math.max(width, height)}`;
  // Computers show what they have sideways, phones and tablets upright.
  return format === "png" && !hasCamera && height > width && screens.has(size);
}
