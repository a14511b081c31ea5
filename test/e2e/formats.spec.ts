import { mkdir, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Locator } from "@playwright/test";
import sharp from "sharp";
import { expect, test } from "./support/fixtures.ts";
import { type Cell, formatTable, type Property } from "./support/format-table.ts";
import { shoebox } from "./support/shoebox.ts";

// Large enough that the grid draws all of them.
test.use({ libraryKind: "empty", viewport: { width: 1600, height: 1200 } });
test.setTimeout(600_000);

let cells: Cell[] = [];

/** One file a cell, the first the newest: so they stand in the grid in this order. */
test.beforeEach(async ({ directory }) => {
  cells = await formatTable();
  const folder = join(directory, "Formats");
  await mkdir(folder, { recursive: true });
  for (const [index, { name, bytes }] of cells.entries()) {
    const path = join(folder, name);
    await writeFile(path, bytes);
    const date = new Date(Date.UTC(2024, 0, 1, 0, 60 - index));
    await utimes(path, date, date);
  }
  await shoebox("index", folder, "--library", join(directory, "library"), "--json");
});

interface Shot {
  /** Red, green and blue at a place, as shares of width and height. */
  at(x: number, y: number): number[];
}

async function shotOf(element: Locator): Promise<Shot> {
  const { data, info } = await sharp(await element.screenshot({ animations: "allow" }))
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return {
    at: (x, y) => {
      const start = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * 3;
      return [...data.subarray(start, start + 3)];
    },
  };
}

const near = (seen: number[], wanted: number[], within: number) =>
  wanted.every((level, channel) => Math.abs(level - (seen[channel] ?? -1)) <= within);

/** What is wrong with what is seen; undefined where nothing is. */
function faultOf(property: Property, shot: Shot): string | undefined {
  if (property === "turned") {
    const [above, below] = [shot.at(0.5, 0.2), shot.at(0.5, 0.8)];
    const isUpright = near(above, [255, 0, 0], 40) && near(below, [0, 0, 255], 40);
    return isUpright ? undefined : `above ${above}, below ${below}`;
  }
  if (property === "wide") {
    const seen = [shot.at(1 / 6, 0.5), shot.at(0.5, 0.5), shot.at(5 / 6, 0.5)];
    const wanted = [
      [200, 120, 40],
      [128, 128, 128],
      [255, 255, 255],
    ];
    return wanted.every((colour, index) => near(seen[index] ?? [], colour, 6)) ? undefined : seen.join(" | ");
  }
  if (property === "moving") return undefined;
  const [drawing = 0] = shot.at(0.5, 0.5);
  const wanted = property === "white" ? 255 : 0;
  // Far enough apart to fall on each of the two greys.
  const grounds = [0.1, 0.12, 0.14, 0.16, 0.18, 0.2, 0.22, 0.24].map((x) => shot.at(x, 0.3)[0] as number);
  const isSeen =
    Math.abs(drawing - wanted) < 12 && grounds.every((ground) => Math.abs(ground - drawing) > 60);
  return isSeen ? undefined : `${drawing} on ${grounds}`;
}

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`on a ${colorScheme} page`, () => {
    test.use({ colorScheme });

    test("every format is upright, seen and in its colours, in the grid and in the viewer", async ({
      app,
      page,
    }) => {
      await expect(app.tile(cells.length - 1)).toBeAttached();
      const faults: string[] = [];
      for (const [index, { name, property }] of cells.entries()) {
        const picture = app.tile(index).locator("img");
        await picture.scrollIntoViewIfNeeded();
        await expect(picture).toHaveAttribute("data-loaded", "true");
        const fault = faultOf(property, await shotOf(picture));
        if (fault) faults.push(`grid, ${name}: ${fault}`);
      }
      await app.tile(0).dblclick();
      for (const { name, property } of cells) {
        await expect(app.viewer).toContainText(name);
        await expect(app.viewer.getByTestId("preview")).toHaveAttribute("data-loaded", "true");
        const shown = app.viewer.getByTestId("zoomed-picture");
        const fault = faultOf(property, await shotOf(shown));
        if (fault) faults.push(`viewer, ${name}: ${fault}`);
        if (property === "moving") await expectMoving(shown, name);
        await page.keyboard.press("ArrowRight");
      }
      expect(faults).toEqual([]);
    });
  });
}

/** Its frames come and go. */
async function expectMoving(shown: Locator, name: string): Promise<void> {
  for (const colour of [
    [255, 0, 0],
    [0, 0, 255],
    [255, 0, 0],
  ]) {
    await expect
      .poll(async () => near((await shotOf(shown)).at(0.5, 0.5), colour, 12), {
        message: name,
        intervals: [50],
      })
      .toBe(true);
  }
}
