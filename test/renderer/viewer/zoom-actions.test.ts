import { describe, expect, test } from "vitest";
import { fitted, rangeOf, type Zoom } from "../../../src/renderer/viewer/zoom.ts";
import { panAction, type StageMeasures, zoomActions } from "../../../src/renderer/viewer/zoom-actions.ts";

const stage = { width: 1200, height: 800 };

function measuresOf(own: { width: number; height: number }, pixelRatio = 1): StageMeasures {
  const width = Math.min(stage.width, (stage.height * own.width) / own.height);
  const fit = { width, height: (width * own.height) / own.width };
  return { stage, fit, range: rangeOf(fit, stage, own, pixelRatio) };
}

function zoomedBy(
  measures: StageMeasures,
  zoom: Zoom,
  act: (actions: ReturnType<typeof zoomActions>) => void,
): Zoom {
  let result = zoom;
  act(
    zoomActions(zoom, measures, (next) => {
      result = next;
    }),
  );
  return result;
}

describe("100 %", () => {
  test.each([1, 1.5, 2])(
    "is one pixel of the photo for each of the screen, of which there are %d in the page's",
    (ratio) => {
      const measures = measuresOf({ width: 6000, height: 4000 }, ratio);
      const { scale } = zoomedBy(measures, fitted, (actions) => actions.own());
      expect(scale * measures.fit.width * ratio).toBeCloseTo(6000, 6);
    },
  );

  test("is smaller than fitted for a picture that is shown enlarged", () => {
    const own = { width: 100, height: 100 };
    const measures = {
      stage,
      fit: { width: 200, height: 200 },
      range: rangeOf({ width: 200, height: 200 }, stage, own, 1),
    };
    expect(zoomedBy(measures, fitted, (actions) => actions.own()).scale).toBe(0.5);
  });

  test("is an eighth of the largest scale, so that what a photo is made of can be seen", () => {
    const measures = measuresOf({ width: 60_000, height: 40_000 });
    let zoom = fitted;
    for (let at = 0; at < 40; at++) zoom = zoomedBy(measures, zoom, (actions) => actions.closer());
    expect((zoom.scale * measures.fit.width) / 60_000).toBeCloseTo(8, 6);
    expect(zoomedBy(measures, zoom, (actions) => actions.further()).scale).toBeCloseTo(zoom.scale / 1.5, 6);
  });
});

describe("a long screenshot", () => {
  const measures = measuresOf({ width: 1080, height: 20_000 });

  test("is as wide as the stage at its beginning, and is paged to its end", () => {
    let zoom = zoomedBy(measures, fitted, (actions) => actions.fill());
    expect(zoom.scale * measures.fit.width).toBeCloseTo(stage.width, 6);
    const top = () => stage.height / 2 + zoom.y - (zoom.scale * measures.fit.height) / 2;
    expect(top()).toBeCloseTo(0, 6);
    zoom = zoomedBy(measures, zoom, (actions) => actions.page(1));
    expect(top()).toBeCloseTo(-0.9 * stage.height, 6);
    for (let at = 0; at < 40; at++) zoom = zoomedBy(measures, zoom, (actions) => actions.page(1));
    expect(top() + zoom.scale * measures.fit.height).toBeCloseTo(stage.height, 6);
  });

  test("comes to its width with the button too", () => {
    const { scale } = zoomedBy(measures, fitted, (actions) => actions.toggle());
    expect(scale * measures.fit.width).toBeGreaterThan(0.8 * stage.width);
    expect(zoomedBy(measures, { scale, x: 0, y: 0 }, (actions) => actions.toggle())).toEqual(fitted);
  });
});

test("arrows move what is zoomed only with Shift, for without it they turn to the next photo", () => {
  const actions = zoomActions({ scale: 2, x: 0, y: 0 }, measuresOf({ width: 6000, height: 4000 }), () => {});
  expect(panAction({ key: "ArrowLeft", shiftKey: true }, actions)).toBeDefined();
  expect(panAction({ key: "ArrowLeft", shiftKey: false }, actions)).toBeUndefined();
  expect(panAction({ key: "PageDown", shiftKey: false }, actions)).toBeDefined();
});
