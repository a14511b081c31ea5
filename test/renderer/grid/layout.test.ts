import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  boxesOf,
  type GridLayout,
  type GridMode,
  gapPixels,
  headingHeightPixels,
  layOut,
  rowAt,
  rowOf,
  verticalNeighbour,
} from "../../../src/renderer/grid/layout.ts";
import type { PhotoList } from "../../../src/renderer/grid/photo-list.ts";

/** Photos of these shapes, under headings where `months` are given. */
function listOf(ratios: readonly number[], months?: readonly number[]): PhotoList {
  return {
    count: ratios.length,
    assetId: (position) => position + 1,
    positionOf: (assetId) => assetId - 1,
    aspectRatio: (position) => ratios[position] as number,
    placeholder: () => new Uint8Array(),
    label: (position) => `Photo ${position}`,
    ...(months && {
      section: (position) => months[position] as number,
      heading: (position) => `Month ${months[position]}`,
    }),
  };
}

interface Laid {
  list: PhotoList;
  layout: GridLayout;
}

/** From hairlines to towers, with and without months, in windows of any width. */
const anyLaid = (mode: GridMode, minimum = 0): fc.Arbitrary<Laid> =>
  fc
    .record({
      photos: fc.array(
        fc.record({ ratio: fc.double({ min: 0.01, max: 60, noNaN: true }), month: fc.integer({ max: 3 }) }),
        { minLength: minimum, maxLength: 120 },
      ),
      hasHeadings: fc.boolean(),
      widthPixels: fc.integer({ min: 120, max: 3000 }),
      rowHeightPixels: fc.constantFrom(96, 128, 160, 200, 250, 320),
    })
    .map(({ photos, hasHeadings, ...options }) => {
      const months = photos.map(({ month }) => month).sort((left, right) => right - left);
      const list = listOf(
        photos.map(({ ratio }) => ratio),
        hasHeadings ? months : undefined,
      );
      return { list, layout: layOut(list, { ...options, mode }) };
    });

const rowsOf = (layout: GridLayout) =>
  Array.from({ length: layout.rowCount }, (_, row) => ({
    row,
    top: layout.tops[row] as number,
    height: layout.heights[row] as number,
    first: layout.firsts[row] as number,
    length: layout.lengths[row] as number,
  }));

describe.each<GridMode>(["justified", "square"])("a %s grid", (mode) => {
  const laid = anyLaid(mode);

  test("holds every photo once and in order", () => {
    fc.assert(
      fc.property(laid, ({ list, layout }) => {
        const positions = rowsOf(layout).flatMap(({ row }) =>
          boxesOf(layout, row, list).map(({ position }) => position),
        );
        expect(positions).toEqual(Array.from({ length: list.count }, (_, position) => position));
      }),
    );
  });

  test("has no row wider than it is itself", () => {
    fc.assert(
      fc.property(laid, ({ list, layout }) => {
        for (const { row } of rowsOf(layout)) {
          const last = boxesOf(layout, row, list).at(-1);
          if (last) expect(last.left + last.width).toBeLessThanOrEqual(layout.options.widthPixels + 0.5);
        }
      }),
    );
  });

  test("has photos side by side, a gap between them", () => {
    fc.assert(
      fc.property(laid, ({ list, layout }) => {
        for (const { row } of rowsOf(layout)) {
          let left = 0;
          for (const box of boxesOf(layout, row, list)) {
            expect(box.left).toBeCloseTo(left, 3);
            expect(box.width).toBeGreaterThan(0);
            left = box.left + box.width + gapPixels;
          }
        }
      }),
    );
  });

  test("has rows one below the other, to its very end", () => {
    fc.assert(
      fc.property(laid, ({ layout }) => {
        let bottom = 0;
        for (const { top, height, length } of rowsOf(layout)) {
          expect(top).toBeCloseTo(bottom, 1);
          bottom = top + height + (length === 0 ? 0 : gapPixels);
        }
        expect(layout.heightPixels).toBeCloseTo(bottom, 1);
      }),
    );
  });

  test("has a heading over each month and nowhere else", () => {
    fc.assert(
      fc.property(laid, ({ list, layout }) => {
        const headings = rowsOf(layout).filter(({ length }) => length === 0);
        expect(headings.every(({ height }) => height === headingHeightPixels)).toBe(true);
        const starts = Array.from({ length: list.count }, (_, position) => position).filter(
          (position) =>
            list.section && (position === 0 || list.section(position) !== list.section(position - 1)),
        );
        expect(headings.map(({ first }) => first)).toEqual(starts);
      }),
    );
  });

  test("finds a row by height and by photo as looking at each row would", () => {
    fc.assert(
      fc.property(anyLaid(mode, 1), fc.double({ min: -0.2, max: 1.2, noNaN: true }), (grid, part) => {
        const { layout, list } = grid;
        const y = layout.heightPixels * part;
        expect(rowAt(layout, y)).toBe(
          Math.max(
            0,
            rowsOf(layout).findLastIndex(({ top }) => top <= y),
          ),
        );
        for (let position = 0; position < list.count; position++) {
          const holder = rowsOf(layout).findIndex(
            ({ first, length }) => position >= first && position < first + length,
          );
          expect(rowOf(layout, position)).toBe(holder);
        }
      }),
    );
  });

  test("lets one go up and down without ever leaving it, by one row of photos at a time", () => {
    fc.assert(
      fc.property(anyLaid(mode, 1), fc.constantFrom(1 as const, -1 as const), (grid, step) => {
        const { layout, list } = grid;
        const rows = rowsOf(layout).filter(({ length }) => length > 0);
        const lineOf = (position: number) => rows.findLastIndex(({ first }) => first <= position);
        for (let position = 0; position < list.count; position++) {
          const neighbour = verticalNeighbour(layout, list, position, step);
          const line = lineOf(position) + step;
          if (line < 0 || line >= rows.length) expect(neighbour).toBe(position);
          else expect(lineOf(neighbour)).toBe(line);
        }
      }),
    );
  });
});

