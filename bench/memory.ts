import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import sharp from "sharp";
import { ensureBuilt } from "../test/helpers/built.ts";
import { seededRandom } from "../test/helpers/random.ts";
import type { Row } from "./table.ts";
import { withTemporaryDirectory } from "./temporary.ts";

/** 100,000 take an hour on two cores: `SHOEBOX_BENCH_PHOTOS=100000 npm run bench -- memory`. */
const photos = Number(process.env.SHOEBOX_BENCH_PHOTOS ?? 5000);
const few = 1000;
const perDirectory = 500;
const sampleMillis = 200;
/** Of the times in /proc/PID/stat: USER_HZ, which is 100 on every Linux. */
const ticksPerSecond = 100;

const launcher = join(import.meta.dirname, "../bin/shoebox.mjs");

const [width, height] = [320, 240];
const [patchesAcross, patchesDown] = [12, 9];

/** Soft patches of colour that no other number has: a small file, and a copy of nothing. */
function drawPhoto(number: number): Promise<Buffer> {
  const random = seededRandom(number);
  const patches = Uint8Array.from({ length: patchesAcross * patchesDown * 3 }, () => random() * 256);
  return sharp(patches, { raw: { width: patchesAcross, height: patchesDown, channels: 3 } })
    .resize(width, height, { kernel: "cubic", fit: "fill" })
    .jpeg({ quality: 80 })
    .toBuffer();
}

async function writePhotos(folder: string, count: number): Promise<void> {
  for (let first = 0; first < count; first += perDirectory) {
    const directory = join(folder, `part ${first / perDirectory}`);
    await mkdir(directory, { recursive: true });
    const numbers = Array.from({ length: Math.min(perDirectory, count - first) }, (_, at) => first + at);
    await Promise.all(
      numbers.map(async (number) => writeFile(join(directory, `${number}.jpg`), await drawPhoto(number))),
    );
  }
}

interface Cost {
  /** The most memory that the process ever had, by the kernel's own account. */
  peakBytes: number;
  processorMillis: number;
  wallMillis: number;
}

/** What Linux knows of a process; see proc_pid_status(5) and proc_pid_stat(5). */
function readCost(pid: number): Omit<Cost, "wallMillis"> | undefined {
  try {
    const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
    // The name in parentheses may hold spaces: what follows it is counted from there.
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
    const ticks = Number(fields[11]) + Number(fields[12]);
    return peak
      ? { peakBytes: Number(peak[1]) * 1024, processorMillis: (ticks / ticksPerSecond) * 1000 }
      : undefined;
  } catch {
    return undefined;
  }
}

/** Indexes a folder with the built command line, as a person does, in a process of its own. */
async function indexAll(library: string, folder: string, count: number): Promise<Cost> {
  const running = promisify(execFile)(process.execPath, [
    launcher,
    "index",
    folder,
    "--library",
    library,
    "--json",
  ]);
  let cost = { peakBytes: Number.NaN, processorMillis: Number.NaN };
  const timer = setInterval(() => {
    cost = readCost(running.child.pid as number) ?? cost;
  }, sampleMillis);
  const { stdout } = await running.finally(() => clearInterval(timer));
  const { indexed, seconds } = JSON.parse(stdout) as { indexed: number; seconds: number };
  if (indexed !== count) throw new Error(`${indexed} of ${count} photos were indexed: ${stdout}`);
  return { ...cost, wallMillis: seconds * 1000 };
}

/** The memory that indexing takes, and whether a photo costs the same among many as among few. Linux alone tells. */
export async function memoryRows(): Promise<Row[]> {
  await ensureBuilt();
  return withTemporaryDirectory(async (directory) => {
    const measure = async (count: number) => {
      const folder = join(directory, `${count} photos`);
      await writePhotos(folder, count);
      return indexAll(join(directory, `library of ${count}`), folder, count);
    };
    const small = await measure(few);
    const large = await measure(photos);
    const each = ({ wallMillis, processorMillis }: Cost, count: number) =>
      `${(wallMillis / count).toFixed(2)} ms (processor ${(processorMillis / count).toFixed(2)} ms)`;
    const megabytes = ({ peakBytes }: Cost) => `${Math.round(peakBytes / 1e6)} MB`;
    const ratio = (of: (cost: Cost) => number) => (of(large) / photos / (of(small) / few)).toFixed(2);
    return [
      { name: `most memory while indexing ${few} photos (RSS)`, value: megabytes(small) },
      {
        name: `most memory while indexing ${photos} photos (RSS)`,
        value: megabytes(large),
        aim: "under 700 MB",
      },
      { name: `a photo, of ${few}`, value: each(small, few) },
      { name: `a photo, of ${photos}`, value: each(large, photos) },
      {
        name: `a photo of ${photos} / of ${few}, in processor time`,
        value: ratio(({ processorMillis }) => processorMillis),
        aim: "at most 1.2",
      },
      { name: "the same by the clock", value: ratio(({ wallMillis }) => wallMillis) },
    ];
  });
}
