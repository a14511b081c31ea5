import { expect, type Page } from "@playwright/test";
import sharp from "sharp";
import type { App } from "./app.ts";

interface Rgb {
  /** uint8 [height, width, 3] */
  data: Buffer;
  width: number;
  height: number;
}

export async function rgbOf(picture: Buffer): Promise<Rgb> {
  const { data, info } = await sharp(picture, { limitInputPixels: false })
    .autoOrient()
    .removeAlpha()
    .toColourspace("srgb")
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

/** Opens the one photo of a library. */
export async function openPhoto(app: App): Promise<void> {
  await app.tile(0).dblclick();
  await expect(app.viewer.getByTestId("preview")).toHaveAttribute("data-loaded", "true");
}

export function zoomLevel(app: App) {
  return app.viewer.getByLabel("Zoom level");
}

/** Until every tile that the page asked for is there, and none is on its way. */
export async function tilesAreThere(app: App, atLeast = 1): Promise<void> {
  const images = app.viewer.getByTestId("tiles").locator("img");
  await expect.poll(() => images.count()).toBeGreaterThanOrEqual(atLeast);
  await app.page.waitForLoadState("networkidle");
}

export interface Mismatch {
  /** Pixels of the stage that were compared. */
  compared: number;
  /** Of these, off by more than the tolerance. */
  wrong: number;
}

/** How the screen differs from the photo where it is shown at 100 %, but for what lies over the picture. */
export async function mismatchAtOwnPixels(page: Page, photo: Rgb, tolerance = 2): Promise<Mismatch> {
  const place = await page.getByTestId("zoomed-picture").boundingBox();
  const stage = await page.getByTestId("zoomed-picture").locator("..").boundingBox();
  if (!place || !stage) throw new Error("No picture is shown.");
  const ratio = await page.evaluate(() => window.devicePixelRatio);
  const screen = await rgbOf(await page.screenshot());
  // Buttons lie at the sides, what is said below.
  const [left, right] = [stage.x + 80, stage.x + stage.width - 80].map((x) => Math.round(x * ratio));
  const [top, bottom] = [stage.y + 4, stage.y + stage.height - 60].map((y) => Math.round(y * ratio));
  const [originX, originY] = [Math.round(place.x * ratio), Math.round(place.y * ratio)];
  const result = { compared: 0, wrong: 0 };
  for (let y = top ?? 0; y < (bottom ?? 0); y++) {
    for (let x = left ?? 0; x < (right ?? 0); x++) {
      const [photoX, photoY] = [x - originX, y - originY];
      if (photoX < 0 || photoY < 0 || photoX >= photo.width || photoY >= photo.height) continue;
      const [at, from] = [(y * screen.width + x) * 3, (photoY * photo.width + photoX) * 3];
      const isRight = [0, 1, 2].every(
        (channel) =>
          Math.abs((screen.data[at + channel] ?? 0) - (photo.data[from + channel] ?? 0)) <= tolerance,
      );
      result.compared++;
      if (!isRight) result.wrong++;
    }
  }
  return result;
}