describe("a justified grid", () => {
  test("has full rows of about the height that is meant", () => {
    fc.assert(
      fc.property(anyLaid("justified"), ({ list, layout }) => {
        const { widthPixels, rowHeightPixels } = layout.options;
        for (const { row, height, length } of rowsOf(layout)) {
          if (length === 0) continue;
          const last = boxesOf(layout, row, list).at(-1);
          const isFull = last !== undefined && last.left + last.width > widthPixels - 0.5;
          if (!isFull) expect(height).toBeCloseTo(rowHeightPixels, 3);
          // With the widest photo (3.2) more or less, a row of ratios R has heights in a proportion of 1 + 3.2 / R;
          // the better one is off by its root at most. R is 3.2 or more where two of the widest fit, else 0.45.
          const isRoomy = widthPixels >= rowHeightPixels * 2 * 3.2;
          const most = isRoomy ? 1.45 : 2.9;
          const lowest = Math.min(
            rowHeightPixels / most,
            isRoomy ? Number.POSITIVE_INFINITY : widthPixels / 3.3,
          );
          expect(height).toBeGreaterThan(lowest);
          expect(height).toBeLessThan(rowHeightPixels * most);
        }
      }),
    );
  });

  test("shows ordinary photos whole", () => {
    const list = listOf([1.5, 0.75, 1.33, 1.78, 0.56, 1, 2.4]);
    const layout = layOut(list, { widthPixels: 900, rowHeightPixels: 200, mode: "justified" });
    for (const { row, height } of rowsOf(layout)) {
      for (const { position, width } of boxesOf(layout, row, list)) {
        expect(width / height).toBeCloseTo(list.aspectRatio(position), 3);
      }
    }
  });
});

describe("a square grid", () => {
  test("has squares of about the size that is meant, all alike", () => {
    fc.assert(
      fc.property(anyLaid("square"), ({ list, layout }) => {
        const { rowHeightPixels, widthPixels } = layout.options;
        // Half a column more or less is rounded away, its gap with it.
        const largest = (rowHeightPixels + gapPixels) * 1.5 - gapPixels;
        const sides = rowsOf(layout).flatMap(({ row, height }) =>
          boxesOf(layout, row, list).map(({ width }) => [width, height] as const),
        );
        for (const [width, height] of sides) {
          expect(width).toBeCloseTo(height, 3);
          expect(height).toBeCloseTo(sides[0]?.[1] ?? 0, 3);
          expect(height).toBeLessThanOrEqual(Math.min(widthPixels, largest) + 0.01);
          expect(height).toBeGreaterThan(Math.min(widthPixels, rowHeightPixels) / 2);
        }
      }),
    );
  });
});

describe("a line between photos", () => {
  const line = 7;
  const list: PhotoList = {
    ...listOf(Array.from({ length: 20 }, (_, at) => 0.8 + (at % 5) / 4)),
    section: (position) => (position < line ? 0 : 1),
    heading: (position) => (position < line ? "" : "Less likely"),
  };
  const layout = layOut(list, { widthPixels: 640, rowHeightPixels: 120, mode: "justified" });

  test("stands over those behind it, and nothing over those before", () => {
    const headings = [...layout.lengths].flatMap((length, row) => (length === 0 ? [layout.firsts[row]] : []));
    expect(headings).toEqual([line]);
    expect(layout.lengths[0]).toBeGreaterThan(0);
    expect(rowOf(layout, line)).toBe(rowOf(layout, line - 1) + 2);
  });

  test("is stepped over by the arrow keys, down and up", () => {
    expect(verticalNeighbour(layout, list, line - 1, 1)).toBeGreaterThanOrEqual(line);
    expect(verticalNeighbour(layout, list, line, -1)).toBeLessThan(line);
  });
});
