import { z } from "zod";

/** Device-independent pixels, as Electron's `Rectangle`. */
export interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}

export const minimumSize = { width: 640, height: 480 } as const;
export const defaultSize = { width: 1280, height: 860 } as const;

/** At least this much of the window must lie on a screen, so that it can be seen and dragged. */
const visiblePixels = { width: 120, height: 60 };

const pixelSchema = z.number().int().min(-100_000).max(100_000);

export const windowStateSchema = z.object({
  /** Size and place when not maximised. */
  bounds: z.object({
    x: pixelSchema,
    y: pixelSchema,
    width: z.number().int().min(minimumSize.width).max(100_000),
    height: z.number().int().min(minimumSize.height).max(100_000),
  }),
  isMaximized: z.boolean(),
});
export type WindowState = z.infer<typeof windowStateSchema>;

/** Where to open the window: as it was, if that still lies on a screen; else in the middle, no larger than one. */
export function placeWindow(
  remembered: WindowState | undefined,
  workAreas: readonly Rectangle[],
): Partial<Rectangle> & { width: number; height: number } {
  const bounds = remembered?.bounds;
  for (const area of workAreas) {
    const place = bounds && { x: bounds.x, y: bounds.y, ...fitInto(bounds, area) };
    if (place && isReachable(place, area)) return place;
  }
  const { width, height } = bounds ?? defaultSize;
  const [firstArea] = workAreas;
  return firstArea ? fitInto({ width, height }, firstArea) : { width, height };
}

function fitInto(
  size: { width: number; height: number },
  area: Rectangle,
): { width: number; height: number } {
  return {
    width: Math.max(minimumSize.width, Math.min(size.width, area.width)),
    height: Math.max(minimumSize.height, Math.min(size.height, area.height)),
  };
}

/** A strip of the title bar must be on the screen: by it the window is dragged. */
function isReachable(bounds: Rectangle, area: Rectangle): boolean {
  const visibleWidth = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x);
  const isTopVisible = bounds.y >= area.y && bounds.y + visiblePixels.height <= area.y + area.height;
  return visibleWidth >= visiblePixels.width && isTopVisible;
}
