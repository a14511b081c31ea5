import { mkdir, mkdtemp, rm, statfs } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TileLevel } from "../../contract/tiles.ts";
import { fromSystemError, ShoeboxError } from "../errors.ts";
import type { PictureFormat } from "../imaging/format.ts";
import { pyramidBytes } from "../imaging/tiles/geometry.ts";
import type { Pyramid } from "../imaging/tiles/index.ts";
import { QueueFullError } from "../workers/bounded-queue.ts";
import type { TilePool } from "../workers/tile-pool.ts";

/** What a pyramid is made of. */
export interface PyramidSource {
  /** Names the content and how tiles are made of it. */
  key: string;
  path: string | Uint8Array;
  format: PictureFormat;
  /** The photo's pixels, as far as the catalog knows. */
  size: TileLevel;
}

export interface PyramidsOptions {
  /** Of this process alone: emptied before its first use, gone at the end. Where it cannot be written, one elsewhere is. */
  directory: string;
  pool: TilePool;
  /** Of all pyramids kept. */
  mostBytes?: number;
}

/** 500 megapixels, or twenty photos of 24. */
const usualMostBytes = 2 * 1024 ** 3;

/** What has to be left free on the disk. */
const spareBytes = 256 * 1024 ** 2;

/** A pyramid being made, for as long as somebody waits for it. */
interface Making {
  answer: Promise<Pyramid>;
  waiters: number;
  giveUp: AbortController;
}

/** The pyramids of the photos last looked at closely, as files: as many as there is room for. */
export class Pyramids {
  readonly #wantedDirectory: string;
  readonly #pool: TilePool;
  readonly #mostBytes: number;
  /** Last used last. */
  readonly #kept = new Map<string, Pyramid>();
  readonly #making = new Map<string, Making>();
  #directory: Promise<string> | undefined;

  constructor({ directory, pool, mostBytes = usualMostBytes }: PyramidsOptions) {
    this.#wantedDirectory = directory;
    this.#pool = pool;
    this.#mostBytes = mostBytes;
  }

  /** The pyramid, where it is there. */
  get(key: string): Pyramid | undefined {
    const pyramid = this.#kept.get(key);
    if (!pyramid) return undefined;
    this.#kept.delete(key);
    this.#kept.set(key, pyramid);
    return pyramid;
  }

  /**
   * The pyramid, made where it is not there. When all who wait for it have given up, it is not begun.
   * @throws the codes of a file that cannot be read, TOO_LARGE, DISK_FULL, LIBRARY_DISK_ERROR, the signal's reason
   */
  async open(source: PyramidSource, signal?: AbortSignal): Promise<Pyramid> {
    signal?.throwIfAborted();
    const kept = this.get(source.key);
    if (kept) return kept;
    const before = this.#making.get(source.key);
    if (before?.giveUp.signal.aborted) {
      // Given up, it ends at once, or, where it was begun, in a pyramid all the same.
      await before.answer.catch(() => {});
      return this.open(source, signal);
    }
    const making = before ?? this.#start(source);
    making.waiters++;
    try {
      return await untilAborted(making.answer, signal);
    } finally {
      making.waiters--;
      if (making.waiters === 0) making.giveUp.abort();
    }
  }

  #start(source: PyramidSource): Making {
    const giveUp = new AbortController();
    const answer = this.#make(source, giveUp.signal).finally(() => this.#making.delete(source.key));
    // Nobody may be left to hear of it.
    answer.catch(() => {});
    const making = { answer, waiters: 0, giveUp };
    this.#making.set(source.key, making);
    return making;
  }

  async #make({ key, path, format, size }: PyramidSource, signal: AbortSignal): Promise<Pyramid> {
    this.#directory ??= freshDirectory(this.#wantedDirectory);
    const directory = await this.#directory;
    await this.#makeRoom(directory, size);
    const target = join(directory, `${key}.tif`);
    const made = await this.#pool.make({ path, format, target }, signal).catch((error: unknown) => {
      throw signal.aborted ? signal.reason : troubleOfThread(error);
    });
    if ("problem" in made) throw new ShoeboxError(made.problem.code, made.problem.message);
    this.#kept.set(key, made);
    await this.#drop(0);
    return made;
  }

  /** @throws TOO_LARGE, DISK_FULL */
  async #makeRoom(directory: string, size: TileLevel): Promise<void> {
    if (pyramidBytes(size, 3) > this.#mostBytes) {
      throw new ShoeboxError("TOO_LARGE", "The picture has more pixels than Shoebox shows one by one.");
    }
    await this.#drop(pyramidBytes(size, 3));
    const { bavail, bsize } = await statfs(directory);
    // It may turn out to be transparent.
    if (bavail * bsize < pyramidBytes(size, 4) + spareBytes) {
      throw new ShoeboxError("DISK_FULL", "There is no room on the disk for the photo's full size.");
    }
  }

  /** Removes what was not used for longest, until so many bytes more can be kept. */
  async #drop(bytesToCome: number): Promise<void> {
    let total = this.#kept.values().reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    for (const [key, { file, sizeBytes }] of this.#kept) {
      if (total + bytesToCome <= this.#mostBytes || (bytesToCome === 0 && this.#kept.size === 1)) return;
      // A tile may be cut out of it now, which keeps it open on some systems: it goes the next time.
      const isGone = await rm(file, { force: true }).then(
        () => true,
        () => false,
      );
      if (!isGone) continue;
      this.#kept.delete(key);
      total -= sizeBytes;
    }
  }

  async close(): Promise<void> {
    for (const { giveUp } of this.#making.values()) giveUp.abort();
    const directory = await this.#directory?.catch(() => undefined);
    if (directory !== undefined) await rm(directory, { recursive: true, force: true }).catch(() => {});
  }
}

/**
 * Empties the folder: a process that was killed leaves files behind. Where the library cannot be written to, a folder
 * among the system's temporary files takes its place.
 */
async function freshDirectory(wanted: string): Promise<string> {
  try {
    await rm(wanted, { recursive: true, force: true });
    await mkdir(wanted, { recursive: true });
    return wanted;
  } catch {
    return mkdtemp(join(tmpdir(), "shoebox-tiles-")).catch((error: unknown) => {
      throw fromSystemError(error, tmpdir(), "LIBRARY_DISK_ERROR");
    });
  }
}

/** What it means when no answer came from the thread. */
function troubleOfThread(error: unknown): ShoeboxError {
  if (error instanceof QueueFullError) {
    return new ShoeboxError("DECODE_TIMEOUT", "Too many photos wait for their full size.");
  }
  const isStuck = error instanceof Error && /^(Abort|Timeout)Error$/.test(error.name);
  return new ShoeboxError(isStuck ? "DECODE_TIMEOUT" : "WORKER_CRASHED");
}

/** What somebody waits for, or the reason why they do so no longer. */
function untilAborted<Result>(work: Promise<Result>, signal: AbortSignal | undefined): Promise<Result> {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    signal.addEventListener("abort", onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", onAbort));
  });
}
