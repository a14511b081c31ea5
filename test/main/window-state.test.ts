import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { defaultSize, minimumSize, placeWindow, windowStateSchema } from "../../src/main/window-state.ts";

const screen = { x: 0, y: 24, width: 1920, height: 1056 };
const secondScreen = { x: 1920, y: 0, width: 1280, height: 1024 };

function remembered(x: number, y: number, width = 1000, height = 700) {
  return { bounds: { x, y, width, height }, isMaximized: false };
}

describe("where the window opens", () => {
  test("at the first start: the usual size, wherever the system puts it", () => {
    expect(placeWindow(undefined, [screen])).toEqual(defaultSize);
  });

  test("where it was, on any screen that is still there", () => {
    const state = remembered(2000, 40);
    expect(placeWindow(state, [screen, secondScreen])).toEqual(state.bounds);
  });

  test("in the middle, at its old size, when its screen has gone", () => {
    expect(placeWindow(remembered(2000, 40), [screen])).toEqual({ width: 1000, height: 700 });
  });

  test.each([
    ["above the screen", 100, -200],
    ["below it", 100, 1060],
    ["right of it", 1900, 100],
    ["left of it", -990, 100],
  ])("in the middle when its title bar would lie %s", (_where, x, y) => {
    expect(placeWindow(remembered(x, y), [screen])).toEqual({ width: 1000, height: 700 });
  });

  test("no larger than the screen", () => {
    const place = placeWindow(remembered(0, 24, 3840, 2160), [screen]);
    expect(place).toEqual({ x: 0, y: 24, width: 1920, height: 1056 });
  });

  test("on a small first screen: no larger than that, no smaller than the least", () => {
    expect(placeWindow(undefined, [{ x: 0, y: 0, width: 800, height: 400 }])).toEqual({
      width: 800,
      height: minimumSize.height,
    });
  });

  test("never out of reach, whatever was remembered", () => {
    const pixel = fc.integer({ min: -5000, max: 5000 });
    const size = fc.integer({ min: 640, max: 5000 });
    fc.assert(
      fc.property(pixel, pixel, size, size, (x, y, width, height) => {
        const place = placeWindow(remembered(x, y, width, height), [screen]);
        if (place.x === undefined || place.y === undefined) return;
        expect(place.x + place.width).toBeGreaterThan(screen.x);
        expect(place.x).toBeLessThan(screen.x + screen.width);
        expect(place.y).toBeGreaterThanOrEqual(screen.y);
        expect(place.y).toBeLessThan(screen.y + screen.height);
      }),
    );
  });
});

test.each([
  {},
  { bounds: { x: 0, y: 0, width: 10, height: 10 }, isMaximized: false },
  { bounds: { x: 0, y: 0, width: 1e9, height: 800 }, isMaximized: false },
  { bounds: { x: 0.5, y: 0, width: 800, height: 800 }, isMaximized: false },
  { bounds: { x: "0", y: 0, width: 800, height: 800 }, isMaximized: false },
  { bounds: { x: 0, y: 0, width: 800, height: 800 }, isMaximized: "yes" },
])("a state that no window can have is refused: %j", (state) => {
  expect(windowStateSchema.safeParse(state).success).toBe(false);
});
