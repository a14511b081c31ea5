import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { pictureFormatOf } from "../src/core/imaging/format.ts";
import { levelsOf, tileRectangle } from "../src/core/imaging/tiles/geometry.ts";
import type { Pyramid, PyramidTask } from "../src/core/imaging/tiles/index.ts";
import { startTilePool } from "../src/core/workers/tile-pool.ts";
import { cardGrid } from "../test/helpers/heic-grid.ts";
import { picture } from "../test/helpers/pictures.ts";
import { median, millis, type Row } from "./table.ts";
import { withTemporaryDirectory } from "./temporary.ts";

/** 201 megapixels, as the largest sensors of phones have. */
const [width, height] = [16_384, 12_288];
const cuts = 40;
const sampleMillis = 10;

/** Files of about 200 megapixels: a photo's worth of detail repeated 4 x 4. */
async function largeFiles(directory: string): Promise<[name: string, path: string][]> {
  const part = await picture(5, { width: width / 4, height: height / 4 })
    .blur(1)
    .png({ compressionLevel: 1 })
    .toBuffer();
  const whole = () =>
    sharp(part, { limitInputPixels: false }).extend({
      right: (width / 4) * 3,
      bottom: (height / 4) * 3,
      extendWith: "repeat",
    });
  const path = (name: string) => join(directory, name);
  await whole().tiff({ compression: "none" }).toFile(path("large.tif"));
  const again = () => sharp(path("large.tif"), { limitInputPixels: false });
  await again().jpeg({ quality: 90 }).toFile(path("large.jpg"));
  await again().withMetadata({ orientation: 6 }).jpeg({ quality: 90 }).toFile(path("turned.jpg"));
  await again().png({ compressionLevel: 1 }).toFile(path("large.png"));
  await writeFile(path("large.heic"), await cardGrid({ columns: 26, rows: 25, isDamaged: false }));
  const names = {
    JPEG: "large.jpg",
    "JPEG on its side": "turned.jpg",
    PNG: "large.png",
    TIFF: "large.tif",
    "HEIC of 650 cells": "large.heic",
  };
  return Object.entries(names).map(([name, file]) => [name, path(file)]);
}

/** Resident memory in bytes; Linux tells it, elsewhere Node does. */
function residentBytes(): number {
  try {
    return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync("/proc/self/status", "utf8"))?.[1]) * 1024;
  } catch {
    return process.memoryUsage.rss();
  }
}

/** The most memory that there is while something runs in another thread. */
async function mostMemoryWhile<Result>(work: () => Promise<Result>): Promise<[Result, addedBytes: number]> {
  const before = residentBytes();
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, residentBytes());
  }, sampleMillis);
  const result = await work().finally(() => clearInterval(timer));
  return [result, Math.max(most, residentBytes()) - before];
}

async function made(pool: ReturnType<typeof startTilePool>, task: PyramidTask): Promise<Pyramid> {
  const answer = await pool.make(task);
  if ("problem" in answer) throw new Error(`${task.path}: ${answer.problem.message}`);
  return answer;
}

/** A photo's own pixels: how long until its tiles are there, how much memory that takes, and how long each tile then. */
export async function zoomRows(): Promise<Row[]> {
  return withTemporaryDirectory(async (directory) => {
    const rows: Row[] = [];
    for (const [name, path] of await largeFiles(directory)) {
      const format = pictureFormatOf(readFileSync(path).subarray(0, 4096));
      if (!format) throw new Error(`${path} is no picture.`);
      const pool = startTilePool();
      const target = join(directory, "pyramid.tif");
      const started = performance.now();
      const [pyramid, added] = await mostMemoryWhile(() => made(pool, { path, format, target }));
      const seconds = (performance.now() - started) / 1000;
      const megapixels = Math.round((pyramid.width * pyramid.height) / 1e6);
      rows.push(
        { name: `${name}, ${megapixels} megapixels: tiles made`, value: `${seconds.toFixed(1)} s` },
        { name: "  memory added at most", value: `${Math.round(added / 1e6)} MB`, aim: "under 300 MB" },
        {
          name: "  a tile once they are",
          value: millis(median(await cutTimes(pool, pyramid))),
          aim: "middle one seen in 300 ms",
        },
      );
      await pool.close();
    }
    return rows;
  });
}

/** Of tiles here and there in level 0, in milliseconds, without the first one, whose thread starts. */
async function cutTimes(pool: ReturnType<typeof startTilePool>, pyramid: Pyramid): Promise<number[]> {
  const [whole] = levelsOf(pyramid);
  const times: number[] = [];
  for (let at = 0; at <= cuts; at++) {
    const part = whole && tileRectangle(whole, (at * 7) % 20, (at * 5) % 15);
    if (!part) throw new Error("There is no such tile.");
    const started = performance.now();
    await pool.cut({ file: pyramid.file, level: 0, part, orientation: pyramid.orientation });
    if (at > 0) times.push(performance.now() - started);
  }
  return times;
}
