import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { parentPort, workerData } from "node:worker_threads";
import type { DevelopAnswer, DevelopTask } from "../imaging/raw/develop-messages.ts";

/** The part that is used of LibRaw's WASM build: the package's own entry wants a browser's worker around it. */
interface LibRaw {
  /** @throws what C++ threw: a number in an object, no Error */
  open(bytes: Uint8Array, settings: { halfSize: boolean; useCameraWb: boolean }): void;
  metadata(isFull: boolean): { width: number; height: number };
  imageData(): {
    width: number;
    height: number;
    colors: number;
    bits: number;
    data: Uint8Array<ArrayBuffer>;
  };
}

type LoadLibRaw = (options: {
  wasmBinary: Uint8Array;
  print(line: string): void;
  printErr(line: string): void;
}) => Promise<{ LibRaw: new () => LibRaw }>;

async function loadLibRaw(): Promise<LibRaw> {
  const { resolve } = createRequire(import.meta.url);
  const path = pathToFileURL(resolve("libraw-wasm/dist/libraw.js")).href;
  const { default: load }: { default: LoadLibRaw } = await import(path);
  const wasmBinary = await readFile(resolve("libraw-wasm/dist/libraw.wasm"));
  const { LibRaw } = await load({ wasmBinary, print() {}, printErr() {} });
  return new LibRaw();
}

/** Half the size makes each four sensels one pixel: 24 megapixels take 0.4 s instead of 3.6 s, and less memory. */
function isHalfEnough(width: number, height: number, task: DevelopTask): boolean {
  const [short, long] = [Math.min(width, height) >> 1, Math.max(width, height) >> 1];
  return width * height > task.mostPixelsWhole || (short >= task.shortSide && long >= task.longSide);
}

async function develop(task: DevelopTask): Promise<DevelopAnswer> {
  const libRaw = await loadLibRaw();
  libRaw.open(task.bytes, { halfSize: true, useCameraWb: true });
  const { width, height } = libRaw.metadata(false);
  if (width * height > task.mostPixels) return { tooLarge: { width, height } };
  if (!isHalfEnough(width, height, task)) libRaw.open(task.bytes, { halfSize: false, useCameraWb: true });
  const { data, colors, bits, ...developed } = libRaw.imageData();
  if (colors !== 3 || bits !== 8) return {};
  return { sensor: { width, height }, developed: { data, width: developed.width, height: developed.height } };
}

/** One picture, and the thread ends: LibRaw's memory is given back with it. */
const answer = await develop(workerData as DevelopTask).catch((): DevelopAnswer => ({}));
parentPort?.postMessage(answer, answer.developed ? [answer.developed.data.buffer] : []);
